"""Exercise 7: graphs, what their nodes are told, and what else nodes may do."""
