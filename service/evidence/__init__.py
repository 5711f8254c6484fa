"""Where a statement comes from."""
