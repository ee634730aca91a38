"""Checks that a student never gets: other shapes, larger sizes, extremes of the same laws."""
