"""What a build made of each source, for people and for programs."""
