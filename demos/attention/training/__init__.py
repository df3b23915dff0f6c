"""Gradients written by hand, the training loop, its evaluation, and training inside the page."""
