"""A small neural-network framework, and the exercises that complete it."""

__version__ = "0.1.0"
