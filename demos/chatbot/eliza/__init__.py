"""The chatbot of 1966: keywords, decomposition, reassembly and memory."""
