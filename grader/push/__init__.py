"""Answers a push to a server's bare repository."""
