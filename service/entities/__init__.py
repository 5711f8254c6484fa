"""Things by kind, and one thing with all that is known of it."""
