"""Metadata for search engines, feed readers and social networks."""
