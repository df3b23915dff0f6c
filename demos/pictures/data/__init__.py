"""What is learnt: shapes of the plane, and little pictures of letters."""
