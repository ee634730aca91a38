"""The student's commands and screens."""
