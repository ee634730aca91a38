"""The progress bar of `grader grade`: the number of submissions, the time left, and students who need a person."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from rich.console import Console

from grader.record import SubmissionEntry, SubmissionStatus
from grader.reports import progress
from tests import records


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """The text of the terminal, as a person sees it."""
    shown = io.StringIO()
    made: Callable[..., Console] = lambda **_: Console(file=shown, force_terminal=True, width=80)  # noqa: E731
    monkeypatch.setattr(progress, "Console", made)
    return shown


def entry(student: str, status: str = "graded") -> SubmissionEntry:
    return records.entry(student, [], status=SubmissionStatus(status))


def test_names_that_need_a_person(terminal: io.StringIO) -> None:
    """Students who need a person are named at once, also those of an earlier run; markup in a name is plain text."""
    with progress.ProgressBar(3) as bar:
        bar.found(entry("[red]ada", "needs_review"))
        bar.graded(entry("bob"))
        bar.graded(entry("cy\x1b[2J", "needs_review"))
    assert "[red]ada needs a person" in terminal.getvalue()
    assert "bob" not in terminal.getvalue()
    assert "cy" in terminal.getvalue()
    assert "\x1b[2J" not in terminal.getvalue()
    assert bar.done == 3


def test_time_left_is_that_of_what_is_still_to_be_graded(terminal: io.StringIO) -> None:
    """Entries of an earlier run count as done, but not for the estimate of the time that is left."""
    with progress.ProgressBar(9) as bar:
        for student in ("ada", "bob", "cy"):
            bar.found(entry(student))
        (task,) = bar._bar.tasks
        assert (task.completed, task.time_remaining) == (3, None)
        bar.graded(entry("dee"))
        bar.graded(entry("eve"))
        assert task.completed == 5
        assert task.time_remaining is not None


def test_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the output is a pipe, no bar is written."""
    shown = io.StringIO()
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=shown))
    with progress.ProgressBar(2) as bar:
        bar.graded(entry("ada", "needs_review"))
    assert shown.getvalue() == ""
