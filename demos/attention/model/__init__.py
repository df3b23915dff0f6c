"""The model: tokenizer, attention and encoder, and the parameters that training found."""
