"""The demo's HTML, made of a model's attention weights."""
