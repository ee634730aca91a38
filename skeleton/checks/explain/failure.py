"""A failed check as data, which each medium renders: a terminal, a notebook, a web page, the answer to a push."""

from __future__ import annotations

from dataclasses import dataclass, replace

from checks.exercises import BY_STEM
from checks.explain.compare import first_difference
from checks.explain.snapshot import Snapshot, snapshot
from checks.explain.source_line import forgotten_return, line_to_edit, without_return
from checks.explain.words import has_words, in_words
from checks.explain.yours.numbers import Yours
from checks.law.check import Check
from checks.model.network import LARGE
from checks.model.outcomes import CheckAborted, Mismatch, Raised, Values
from checks.model.scenario import Scenario
from checks.model.sealed import is_sealed
from checks.model.status import Status


@dataclass(frozen=True)
class Failure:
    """A check that did not pass.

    Either an answer was wrong: then there are `expected` and `got`. Or no answer came: then `reason` says why.
    """

    stem: str
    law: str
    status: Status

    scenario: Scenario | None = None
    """The question: the network and the steps. None while the module was being loaded."""

    step: int = -1
    """The step whose answer was wrong, or never came; -1 if nobody knows which."""

    expected: str = ""
    got: str = ""
    values: Values | None = None
    """Both as data, where they are numbers or lists of them."""

    why: str = ""
    raised: Raised | None = None
    """The exception that came instead of an answer, with the student's own frames."""

    reason: str = ""
    """Why no answer came, as a sentence without an end."""

    detail: str = ""
    steady: bool | None = None
    """Whether the answer was wrong a second time, when the same was asked again; None if nobody asked again."""

    in_company: bool = False
    """Whether the answer is wrong only after questions about other networks."""

    before: tuple[Scenario, ...] = ()
    """Those questions, without which the answer is right; none if it is not known which."""

    factor: float | None = None
    """What the wrong answers on several networks have in common: they are the right ones times that."""

    line: int = 1
    """The line of the student's file to point at."""

    condition: str = ""
    """When it fails, as a sentence; empty if no simple condition tells, see `checks.explain.conditions`."""

    yours: Yours | None = None
    """The solution's own numbers at the nodes, see `checks.explain.yours`; None if nobody asked for them."""

    @property
    def edit(self) -> str:
        """The function to edit: the one that was called, or those of the exercise."""
        called = self.scenario.function(self.step) if self.scenario and self.scenario.steps else ""
        return called or BY_STEM[self.stem].edit

    @property
    def can_be_pasted(self) -> bool:
        """Whether the question can be written as code that is short enough for a person."""
        return self.scenario is not None and len(self.scenario.network.nodes) <= LARGE and not self.is_sealed

    @property
    def is_sealed(self) -> bool:
        """Whether the network has nodes of which nobody but the check knows what they compute."""
        return self.scenario is not None and is_sealed(self.scenario.network)

    def snapshot(self) -> Snapshot | None:
        """Find the network as it was when the wrong answer was given; None if there is none to show."""
        if self.scenario is None or not self.expected or self.is_sealed:
            return None
        entry = None if self.values is None else first_difference(self.values)
        found = snapshot(self.scenario, self.step, entry)
        return found and replace(found, yours=self.yours)


def of_mismatch(check: Check, mismatch: Mismatch, source: str, condition: str = "") -> Failure:
    """Describe a wrong answer.

    Args:
        check: The check that did not pass.
        mismatch: The wrong answer.
        source: The text of the solution, to find a line to point at.
        condition: When the solution fails, as a sentence; empty if that is not known.
    """
    nothing = _nothing_returned(mismatch, source)
    words = {name: in_words(mismatch.scenario, mismatch.step, data) for name, data in mismatch.data.items()}
    return Failure(
        check.stem,
        check.law,
        Status.FAILED,
        mismatch.scenario,
        mismatch.step,
        words.get("expected", mismatch.expected),
        words.get("got", mismatch.got),
        None if mismatch.data and has_words(mismatch.scenario, mismatch.step) else mismatch.values,
        " ".join(filter(None, (mismatch.why, nothing and nothing[0]))),
        mismatch.raised,
        steady=mismatch.steady,
        in_company=mismatch.in_company,
        before=mismatch.before,
        condition=condition,
        factor=mismatch.factor,
        line=nothing[1] if nothing else line_to_edit(source, mismatch.scenario, mismatch.step, mismatch.raised),
    )


def _nothing_returned(mismatch: Mismatch, source: str) -> tuple[str, int] | None:
    """Name a function that forgets to return its answer, in a sentence, and its line; None if nothing looks like it."""
    scenario, step = mismatch.scenario, mismatch.step
    if not mismatch.raised and (mismatch.expected == "None" or mismatch.expected.endswith(("Error", "exception"))):
        return None
    found = None
    if not mismatch.raised and mismatch.got == "None":
        found = without_return(source, scenario, step)
    made = [at for at, one in enumerate(scenario.steps[: step + 1]) if one.verb == "make"]
    if not found and made:
        found = without_return(source, scenario, made[-1])
    came = mismatch.raised.message if mismatch.raised else mismatch.got
    if not found and (came == "nothing" or ("None" in came and "None" not in mismatch.expected)):
        found = forgotten_return(source, scenario, step, mismatch.raised)
    return found and (f"{found[0]}() returned nothing: is a `return` missing? It begins in line {found[1]}.", found[1])


def of_abort(check: Check, stop: CheckAborted, source: str) -> Failure:
    """Describe an answer that never came; `source` is the text of the solution, to find a line to point at."""
    raised = getattr(stop, "raised", None)
    return Failure(
        check.stem,
        check.law,
        stop.status,
        stop.scenario,
        -1 if stop.step is None else stop.step,
        raised=raised,
        reason=stop.reason,
        detail=stop.detail,
        line=line_to_edit(source, stop.scenario, raised=raised),
    )
