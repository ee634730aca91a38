"""The results of checks on GitHub: a summary of the run, and annotations at lines of the code.

`pytest -p checks.github` writes both after the checks, the summary into the file that GITHUB_STEP_SUMMARY names.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from checks.exercises import BY_STEM
from checks.explain.failure import Failure
from checks.explain.messages import explain
from checks.github_page import Row, summary, workflow_commands
from checks.law.check import Check
from checks.model.status import Status
from checks.plugin import FAILURE

FEEDBACK = "This is feedback, not the grade: the grader runs these checks and others that are hidden."

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
