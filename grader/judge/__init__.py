"""Puts a check's questions to a solution, and decides."""
