"""The results of checks on GitHub: a summary of the run, and annotations at lines of the code.

`pytest -p checks.github` writes both after the checks, the summary into the file that GITHUB_STEP_SUMMARY names.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

from checks.exercises import BY_STEM
from checks.explain.failure import Failure
from checks.explain.messages import explain
from checks.law.check import Check
from checks.model.network import LEAVES, Network
from checks.model.status import Status
from checks.plugin import FAILURE

FEEDBACK = "This is feedback, not the grade: the grader runs these checks and others that are hidden."
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


def summary(rows: Iterable[Row], heading: str, note: str) -> str:
    """Write the page in Markdown: a scoreboard, then the failures of each exercise, with their networks as pictures.

    Args:
        rows: The results of the checks; those of one exercise are neighbours.
        heading: The page's heading, in Markdown.
        note: A paragraph below it, in Markdown.
    """
    exercises = [(stem, list(group)) for stem, group in groupby(rows, lambda row: row.stem)]
    lines = [f"## {heading}", "", note, "", "| exercise | checks | points | |", "|---|---|---|---|"]
    for stem, checks in exercises:
        points = f"{sum(c.score for c in checks):g} / {sum(c.max_score for c in checks):g}"
        passed = f"{sum(c.status is Status.PASSED for c in checks)} / {len(checks)}"
        lines.append(f"| {stem} | {passed} | {points} | {''.join(c.status.emoji for c in checks)} |")
    for stem, checks in exercises:
        wrong = [c for c in checks if c.status.wrong]
        if wrong:
            lines += ["", f"### {stem}: {BY_STEM[stem].title}"]
        for check in wrong:
            lines += ["", f"{check.status.emoji} **{_inline(check.title)}**{' (hidden)' if check.hidden else ''}"]
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


def _inline(text: str) -> str:
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


ROWS = pytest.StashKey[list[Row]]()


def pytest_configure(config: pytest.Config) -> None:
    """Make a list for the results."""
    config.stash[ROWS] = []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep the result of each check."""
    report = yield
    check = getattr(getattr(item, "function", None), "check", None)
    if isinstance(check, Check) and (call.when == "call" or call.excinfo):
        item.config.stash[ROWS].append(_row(check, report, item.stash.get(FAILURE, None)))
    return report


def _row(check: Check, report: pytest.TestReport, failure: Failure | None) -> Row:
    if failure is None:  # the check passed, or an error of ours ended it
        passed = report.outcome == "passed"
        score = check.points if passed else 0.0
        message = "" if passed else str(report.longrepr)
        return Row(check.stem, check.law, Status.PASSED if passed else Status.FAILED, score, check.points, message)
    network = failure.scenario.network if failure.scenario else None
    place = BY_STEM[check.stem].file, failure.line
    return Row(check.stem, check.law, failure.status, 0.0, check.points, explain(failure), *place, network)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write the page, and print the annotations, which GitHub reads from the output."""
    rows = config.stash[ROWS]
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if page:
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(summary(rows, "Checks", FEEDBACK))
    terminalreporter.ensure_newline()
    for command in workflow_commands(rows):
        terminalreporter.write_line(command)
    terminalreporter.write_line(FEEDBACK)
