"""How two things are connected."""
