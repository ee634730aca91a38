"""Shows the progress of a grading: the number done, the time left, and the students whose work needs a person."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from checks.law.answers import several
from grader.printable import printable
from grader.record import SubmissionEntry, SubmissionStatus

SILENCE = 30.0
"""Seconds after which a line is due, without a terminal."""

LINES = 10
"""Lines without a terminal, if all goes fast: one for each tenth of the class."""


class Drawing:
    """Says that questions are being drawn, which takes a while, and shows a bar on a terminal."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar = Bar(
            TextColumn("drawing"),
            BarColumn(),
            MofNCompleteColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task("")

    def __call__(self, done: int, of: int) -> None:
        """Note that `done` exercises of `of` are done."""
        if done == 0:
            what = "one exercise" if of == 1 else f"{of} exercises"
            self._console.print(f"Drawing the questions of {what}, once for this kit, this Python and this course ...")
            self._bar.start()
        self._bar.update(self._task, completed=done, total=of)
        if done == of:
            self._bar.stop()


class ProgressBar:
    """A progress bar for a class; without a terminal, lines. For a single submission, a line for each exercise."""

    def __init__(self, students: int, clock: Callable[[], float] = monotonic) -> None:
        console = Console(stderr=True)
        self.done = 0
        self._students = students
        self._clock = clock
        self._lines = not console.is_terminal and students > 1
        self._said = clock()
        self._bar = Bar(
            TextColumn("graded"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal or students < 2,
        )
        self._task = self._bar.add_task("", total=students)

    def __enter__(self) -> ProgressBar:
        self._bar.start()
        if self._lines:
            self._bar.console.print(f"Grading {several(self._students, 'submission')} ...")
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def found(self, entry: SubmissionEntry) -> None:
        """Count a submission that was graded before. The estimate of the time left starts anew, since it took none."""
        self._note(entry)
        self._bar.reset(self._task, completed=self.done)

    def graded(self, entry: SubmissionEntry) -> None:
        """Count a submission that was graded now."""
        self._note(entry)
        self._bar.advance(self._task)

    def examined(self, stem: str, passed: int, checks: int) -> None:
        """Say of a single submission what is known first: the points come when all of it is graded."""
        if self._students == 1:
            self._bar.console.print(Text(f"{stem}: {passed} of {checks} visible checks pass"))

    def _note(self, entry: SubmissionEntry) -> None:
        self.done += 1
        now = self._clock()
        tenth = self.done * LINES // self._students > (self.done - 1) * LINES // self._students
        if self._lines and (tenth or now - self._said >= SILENCE):
            self._said = now
            self._bar.console.print(f"graded {self.done} of {self._students}")
        if entry.status is SubmissionStatus.NEEDS_REVIEW and not self._bar.disable:
            self._bar.console.print(Text(f"{printable(entry.student)} needs a person", style="yellow"))
