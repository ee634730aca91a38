"""Makes the page about the class, for the instructor."""

from __future__ import annotations

import base64
import gzip
import json
import re
import statistics
from dataclasses import dataclass

import msgspec
from markupsafe import Markup

from checks.model.status import Status
from checks.stepper.page import program, template
from grader.grading.student_view import left_out
from grader.record import Record, SubmissionEntry, SubmissionStatus
from grader.reports import similarity
from grader.reports.console import remarks
from grader.reports.html import charts, figures, sources
from grader.reports.html.comparison import comparison
from grader.reports.html.environment import environment, policy, script, style
from grader.reports.html.facets import as_script, facets
from grader.reports.html.pictures import picture
from grader.reports.html.sections import section
from grader.reports.platforms import People

SHADES = 5
"""Steps of the heat map, without that for no points at all."""
_CUTS = re.compile(r"(?=<li|<figure|<details|<div class=\"(?:given|own|alike)\")")
"""Where sections are cut into pieces: what is between two cuts may be the same for many students."""


@dataclass(frozen=True)
class StudentRow:
    """A row of the class table; a cell has the points and the step of its shade, from 0 to `SHADES`.

    The points of an exercise from which the student is excused are None.
    """

    student: str
    remarks: str
    cells: list[tuple[float | None, int]]
    score: float
    max_score: float


def class_page(record: Record, people: People | None = None) -> str:
    """Make the page. It loads nothing from elsewhere, and contains what students must not see.

    Args:
        record: The graded class.
        people: The students' sections and e-mail addresses, if there is a roster.
    """
    entries = list(record.submissions)  # read once: they may be on disk
    record = msgspec.structs.replace(record, submissions=entries)
    texts = [sources.texts(entry) for entry in entries]
    exercises, checks = figures.exercises(record), figures.checks(record)
    scores = [entry.score for entry in entries]
    most = max((entry.max_score for entry in entries), default=0)
    misconceptions = figures.misconceptions(record)
    similar = similarity.compare(_by_exercise(entries, texts))
    clusters = similar.clusters()
    found = facets(entries, checks, misconceptions, clusters, people or {})
    code = script()
    return (
        environment()
        .get_template("class.html")
        .render(
            title=record.kit.course or "The class",
            style=style(),
            script=code,
            policy=policy(code, program()),
            stepper=as_script(template()),
            numbers=_numbers(entries, most),
            review=[
                (at, entry, _reasons(entry))
                for at, entry in enumerate(entries)
                if entry.status is SubmissionStatus.NEEDS_REVIEW
            ],
            rows=[_row(entry) for entry in entries],
            exercises=exercises,
            charts={
                "distribution": charts.distribution(scores, most),
                "by_exercise": charts.by_exercise(exercises),
                "separation": charts.separation(checks),
            },
            told={"distribution": _told(scores)},
            checks=checks,
            misconceptions=misconceptions,
            picture=picture,
            similarity=similar,
            clusters=clusters,
            statuses=list(Status),
            sections=sorted({one for one in found["sections"] if one}),
            has_emails=any(found["emails"]),
            facets=as_script(found),
            packed=_packed(
                students=[section(entry, text) for entry, text in zip(entries, texts, strict=True)],
                pairs=[comparison(pair) for pair in similar.pairs],
            ),
        )
    )


def _numbers(entries: list[SubmissionEntry], most: float) -> list[tuple[str, str]]:
    scores = [entry.score for entry in entries]
    found = [("students", str(len(entries)))]
    if scores:
        found += [
            ("mean", f"{statistics.fmean(scores):.1f} of {most:g}"),
            ("median", f"{statistics.median(scores):g}"),
            ("all points", str(sum(entry.score >= entry.max_score > 0 for entry in entries))),
            ("need a person", str(sum(entry.status is SubmissionStatus.NEEDS_REVIEW for entry in entries))),
        ]
    return found


def _told(scores: list[float]) -> str:
    """Describe the histogram in words, for readers who cannot see it."""
    if len(scores) < 2:
        return ""
    low, middle, high = statistics.quantiles(scores, n=4, method="inclusive")
    return f"A quarter has at most {low:g} points, half at most {middle:g}, a quarter at least {high:g}."


def _row(entry: SubmissionEntry) -> StudentRow:
    return StudentRow(
        entry.student,
        "; ".join(remarks(entry)),
        [(None, 0) if left_out(e) else (e.score, _shade(e.score, e.max_score)) for e in entry.exercises],
        entry.score,
        entry.max_score,
    )


def _shade(score: float, max_score: float) -> int:
    """Return the step of a shade: 0 for no points, `SHADES` for all points only."""
    if score >= max_score:
        return SHADES
    return 1 + int(score / max_score * (SHADES - 1)) if score > 0 else 0


def _reasons(entry: SubmissionEntry) -> list[str]:
    errors = [
        f"{check.id}: {(check.message.splitlines() or [''])[-1]}"
        for exercise in entry.exercises
        for check in exercise.checks
        if check.status is Status.GRADER_ERROR
    ]
    return [*entry.notes, *errors]


def _by_exercise(entries: list[SubmissionEntry], texts: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """Sort the texts by exercise and student. Badges are not compared."""
    found: dict[str, dict[str, str]] = {}
    for entry, text in zip(entries, texts, strict=True):
        for exercise in entry.exercises:
            if exercise.id in text:
                found.setdefault(exercise.id, {})[entry.student] = text[exercise.id]
    return found


def _packed(**groups: list[str]) -> Markup:
    """Compress sections by group: they are cut at list items, pictures and lines, and equal pieces are kept once.

    A thousand sections as HTML would take a browser too long to read before it shows anything.
    """
    parts: dict[str, int] = {}
    cut = {
        name: [[parts.setdefault(piece, len(parts)) for piece in _CUTS.split(text)] for text in texts]
        for name, texts in groups.items()
    }
    data = json.dumps({"parts": list(parts), **cut}).encode()
    return Markup(base64.b64encode(gzip.compress(data, mtime=0)).decode())  # noqa: S704  # base64 needs no escaping
