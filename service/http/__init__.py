"""What all routes share: media types, problem details, files that do not change."""
