"""Commands for authors and maintainers, run by the Makefile."""
