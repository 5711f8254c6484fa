"""Questions as the service asks them."""
