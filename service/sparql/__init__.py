"""The SPARQL endpoint: protocol, answers, and the page on which a browser shows them."""
