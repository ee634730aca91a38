"""Grade every submission in a folder: `python grade_a_folder.py FOLDER`."""

import sys

from grader.api import grade_class

record = grade_class([sys.argv[1]], exercises=["ex1_by_hand"])
for entry in record.submissions:
    print(f"{entry.student}: {entry.score:g} of {entry.max_score:g} points, {entry.status}")
    for check in entry.checks:
        if check.status.wrong:
            print(f"    {check.status.sign} {check.title}")
