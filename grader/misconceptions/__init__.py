"""Wrong solutions, as students really write them: each is what it changes in the reference, with a name.

They are a test of the checks (`grader verify`: every one must lose points), and what the grader compares a
student's answers with when a check fails (`grader/diagnosis.py`).
"""
