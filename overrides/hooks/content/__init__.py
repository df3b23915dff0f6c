"""The document model: a page of docs/, its front matter, its outline, the glossary, and what is wrong with them."""
