"""The model itself: attention, encoder, tokenizer, and the parameters that training found."""
