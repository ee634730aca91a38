"""The commands of a student, and what they show in a terminal."""
