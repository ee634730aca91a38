"""A small neural-network framework, and the exercises that complete it."""
