"""Measurements whose figures the documentation gives; each is a program of its own."""
