"""Measures the figures that the documentation gives."""
