"""Exercise 5: what else the nodes below an Output may do."""
