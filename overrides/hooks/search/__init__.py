"""The search index, made by the build."""
