"""What a student may see of the record. Every output that reaches one renders this, and nothing else."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from checks.exercises import BY_STEM
from grader.printable import printable

OURS = "Something went wrong in the grader itself, not in your code. A person will look at it."


def for_student(record: dict[str, Any]) -> dict[str, Any]:
    """The record without what is not the student's: of a hidden check only its title and how it ended.

    What is passed on is listed here by name: a key that somebody adds to the record stays inside until it is listed.
    """
    return {"schema": record["schema"], "submissions": [_submission(entry) for entry in record["submissions"]]}


def summary(entry: dict[str, Any]) -> str:
    """One sentence on the visible and the hidden checks: it never says that all is well when a hidden one failed."""
    checks = [check for exercise in entry["exercises"] for check in exercise["checks"]]
    counts = []
    for hidden, name in ((False, "visible"), (True, "hidden")):
        group = [check for check in checks if check["hidden"] is hidden]
        if group:
            counts.append(f"{sum(c['status'] == 'passed' for c in group)} of {len(group)} {name} checks pass")
    return ", ".join(counts)


def _submission(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "student": printable(entry["student"]),
        "score": entry["score"],
        "max_score": entry["max_score"],
        "status": entry["status"],
        # A note names the folder as the grader sees it.
        "notes": [printable(note.replace(entry["path"], "the submission")) for note in entry["notes"]],
        "exercises": [_exercise(exercise, entry["path"]) for exercise in entry["exercises"]],
        "badges": [_exercise(badge, entry["path"]) for badge in entry.get("badges", [])],
    }


def _exercise(exercise: dict[str, Any], folder: str) -> dict[str, Any]:
    file = BY_STEM[exercise["id"]].file
    if exercise["file"] and PurePath(exercise["file"]).is_relative_to(folder):
        file = PurePath(exercise["file"]).relative_to(folder).as_posix()
    shown = _only(exercise, "id", "score", "max_score", "late", "earned")
    return shown | {"file": file, "checks": [_check(check) for check in exercise["checks"]]}


def _check(check: dict[str, Any]) -> dict[str, Any]:
    shown = _only(check, "id", "title", "hidden", "status", "score", "max_score")
    if check["hidden"]:
        # The name of the function says more about what is tried than the title does.
        return shown | {"id": check["id"].partition("::")[0] + "::hidden", "message": "", "counterexample": None}
    message = OURS if check["status"] == "grader_error" else printable(check["message"])
    return shown | {"message": message} | _only(check, "line", "counterexample", "misconception")


def _only(whole: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: whole[key] for key in keys if key in whole}
