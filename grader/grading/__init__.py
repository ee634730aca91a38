"""Grades submissions, one or a class, and makes the record."""
