"""Submissions: how they arrive, when they were handed in, and what is in them."""
