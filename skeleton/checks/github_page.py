"""The results of checks as GitHub shows them: a summary of a run in Markdown, and annotations at lines of the code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from checks.exercises import BY_STEM
from checks.model.network import LEAVES, Network
from checks.model.status import Status

MOST_ANNOTATIONS = 10
"""Number of errors that GitHub shows of one step."""


@dataclass(frozen=True)
class Row:
    """The result of one check."""

    stem: str
    title: str
    status: Status
    score: float
    max_score: float
    message: str = ""
    file: str = ""
    line: int = 1
    network: Network | None = None
    hidden: bool = False


def summary(rows: Iterable[Row], heading: str, note: str, points: Mapping[str, str] | None = None) -> str:
    """Write the page in Markdown: a scoreboard, then the failures of each exercise, with their networks as pictures.

    Args:
        rows: The results of the checks; those of one exercise are neighbours.
        heading: The page's heading, in Markdown.
        note: A paragraph below it, in Markdown.
        points: The points of an exercise in words, where they are not the sum of its checks: it was late, say.
    """
    exercises = [(stem, list(group)) for stem, group in groupby(rows, lambda row: row.stem)]
    lines = [f"## {heading}", "", note, "", "| exercise | checks | points | |", "|---|---|---|---|"]
    for stem, checks in exercises:
        earned = f"{sum(c.score for c in checks):g} / {sum(c.max_score for c in checks):g}"
        passed = f"{sum(c.status is Status.PASSED for c in checks)} / {len(checks)}"
        earned = (points or {}).get(stem, earned)
        lines.append(f"| {stem} | {passed} | {earned} | {''.join(c.status.emoji for c in checks)} |")
    for stem, checks in exercises:
        wrong = [c for c in checks if c.status.wrong]
        if wrong:
            lines += ["", f"### {stem}: {BY_STEM[stem].title}"]
        for check in wrong:
            lines += ["", f"{check.status.emoji} **{inline(check.title)}**{' (hidden)' if check.hidden else ''}"]
            if check.network and check.network.nodes:
                lines += ["", "```mermaid", mermaid(check.network), "```"]
            if check.message:
                lines += ["", *_fenced(check.message)]
    return "\n".join(lines) + "\n"


def workflow_commands(rows: Iterable[Row]) -> list[str]:
    """Write workflow commands that put each failure at its line; of several at one line, the first.

    Hidden checks and errors of the grader are left out.
    """
    found: dict[tuple[str, int], str] = {}
    for row in rows:
        if row.status.wrong and row.status is not Status.GRADER_ERROR and not row.hidden:
            place = f"file={_property(row.file)},line={row.line},title={_property(row.title)}"
            found.setdefault((row.file, row.line), f"::error {place}::{_data(row.message)}")
    return list(found.values())[:MOST_ANNOTATIONS]


def mermaid(network: Network) -> str:
    """Draw the network as a Mermaid flowchart, the root on top."""
    lines = ["flowchart BT"]
    for i, (node, name) in enumerate(zip(network.nodes, network.names, strict=True)):
        leaf = node.kind in LEAVES
        label = f"{node.name or name} = {node.value!r}" if leaf else node.kind
        left, right = {"Input": ("([", "])"), "Parameter": ("[/", "/]")}.get(node.kind, ("[", "]"))
        lines.append(f'    n{i}{left}"{label.replace(chr(34), "#quot;")}"{right}')
    for i, node in enumerate(network.nodes):
        lines += [f"    n{child} --> n{i}" for child in node.children]
    return "\n".join(lines)


def inline(text: str) -> str:
    """Escape what Markdown would take for more than text."""
    return "".join("\\" + c if c in "\\`*_[]<>|" else c for c in text)


def _fenced(text: str) -> list[str]:
    """Write a block of text whose fence is longer than any in the text, so that the text cannot end it."""
    fence = "```"
    while fence in text:
        fence += "`"
    return [f"{fence}text", text, fence]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
