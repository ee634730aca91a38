"""Renderers of the one record."""
