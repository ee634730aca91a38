"""All exercises: what is typed about the nodes that are given."""
