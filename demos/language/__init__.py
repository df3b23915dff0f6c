"""The language demo."""
