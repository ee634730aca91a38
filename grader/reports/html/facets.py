"""What the class can be filtered by, as data for the page's script: checks and how they ended, mistakes, sections."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from checks.model.status import Status
from grader.grading.student_view import left_out
from grader.printable import printable
from grader.record import CheckEntry, ExerciseEntry, SubmissionEntry, SubmissionStatus
from grader.reports.html.figures import CheckFigures, MisconceptionFigures
from grader.reports.platforms import People, place_of
from grader.reports.similarity import Cluster

LETTERS = {status: "pfntcg"[at] for at, status in enumerate(Status)}
"""Status -> the letter for it in a text with one for each check."""


def facets(
    entries: Sequence[SubmissionEntry],
    checks: Sequence[CheckFigures],
    misconceptions: Sequence[MisconceptionFigures],
    clusters: Sequence[Cluster],
    people: People,
) -> dict[str, Any]:
    """Describe each student, in the order of the record, by what the filters ask for.

    Args:
        entries: The submissions.
        checks: The checks, in the order in which every submission has them.
        misconceptions: Those of the class.
        clusters: Groups of similar solutions.
        people: Who the students are, as far as it is known.
    """
    known = [people.get(place_of(entry)) for entry in entries]
    places = {entry.student: at for at, entry in enumerate(entries)}
    return {
        "letters": {letter: status.value for status, letter in LETTERS.items()},
        "checks": {check.id: check.title for check in checks},
        "ended": ["".join(_letter(e, c) for e in entry.exercises for c in e.checks) for entry in entries],
        "mistakes": {one.id: {"name": one.name, "students": list(one.students)} for one in misconceptions},
        "clusters": {
            one.id: {"name": f"similar in {one.stem}", "students": [places[student] for student in one.students]}
            for one in clusters
        },
        "review": [at for at, entry in enumerate(entries) if entry.status is SubmissionStatus.NEEDS_REVIEW],
        "sections": [printable(one.row.section) if one else "" for one in known],
        "emails": [printable(one.row.email) if one and not one.hidden else "" for one in known],
    }


def _letter(exercise: ExerciseEntry, check: CheckEntry) -> str:
    """Return the letter for how a check ended; of an exercise without a part in the score, one that nobody asks for."""
    return "-" if left_out(exercise) else LETTERS[check.status]


def as_script(data: object) -> Markup:
    """Write data as JSON that may stand in a `<script>`: nothing in it can end that, or begin a comment."""
    text = json.dumps(data, separators=(",", ":"))
    return Markup(text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026"))  # noqa: S704
