"""The bank of questions: the examples of each check, drawn once and kept."""
