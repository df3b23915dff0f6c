"""The search index, made while building."""
