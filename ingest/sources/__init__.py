"""One module per catalog; each reads what its upstream publishes and yields records."""
