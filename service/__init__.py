"""The server: opens a release read-only and answers over SPARQL, linked data and pages."""
