"""What events.py does with the Site, in the order of a page: its files, its Markdown, its data, and the finished site."""
