"""A guide to take away: as a notebook, as plain Markdown, and the list of all of them for assistants (llms.txt)."""
