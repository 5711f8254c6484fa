"""The release that is being served, and short ways to read it."""
