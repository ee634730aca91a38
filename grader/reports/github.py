"""GitHub: the record as a summary of a job, and annotations at the student's lines."""

from __future__ import annotations

from typing import Any

from checks import github
from checks.github import Row
from checks.model.network import Network
from grader.grading.student_view import for_student
from grader.grading.student_view import summary as sentence


def summary(record: dict[str, Any]) -> str:
    """The page in Markdown, a part for each submission."""
    pages = []
    for entry in for_student(record)["submissions"]:
        heading = f"{entry['student']}: {entry['score']:g} of {entry['max_score']:g} points"
        review = ["**Something went wrong in the grader itself: this needs a person.**"]
        notes = [*(review if entry["status"] == "needs_review" else []), *entry["notes"], sentence(entry) + "."]
        pages.append(github.summary(_rows(entry), heading, "\n\n".join(notes)))
    return "\n".join(pages)


def workflow_commands(record: dict[str, Any]) -> list[str]:
    """The workflow commands, for a record of one submission: files of several have the same names."""
    (entry,) = for_student(record)["submissions"]
    return github.workflow_commands(_rows(entry))


def _rows(entry: dict[str, Any]) -> list[Row]:
    return [_row(exercise, check) for exercise in entry["exercises"] for check in exercise["checks"]]


def _row(exercise: dict[str, Any], check: dict[str, Any]) -> Row:
    shown = (check["title"], check["status"], check["score"], check["max_score"], check["message"])
    example = check["counterexample"]
    network = Network.from_json(example["network"]) if example else None
    return Row(exercise["id"], *shown, exercise["file"], check.get("line", 1), network, check["hidden"])
