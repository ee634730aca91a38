"""Measures the server that answers pushes."""
