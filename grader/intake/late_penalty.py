"""What `grader collect` found out about a submission, brought into its entry in the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from grader.course.config import Course

FILE = "collected.json"
"""Beside the folders of the students: what was taken of each, and when it was handed in."""


def apply_late_penalty(entry: dict[str, Any], course: Course) -> dict[str, Any]:
    """The entry with what lateness costs, and with what went wrong in collecting it."""
    folder = Path(entry["path"]).resolve()
    found = read_collected(folder.parent).get(folder.name)
    if found is None:
        return entry
    notes = [*entry["notes"], *found["remarks"]]
    if found["problem"]:
        return {**entry, "status": "needs_review", "notes": [f"could not be collected: {found['problem']}", *notes]}
    exercises = []
    for exercise in entry["exercises"]:
        days = found["days_late"].get(exercise["id"], 0)
        if days and course.late:
            percent = min(100.0, days * course.late.percent_per_day)
            points = round(exercise["score"] * (100 - percent) / 100, 4)
            late = {"days": days, "percent": percent, "points": points - exercise["score"]}
            notes.append(f"{exercise['id']}: {days} day{'s' * (days > 1)} late, minus {percent:g} %")
            exercise = {**exercise, "score": points, "late": late}
        exercises.append(exercise)
    return {**entry, "notes": notes, "exercises": exercises, "score": sum(e["score"] for e in exercises)}


def read_collected(folder: Path) -> dict[str, Any]:
    """What was collected into a folder, by student; nothing if it was not made by `grader collect`."""
    path = folder / FILE
    if not path.is_file():
        return {}
    students: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["students"]
    return students
