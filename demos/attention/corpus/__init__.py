"""The sentences that the model is trained on: templates, words, and the grammar of both languages."""
