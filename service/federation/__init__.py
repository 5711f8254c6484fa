"""SERVICE clauses: which other endpoints a query may call, and the only way on which a worker reaches them."""
