"""Answers pushes to the bare repositories of a server."""
