"""The whole release as a file to take away."""
