"""Several server processes on one port: a parent that holds the sockets and watches, children that serve."""
