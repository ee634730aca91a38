"""What is known of an exercise while its checks run: built from the lines of the process that runs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from checks.exercises import BY_STEM, Exercise
from checks.model.status import Status
from checks.student.hints import LEARNED, at_grading

Part = list[list[str]]
"""A paragraph of a message: its blocks, each the name of its role and then its lines."""


@dataclass
class Result:
    """The checks of an exercise, as far as they have run."""

    stem: str
    laws: dict[str, str] = field(default_factory=dict)
    """All checks, by their ids."""

    statuses: dict[str, str] = field(default_factory=dict)
    message: list[Part] = field(default_factory=list)
    """The message of the first check that did not pass."""

    printed: list[str] = field(default_factory=list)
    """What the student's code printed in that check; or in the last one, if all passed."""

    told: str = ""
    """What the solution is doing that takes so long."""

    running: bool = True
    broken: bool = False
    """Whether the checks ended early."""

    stopped: bool = False
    """Whether the student has ended the checks."""

    was_done: bool = False

    def take(self, event: dict[str, Any]) -> None:
        """Note a line of the process."""
        if "checks" in event:
            self.laws = event["checks"]
        elif "told" in event:
            self.told = event["told"]
        elif "over" in event:
            self.running, self.broken = False, not event["over"]
        elif "check" in event:
            self.told = ""
            self.statuses[event["check"]] = event["status"]
            if event["message"] and not self.message:
                self.message, self.printed = event["message"], event["printed"]
            elif not self.message:
                self.printed = event["printed"]

    @property
    def exercise(self) -> Exercise:
        return BY_STEM[self.stem]

    @property
    def passed(self) -> int:
        return sum(status == Status.PASSED for status in self.statuses.values())

    @property
    def first_wrong(self) -> str:
        """The first check that did not pass; empty if there is none."""
        return next((identity for identity, status in self.statuses.items() if status != Status.PASSED), "")

    @property
    def wrong(self) -> bool:
        """Whether a check did not pass."""
        return self.broken or self.stopped or self.passed < len(self.statuses)

    @property
    def done(self) -> bool:
        return bool(self.laws) and self.passed == len(self.laws)

    @property
    def score(self) -> str:
        """Say in a few words how many checks have passed."""
        if self.done:
            return f"done, all {len(self.laws)} checks pass"
        if self.stopped:
            return "stopped"
        if self.running and not self.statuses:
            return "checking ..."
        if not self.laws and not self.broken:
            return "not started"
        back = ", it was done" if self.was_done and self.wrong else ""
        more = " ..." if self.running else ""
        return f"{self.passed} of {len(self.laws)} checks pass{back}{more}"

    @property
    def note(self) -> list[str]:
        """Say what there is to say where nothing has failed, a paragraph each."""
        if self.running:
            return []
        if not self.laws:
            return [
                f"Not started yet. Open {self.exercise.file} in your editor: its first lines say what to do. As soon "
                "as you save it, its checks run."
            ]
        hidden = f"All visible checks pass; {at_grading(self.exercise.hidden)}"
        review = f"Yours beside the model's: python -m backprop review {self.exercise.number}"
        return [hidden, LEARNED[self.stem], review]
