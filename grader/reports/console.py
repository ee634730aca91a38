"""The record in a terminal: a table of the class, or every check of one submission."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

MARKS = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "not_started": ("·", "dim"),
    "timeout": ("⏱", "yellow"),
    "crashed": ("!", "yellow"),
    "grader_error": ("?", "magenta"),
}


def show(record: dict[str, Any], console: Console) -> None:
    """One submission in full, several as a table."""
    submissions = record["submissions"]
    if len(submissions) == 1:
        show_submission(submissions[0], console)
    else:
        show_class(submissions, console)


def show_class(submissions: list[dict[str, Any]], console: Console) -> None:
    """A row for each student, a column for each exercise."""
    table = Table(caption="points per exercise; what a student lost is in the JSON record (--json)")
    table.add_column("student", no_wrap=True)
    for exercise in submissions[0]["exercises"] if submissions else []:
        table.add_column(f"{exercise['id'].split('_')[0]}\n/{exercise['max_score']:g}", justify="right")
    table.add_column("score", justify="right")
    table.add_column("remarks")
    for entry in submissions:
        scores = [Text(f"{e['score']:g}", style=_colour(e)) for e in entry["exercises"]]
        total = f"{entry['score']:g} / {entry['max_score']:g}"
        table.add_row(Text(entry["student"]), *scores, total, Text("; ".join(remarks(entry))))
    console.print(table)


def remarks(entry: dict[str, Any]) -> list[str]:
    """What is worth knowing about a submission besides its points."""
    found = list(entry["notes"])
    if entry["status"] == "needs_review":
        found.insert(0, "needs a person")
    for exercise in entry["exercises"]:
        statuses = {check["status"] for check in exercise["checks"]}
        short = exercise["id"].split("_")[0]
        if statuses & {"crashed", "timeout"}:
            words = sorted(s for s in statuses if s in ("crashed", "timeout"))
            found.append(f"{short}: {' and '.join(words)}")
    found += [f"badge: {badge['id']}" for badge in entry.get("badges", []) if badge["earned"]]
    return found


def show_submission(entry: dict[str, Any], console: Console) -> None:
    """Every check with its message."""
    console.print(Text(f"{entry['student']}: {entry['score']:g} of {entry['max_score']:g} points", style="bold"))
    for note in entry["notes"]:
        console.print(Text(note, style="yellow"))
    for exercise in [*entry["exercises"], *entry.get("badges", [])]:
        console.print()
        heading = f"{exercise['id']}  {exercise['score']:g} / {exercise['max_score']:g}"
        if "earned" in exercise:
            heading += ", a badge, earned" if exercise["earned"] else ", a badge, not earned yet"
        console.print(Text(heading, style="bold"), Text(exercise["file"] or "not handed in", style="dim"))
        previous = None
        for check in exercise["checks"]:
            mark, colour = MARKS[check["status"]]
            points = f"{check['score']:g}/{check['max_score']:g}"
            hidden = " (hidden)" if check["hidden"] else ""
            line = Table.grid(padding=(0, 1))
            line.add_row(f"  {mark}", f"{points:>5}", Text(check["title"] + hidden), style=colour)
            console.print(line)
            message = check["message"]
            if message and check["status"] != "not_started" and message != previous:
                console.print(Padding(Text(message), (0, 0, 1, 10)))
            previous = message
            mistake = check.get("misconception")  # not there for a student, if the check is hidden
            if mistake:
                text = Text.assemble((f"It looks like this: {mistake['name']}. ", "bold"), mistake["explanation"])
                console.print(Padding(text, (0, 0, 1, 10)))
    if entry["status"] == "needs_review":
        console.print(Text("This submission needs a person: the notes and messages above say why.", style="magenta"))


def _colour(exercise: dict[str, Any]) -> str:
    if exercise["score"] == exercise["max_score"]:
        return "green"
    return "red" if exercise["score"] == 0 else "yellow"
