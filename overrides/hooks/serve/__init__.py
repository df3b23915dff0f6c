"""What make serve does beyond a plain build."""
