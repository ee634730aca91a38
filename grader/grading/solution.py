"""The way of one file through a grading: visible checks first, hidden ones later, the diagnosis in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext

from checks.model.status import Status
from grader.course import registry
from grader.grading.plan import Plan
from grader.grading.sandboxes import Sandboxes
from grader.intake.files import SourceFile
from grader.judge.budget import Budget, Purse
from grader.judge.check_runner import Outcome, judge
from grader.judge.subject import SandboxedSubject
from grader.sandbox.workers import ForkServer

Told = Callable[[str, int, int], None]
"""Is told an exercise, how many of its visible checks pass, and how many there are."""


class Examined:
    """A file that is being graded. It has a worker only while one of the methods runs."""

    def __init__(
        self, stem: str, file: SourceFile | None, plan: Plan, time: Purse, others: Mapping[str, str] | None = None
    ) -> None:
        """Prepare to ask.

        Args:
            stem: The exercise.
            file: The student's file, if there is one.
            plan: What applies to the grading.
            time: What the exercises of a submission share.
            others: The student's other files that the exercise builds on, by stem.
        """
        self.stem = stem
        self.file = file
        self._plan = plan
        self._others = others
        self._budget = Budget(plan.limits, time)
        self._visible: SandboxedSubject | None = None
        self._hidden: SandboxedSubject | None = None
        self.outcomes = self._without_asking()

    @property
    def has_to_be_asked(self) -> bool:
        """Whether the outcomes are not known yet: there is a file, and it could be read."""
        return not self.outcomes

    @property
    def was_asked(self) -> bool:
        """Whether the visible checks were done."""
        return self._visible is not None

    def ask_visible(self, server: ForkServer) -> None:
        """Do the checks whose answers are shown."""
        if not self.has_to_be_asked:
            return
        self._visible = self._subject(server)
        with self._visible as subject:
            self.outcomes = [judge(c, subject, self._plan.sampling) for c in registry.visible_checks(self.stem)]

    def visible_passed(self) -> tuple[int, int]:
        """Return how many visible checks pass, and how many there are; ask them before."""
        visible = registry.visible_checks(self.stem)
        passed = {outcome.check.id for outcome in self.outcomes if outcome.status is Status.PASSED}
        return sum(check.id in passed for check in visible), len(visible)

    def ask_hidden(self, server: ForkServer) -> None:
        """Do the hidden checks."""
        if self._visible is None:
            return
        self._hidden = self._subject(server)
        self._hidden.do_not_load_if_not(self._visible)
        with self._hidden as subject:
            self.outcomes += [judge(c, subject, self._plan.sampling) for c in registry.hidden_checks(self.stem)]

    def diagnosed(self) -> list[Outcome]:
        """Return the outcomes, with the misconceptions behind them; the solution may be asked further questions."""
        # With several modules, a misconception cannot be diagnosed: the mistake may be in any of them.
        if self._visible is None or self._others or all(o.status is Status.PASSED for o in self.outcomes):
            return self.outcomes
        from grader.diagnosis.matching import diagnosed  # which right solutions do without

        with self._visible, self._hidden or nullcontext():
            return diagnosed(self.stem, self.outcomes, self._visible, self._plan.sampling, self._hidden)

    def _subject(self, server: ForkServer) -> SandboxedSubject:
        assert self.file is not None
        return SandboxedSubject(
            self.stem, self.file.text, self._plan.limits, others=self._others, server=server, budget=self._budget
        )

    def _without_asking(self) -> list[Outcome]:
        checks = registry.all_checks(self.stem)
        if self.file is None:
            return [Outcome(check, Status.NOT_STARTED, problem=f"{self.stem}.py was not handed in") for check in checks]
        if self.file.problem:
            return [Outcome(check, Status.CRASHED, problem=self.file.problem) for check in checks]
        return []


def examine(files: Iterable[Examined], places: Sandboxes, told: Told | None = None) -> list[Examined]:
    """Do all the checks: the visible ones of all files, then the hidden ones.

    Where a visible check fails, the diagnosis has further questions, whose answers decide what is shown. Then the
    hidden ones are asked in a sandbox of their own, as they are where other files come later; else in the same, which
    is asked nothing visible any more.

    Args:
        files: What was handed in.
        places: Where it runs.
        told: Called with each exercise as soon as its visible checks are done.

    Returns:
        The files.
    """
    done: list[Examined] = []
    for file in files:
        file.ask_visible(places.visible)
        done.append(file)
        if told:
            told(file.stem, *file.visible_passed())
    asked = [file for file in done if file.was_asked]
    wrong = any(outcome.status is not Status.PASSED for file in asked for outcome in file.outcomes)
    for file in done:
        file.ask_hidden(places.hidden if wrong or places.are_kept else places.visible)
    return done
