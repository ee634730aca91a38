"""Finds out what is wrong with a solution: the misconception behind it, and code that reaches for the insides."""
