"""Training: a few steps at a time, so that a page can be drawn in between."""
