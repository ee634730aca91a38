"""Gradescope's `results.json`: what a student sees there of one submission."""

from __future__ import annotations

import json
from typing import Any

from grader.grading.student_view import for_student, summary

PERSON = "Something went wrong in the grader itself: this is no grade yet, a person will look at it."


def gradescope(record: dict[str, Any]) -> str:
    """The text of the file, for a record of one submission.

    Everything in it is `visible`, for it holds only what a student may see; the standard output of the grading is not.
    """
    (entry,) = for_student(record)["submissions"]
    review = [PERSON] if entry["status"] == "needs_review" else []
    results = {
        "score": entry["score"],
        "output": "\n".join([*review, *entry["notes"], summary(entry) + "."]),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            _test(exercise["id"], check, f"{number}.{at}")
            for number, exercise in enumerate(entry["exercises"], 1)
            for at, check in enumerate(exercise["checks"], 1)
        ],
    }
    return json.dumps(results, indent=1) + "\n"


def _test(stem: str, check: dict[str, Any], number: str) -> dict[str, Any]:
    hidden = " (hidden)" if check["hidden"] else ""
    output = check["message"]
    if not output and check["status"] != "passed":
        output = "not shown: the check is hidden" if check["hidden"] else check["status"].replace("_", " ")
    return {
        "name": f"{stem}: {check['title']}{hidden}",
        "number": number,
        "score": check["score"],
        "max_score": check["max_score"],
        "status": "passed" if check["status"] == "passed" else "failed",
        "output": output,
        "output_format": "text",
        "visibility": "visible",
    }
