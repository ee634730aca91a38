"""Hints that fit what failed."""
