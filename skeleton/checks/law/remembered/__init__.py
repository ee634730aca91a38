"""Exercise 3: what is typed beside the lives."""
