"""Wrong solutions, as students really write them: each is what it changes in the reference, with a name.

They are a test of the checks (`grader verify`: every one must lose points), and what the grader compares a
student's answers with when a check fails (`grader/diagnosis/matching.py`).

Each exercise has a folder with a module for each theme. The folder's `__init__.py` puts the themes in their order: of
several misconceptions that fit a student's answers, the first one of a family is named. Pieces of the reference that
more than one theme changes are in `pieces.py`.
"""
