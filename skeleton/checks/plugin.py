"""What `pytest` adds for the exercises: the solution under examination, and messages for a person."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from checks.check import Check
from checks.messages import explain
from checks.subject import LocalSubject
from checks.verdicts import Mismatch, NotStarted, Stop


@pytest.fixture(scope="module")
def subject(request: pytest.FixtureRequest) -> LocalSubject:
    """The student's solution of the exercise that the file of checks belongs to."""
    return LocalSubject(request.module.__name__.rpartition("test_")[2])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the student needs instead of our traceback."""
    report = yield
    check = getattr(getattr(item, "function", None), "check", None)
    if isinstance(check, Check) and call.excinfo:
        text = _message(check, call.excinfo.value)
        if text is not None:
            report.longrepr = text
    return report


def _message(check: Check, error: BaseException) -> str | None:
    file = f"backprop/{check.stem}.py"
    if isinstance(error, Mismatch):
        return explain(check.law, file, check.stem, error)
    if isinstance(error, NotStarted):
        return f"{error.message} is not started yet: open {file}"
    if isinstance(error, Stop):
        return error.message
    return None


def pytest_report_teststatus(report: pytest.TestReport) -> Any:
    """An untouched stub is not a failure that shouts."""
    if report.failed and "is not started yet" in str(report.longrepr):
        return "not started", ".", "NOT STARTED"
    return None
