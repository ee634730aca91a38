"""The record as pages: one about the class for the instructor, and one for each student."""
