"""Draws the examples of a check, and records what it asks the reference about them.

Checks are derandomised: as long as a solution is right, Hypothesis draws the same examples for it as for the reference.
Those of the visible checks are handed out with them, see `checks.law.search.kept`.
"""

from __future__ import annotations

from typing import Any

from checks.law.check import Check
from checks.law.search.drawn import Drawn, Law, Tape
from checks.law.search.kept import each_known_example
from checks.model.outcomes import CheckAborted, Mismatch, Raised
from checks.model.scenario import Scenario
from grader.course.sampling import Sampling
from grader.guest import protocol
from grader.judge.bank.recorded import RecordedExample
from grader.judge.bank.right_answers import RightAnswers
from grader.judge.trusted import TrustedSubject
from grader.paths import REFERENCE


class RecordingReference(TrustedSubject):
    """The reference, with a record of the questions it was asked."""

    def __init__(self, stem: str) -> None:
        super().__init__(stem, (REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))
        self.asked: list[Scenario] = []
        self.answered: list[tuple[list[Any], Raised | None]] = []

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        answer = super().perform(scenario)
        self.asked.append(scenario)
        self.answered.append(answer)
        return answer


def record(check: Check, sampling: Sampling) -> list[RecordedExample]:
    """Record all examples of a check, in the order in which Hypothesis draws them.

    Raises:
        RuntimeError: The reference does not pass the check.
    """
    reference = RecordingReference(check.stem)
    found: list[RecordedExample] = []

    def write_down(law: Law, drawn: Drawn) -> None:
        reference.asked, reference.answered = [], []
        try:
            law(subject=reference, **drawn)
        except (Mismatch, CheckAborted) as error:
            raise RuntimeError(f"{check.id}: the reference does not pass its own check: {error}") from error
        for value in drawn.values():
            if isinstance(value, Tape):
                value.data = None  # everything is drawn by now, and Hypothesis keeps a lot of memory alive through it
        bodies = [protocol.body(scenario=scenario.to_json()) for scenario in reference.asked]
        answered = reference.answered
        found.append(RecordedExample(law, bodies, lambda: drawn, lambda: answered, RightAnswers()))

    each_known_example(sampling.applied_to(check), write_down)
    return found
