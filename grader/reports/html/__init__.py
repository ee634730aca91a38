"""Writes the record as HTML: a page about the class for the instructor, and a page for each student."""
