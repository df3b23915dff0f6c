"""The ELIZA engine: keywords, decomposition, reassembly and memory (Weizenbaum 1966).

The modules here know nothing about rule files or HTML. demos.chatbot.rulefile builds the
Rules that the engine works with.
"""
