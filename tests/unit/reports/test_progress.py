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


class Hand:
    """A clock that moves only when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def lines(monkeypatch: pytest.MonkeyPatch, students: int, *seconds: float) -> list[str]:
    """What is written into a pipe while so many students are graded, each in so many seconds."""
    shown, clock = io.StringIO(), Hand()
    monkeypatch.setattr(progress, "Console", lambda **_: Console(file=shown))
    with progress.ProgressBar(students, clock) as bar:
        for took in seconds:
            clock.now += took
            bar.graded(entry("ada", "needs_review"))
    return shown.getvalue().splitlines()


def test_without_a_terminal_there_is_a_line_at_once_and_for_each_tenth(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bar is written into a pipe."""
    assert lines(monkeypatch, 40) == ["Grading 40 submissions ..."]
    written = lines(monkeypatch, 40, *[0.1] * 40)[1:]
    assert written == [f"graded {done} of 40" for done in range(4, 41, 4)]


def test_without_a_terminal_there_is_a_line_after_half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Since the last line, whatever that was for."""
    written = lines(monkeypatch, 100, 29, 1, 29, *[0.0] * 7, 29, 1)[1:]
    assert written == ["graded 2 of 100", "graded 10 of 100", "graded 12 of 100"]


def test_a_single_submission_has_a_line_for_each_exercise(monkeypatch: pytest.MonkeyPatch) -> None:
    """As soon as its visible checks are done. Those of a class would be too many."""
    for students, written in ((1, ["ex1_by_hand: 5 of 7 visible checks pass"]), (2, ["Grading 2 submissions ..."])):
        shown = io.StringIO()
        monkeypatch.setattr(progress, "Console", lambda shown=shown, **_: Console(file=shown))
        with progress.ProgressBar(students) as bar:
            bar.examined("ex1_by_hand", 5, 7)
        assert shown.getvalue().splitlines() == written


def test_a_single_submission_needs_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(monkeypatch, 1, 40) == []
