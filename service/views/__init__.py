"""What the pages show, gathered from a release: plain values, ready for the templates."""
