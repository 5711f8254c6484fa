"""What a query would do, told without running it, and refusal of those that could never end."""
