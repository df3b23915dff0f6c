"""The demo's HTML. Everything that it shows is in the state, so it computes nothing."""
