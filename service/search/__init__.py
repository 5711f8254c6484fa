"""Finding things by what they are called."""
