"""What one client may take of the work that all clients share."""
