"""What `pytest` adds for the exercises: the solution under examination, messages for a person, and a scoreboard."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from checks.exercises import BADGES, BY_STEM, EXERCISES
from checks.explain.messages import explain, wrapped
from checks.law.check import Check
from checks.law.subject import LocalSubject
from checks.model.outcomes import CheckAborted, Mismatch, NotStarted, mismatch_in
from checks.model.status import Status
from checks.student.scoreboard import short_name
from checks.student.stub_state import is_untouched
from checks.student.terminal import encoding_of, readable

LINES_KEPT = 20
"""Of what a solution prints during a check: it is asked about many networks, the smallest one last."""


class Untouched(NotStarted, pytest.skip.Exception):  # type: ignore[misc, name-defined]
    """Not started, which for pytest is skipped: that saves it the work of a traceback."""


@pytest.fixture(scope="module")
def subject(request: pytest.FixtureRequest) -> LocalSubject:
    """The student's solution of the exercise that the file of checks belongs to."""
    return LocalSubject(request.module.__name__.rpartition("test_")[2])


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("exercises")
    group.addoption("--hints", action="store_true", help="add a hint for what fails, one step more after each failure")


def pytest_configure(config: pytest.Config) -> None:
    for exercise in (*EXERCISES, *BADGES):
        config.addinivalue_line("markers", f"{short_name(exercise)}: the checks of {exercise.stem}")
    if not hasattr(config, "workerinput"):  # with pytest-xdist, only the process that reports
        from checks.student.run_summary import Progress

        config.pluginmanager.register(Progress(config), "exercise-progress")


def pytest_itemcollected(item: pytest.Item) -> None:
    """`pytest -m ex3` runs what `pytest -k ex3` runs."""
    if check := _check(item):
        item.add_marker(short_name(BY_STEM[check.stem]))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """An untouched stub need not be asked: it saves a second for each exercise that is still to come."""
    check = _check(item)
    if check and is_untouched(check.stem):
        raise Untouched(f"Exercise {BY_STEM[check.stem].number}")


def _check(item: pytest.Item) -> Check | None:
    check = getattr(getattr(item, "function", None), "check", None)
    return check if isinstance(check, Check) else None


class Message:
    """What a failed check says, in place of a traceback."""

    def __init__(self, text: str, brief: str) -> None:
        self.text = text
        self.reprcrash = Brief(brief)

    def __str__(self) -> str:
        return self.text

    def toterminal(self, tw: Any) -> None:
        """Called by pytest. Colours only tell apart what the words say already."""
        for line in readable(self.text, encoding_of(getattr(tw, "_file", None))).splitlines():
            law, edit, here = line.startswith("The law:"), line.startswith("Edit "), "<--" in line
            tw.line(line, bold=law or edit, red=here)


class Brief:
    """The one line of it that pytest prints in its summary of failures."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return self.message


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the student needs instead of our traceback (which `--full-trace` shows)."""
    report = yield
    check = _check(item)
    if check is None or (call.when != "call" and not call.excinfo):
        return report
    report.check = check.id  # type: ignore[attr-defined]  # such attributes travel with the report
    report.status = _status(call.excinfo.value if call.excinfo else None).value  # type: ignore[attr-defined]
    if not call.excinfo:
        return report
    if report.status == Status.NOT_STARTED:
        # For pytest it is skipped, so that -x goes on and --lf leaves it out; the exit code says it was no pass.
        report.outcome = "skipped"
        path, line, _ = item.location
        report.longrepr = (path, line or 0, f"not started: {BY_STEM[check.stem].file}")
        return report
    message = None if item.config.getoption("fulltrace") else _message(check, call.excinfo.value)
    if message is not None:
        report.longrepr = message  # type: ignore[assignment]
        report.sections = [(name, _last_lines(text)) for name, text in report.sections]
    return report


def _status(error: BaseException | None) -> Status:
    if error is None:
        return Status.PASSED
    return error.status if isinstance(error, CheckAborted) else Status.FAILED


def _message(check: Check, error: BaseException) -> Message | None:
    """The message for what a solution did; None for what is no fault of its."""
    if isinstance(error, CheckAborted):
        return Message(wrapped(error.message), error.message)
    mismatch: Mismatch | None = mismatch_in(error)
    if mismatch is None:
        return None
    text = explain(check.law, BY_STEM[check.stem].file, check.stem, mismatch)
    if mismatch is not error:
        text += "\n\nAsked again, it answered differently: something is kept outside of the nodes."
    return Message(text, f"expected {mismatch.expected}, got {mismatch.got}")


def _last_lines(text: str) -> str:
    lines = text.splitlines()
    if len(lines) <= LINES_KEPT:
        return text
    return "\n".join([f"... ({len(lines) - LINES_KEPT} lines before, for other networks)", *lines[-LINES_KEPT:]])


def pytest_report_teststatus(report: pytest.TestReport) -> Any:
    """An untouched stub is not a failure that shouts, and no pass either."""
    if getattr(report, "status", "") == Status.NOT_STARTED:
        return "not started", "-", ("NOT STARTED", {"yellow": True})
    return None
