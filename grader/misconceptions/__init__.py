"""Wrong solutions as students really write them: each one is a list of changes to the reference, with a name.

They test the checks (`grader verify`: each must lose points). When a check fails, the grader compares the student's
answers with theirs (`grader/diagnosis/matching.py`).

Each exercise has a folder with a module for each theme. The folder's `__init__.py` puts the themes in order: if several
misconceptions of one family fit a student's answers, the first one is named. Pieces of the reference that more than one
theme changes are in `pieces.py`.
"""
