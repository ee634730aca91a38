"""Smaller variants of what a check draws: networks, lives, numbers, and lists and tuples of them.

Every variant has a lower cost than what it was made from. So a search that goes from a value to one of its variants,
and on from there, comes to an end.
"""
