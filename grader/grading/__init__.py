"""Submissions to records: one, or a class of them."""
