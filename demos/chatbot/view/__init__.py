"""The demo's HTML: the conversation, the rules, and why an answer was given."""
