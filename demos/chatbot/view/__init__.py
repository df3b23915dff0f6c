"""The chatbot's HTML: the conversation, the explanation of each answer, and the editor of the rules."""
