"""Lives: what happens to a few networks, in any order, and what is right then."""
