"""What turns docs/ and demos/ into the site."""
