"""Server-rendered pages: what each gathers and how it is worded."""
