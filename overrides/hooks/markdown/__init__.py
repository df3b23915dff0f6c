"""From Markdown to HTML: fences, glossary links, mathematics, tables."""
