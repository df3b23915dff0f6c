"""The document model: the pages of docs/, their front matter and outline, the glossary, and the problems found in them."""
