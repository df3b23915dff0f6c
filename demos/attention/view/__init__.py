"""The demo's HTML: pictures of attention weights, and the panels around them."""
