"""Commands for authors and maintainers; the Makefile runs them."""
