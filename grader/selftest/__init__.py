"""Examines the grader itself."""
