"""A network in the formats of programs that draw and measure networks."""
