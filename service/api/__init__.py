"""What all routes under /api have in common: strict parameters, pages with cursors, documented answers."""
