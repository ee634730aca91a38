"""A failed check as data. Each medium (terminal, notebook, page, push) renders this; none takes a text apart."""

from __future__ import annotations

from dataclasses import dataclass

from checks.exercises import BY_STEM
from checks.explain.compare import first_difference
from checks.explain.snapshot import Snapshot, snapshot
from checks.explain.source_line import line_to_edit
from checks.law.check import Check
from checks.model.network import LARGE
from checks.model.outcomes import CheckAborted, Mismatch, Raised, Values
from checks.model.scenario import Scenario
from checks.model.status import Status


@dataclass(frozen=True)
class Failure:
    """What there is to say about a check that did not pass.

    Either an answer was wrong: then `expected` and `got` say so. Or no answer came: then `reason` says why.
    """

    stem: str
    law: str
    status: Status

    scenario: Scenario | None = None
    """The network and the steps: what was asked. None while the module was being loaded."""

    step: int = -1
    """The step whose answer was wrong."""

    expected: str = ""
    got: str = ""
    values: Values | None = None
    """Both as data, where they are numbers or lists of them."""

    why: str = ""
    raised: Raised | None = None
    """What was raised instead of an answer, with the student's own frames."""

    reason: str = ""
    """Why no answer came, as a sentence without an end."""

    detail: str = ""
    steady: bool = True
    """Whether it was wrong again when it was asked again."""

    line: int = 1
    """Of the student's file, to point at."""

    @property
    def edit(self) -> str:
        """What to edit in the file: the function that was called, else what the exercise asks for."""
        called = self.scenario.function(self.step) if self.scenario and self.scenario.steps else ""
        return called or BY_STEM[self.stem].edit

    @property
    def can_be_pasted(self) -> bool:
        """Whether there is code that shows it, short enough for a person."""
        return self.scenario is not None and len(self.scenario.network.nodes) <= LARGE

    def snapshot(self) -> Snapshot | None:
        """The network as it was when the wrong answer was given."""
        if self.scenario is None or not self.expected:
            return None
        entry = None if self.values is None else first_difference(self.values)
        return snapshot(self.scenario, self.step, entry)


def of_mismatch(check: Check, mismatch: Mismatch, source: str, steady: bool = True) -> Failure:
    """A wrong answer. `source`: the text of the solution, in which there is a line to point at."""
    return Failure(
        check.stem,
        check.law,
        Status.FAILED,
        mismatch.scenario,
        mismatch.step,
        mismatch.expected,
        mismatch.got,
        mismatch.values,
        mismatch.why,
        mismatch.raised,
        steady=steady,
        line=line_to_edit(source, mismatch.scenario, mismatch.step, mismatch.raised),
    )


def of_abort(check: Check, stop: CheckAborted, source: str) -> Failure:
    """No answer. `source` as above."""
    raised = getattr(stop, "raised", None)
    return Failure(
        check.stem,
        check.law,
        stop.status,
        stop.scenario,
        raised=raised,
        reason=stop.reason,
        detail=stop.detail,
        line=line_to_edit(source, stop.scenario, raised=raised),
    )
