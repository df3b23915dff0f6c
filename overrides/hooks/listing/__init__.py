"""Lists of guides: navigation, tags, authors, reading time."""
