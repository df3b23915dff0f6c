"""What search engines, feed readers and social networks read of a page."""
