"""Asks a solution the questions of a check, and decides."""
