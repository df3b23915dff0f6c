"""Gradients by hand, the training loop, and its evaluation."""
