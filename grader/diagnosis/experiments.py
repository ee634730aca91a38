"""Establishes by experiment what a wrong answer depends on: no entry of the catalogue is needed for that.

The question that was answered wrongly is asked once more with one feature changed that must not matter: without what
was asked before, without what happened in another network, with a list for a tuple. If the answer is right then, it
depends on that feature, whatever the code looks like. The reference says what is right, before and after.

If that tells nothing, the answer may show by itself how it is wrong (`evidence.py`), or be right if something unusual
in the question is replaced by something ordinary (`ordinary.py`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from checks.law.subject import Subject
from checks.model.objects import attempt
from checks.model.outcomes import CheckAborted, Raised
from checks.model.scenario import Scenario, Step, forward
from grader.diagnosis import evidence, twins
from grader.diagnosis.experiment_list import (
    EARLIER_TRAINING,
    EXPERIMENTS,
    EXPERIMENTS_WITHOUT_EXCEPTIONS,
    LEFT,
    OF_CHANGES,
    OF_COUNTS,
    REMEMBERED,
    STALE,
    STALE_SOMEHOW,
    UNLIKE,
    Experiment,
)
from grader.diagnosis.known import answers
from grader.diagnosis.ordinary import NUMBERS, ORDINARY
from grader.diagnosis.questions import NO_NORMAL_FORM, NormalForm, Question
from grader.diagnosis.symptoms import COUNTS
from grader.diagnosis.twins import Twin
from grader.misconceptions.model import Named


def established(stem: str, scenario: Scenario, at: int, subject: Subject) -> Named | None:
    """Return the first thing on which the wrong answer to a step of a question is shown to depend.

    Args:
        stem: The exercise.
        scenario: The question that a check has failed on.
        at: The step whose answer was wrong.
        subject: The solution.
    """
    if not scenario.steps:
        return None
    at = range(len(scenario.steps))[at]
    case = _Case(stem, Twin(replace(scenario, steps=scenario.steps[: at + 1]), at), subject)
    try:
        if case.right is None or case.is_right(case.whole):
            return None
        if scenario.steps[at].verb in COUNTS:  # what may be counted depends on what was asked before
            return case.shown() or case.ordinarily(OF_COUNTS + NUMBERS + UNLIKE)
        return case.by_leaving_out() or case.shown() or case.ordinarily(ORDINARY + NUMBERS + UNLIKE)
    except (CheckAborted, *NO_NORMAL_FORM):
        return None


class _Case:
    """A wrong answer, and what else the solution and the reference say."""

    def __init__(self, stem: str, whole: Twin, subject: Subject) -> None:
        self.stem, self.whole, self.subject = stem, whole, subject
        self.right = self._of_reference(whole)
        self._given: tuple[list[Any], Raised | None] | None = None

    def by_leaving_out(self) -> Named | None:
        """Return what must not matter to the answer, and does."""
        for one in EXPERIMENTS if self.raises_rightly() else EXPERIMENTS_WITHOUT_EXCEPTIONS:
            matters = self.depends_on(one.twin(*self.whole))
            if matters and self.holds_up(one) and (one.named.id != LEFT or self.is_right(self.with_rest_asked())):
                return one.named
        if self.depends_on(twins.without_questions(*self.whole)):
            by_hand = twins.set_by_hand(*self.whole)
            return None if by_hand and self.is_right(by_hand) else self.remembered()
        of_changes = (one.named for one in OF_CHANGES if self.depends_on(one.twin(*self.whole)))
        return next(of_changes, None) or (EARLIER_TRAINING if self.depends_on(self.learned_by_hand()) else None)

    def with_rest_asked(self) -> Twin:
        """Do in place of what raises as much of it as does not, which may have left something behind all the same.

        For a node, that is what is below it; for a training, the samples before the one that raises.
        """
        scenario, at = self.whole
        steps: list[Step] = []
        for step in scenario.steps[:at]:
            if step.verb != "attempt":
                steps.append(step)
            elif step.argument[0] in ("forward", "call_node"):
                steps += self.right_below(steps, step.argument[1])
            elif step.argument[0] == "run_training":
                steps += self.right_samples(steps, Step(*step.argument))
        return Twin(replace(scenario, steps=(*steps, scenario.steps[at])), len(steps))

    def right_below(self, before: list[Step], node: int) -> list[Step]:
        """Ask for the values of nodes that have one, after some steps."""
        scenario, _ = self.whole
        below = sorted(scenario.network.below(node))
        asked = (*before, *(attempt(forward(one)) for one in below))
        came = answers("", Question.of(self.stem, replace(scenario, steps=asked)))[len(before) : -1]
        return [forward(one) for one, raised in zip(below, came, strict=False) if raised is None]

    def right_samples(self, before: list[Step], training: Step) -> list[Step]:
        """Train after some steps with the samples, from the first one on, that raise nothing; perhaps with none."""
        data = training.argument
        samples = next(iter(data.values())) if isinstance(data, dict) else data
        for count in range(len(samples), -1, -1):
            step = training._replace(argument=samples[:count])
            asked = replace(self.whole.scenario, steps=(*before, attempt(step)))
            if answers("", Question.of(self.stem, asked))[len(before)] is None:
                return [step]
        return []

    def learned_by_hand(self) -> Twin | None:
        """Put in by hand what was learned before, if it was learned rightly."""
        looked = twins.looked_at(*self.whole)
        if looked is None:
            return None
        question = Question.of(self.stem, looked.scenario)
        self.subject.new_check()
        values = answers("", question)
        if not question.alike(values, question.normal_form(*self.subject.perform(looked.scenario))):
            return None
        return twins.with_these_values(*self.whole, looked.at, values[looked.at : -1])

    def shown(self) -> Named | None:
        """Return what the wrong answer shows by itself."""
        right, form = answers("", Question.of(self.stem, self.whole.scenario)), self._form(self.whole, *self.given)
        return evidence.shown(self.whole, right, self.given, form, self._of_reference, self._of_student)

    def raises_rightly(self) -> bool:
        """Tell whether the exceptions before the step are those that are due."""
        form, right = self._form(self.whole, *self.given), answers("", Question.of(self.stem, self.whole.scenario))
        attempts = [i for i, step in enumerate(self.whole.scenario.steps[: self.whole.at]) if step.verb == "attempt"]
        return all(i < len(form) - 1 and self._alike([form[i]], [right[i]]) for i in attempts)

    def ordinarily(self, experiments: tuple[Experiment, ...]) -> Named | None:
        """Return the first unusual thing without which the solution is right, though another answer may be right.

        Where exceptions are due, nothing: without the unusual number there may be none, which is another question.
        """
        if any(step.verb == "attempt" for step in self.whole.scenario.steps):
            experiments = tuple(one for one in experiments if one not in NUMBERS)
        return next(
            (one.named for one in experiments if self.is_right_in(one.twin(*self.whole)) and self.holds_up(one)), None
        )

    def holds_up(self, experiment: Experiment) -> bool:
        """Tell whether it goes wrong still if all but what is unusual is changed; so it does if nobody knows."""
        control = experiment.control(*self.whole)
        return control is None or self._of_reference(control) is None or not self.is_right(control)

    def depends_on(self, twin: Twin | None) -> bool:
        """Tell whether the answer is right in a twin whose right answer is the same."""
        if twin is None:
            return False
        same = self._alike(self._of_reference(twin), self.right)
        return same and self.is_right(twin)

    def is_right_in(self, twin: Twin | None) -> bool:
        return twin is not None and self.is_right(twin)

    def is_right(self, twin: Twin) -> bool:
        """Tell whether the solution answers the step as the reference does, and was not stopped before."""
        return self._alike(self._of_student(twin), self._of_reference(twin))

    def remembered(self) -> Named:
        """Say what of, if the answer is the one that was right at an earlier moment."""
        given = self._of_student(self.whole)
        for then in twins.moments(*self.whole):
            if self._alike(given, self._of_reference(then)):
                since = twins.changes(self.whole.scenario.steps[then.at : self.whole.at])
                since = since or twins.changes(self.whole.scenario.steps[self.whole.at :][:1])
                return STALE.get(frozenset(since), STALE_SOMEHOW)
        return REMEMBERED

    @property
    def given(self) -> tuple[list[Any], Raised | None]:
        """What the solution answered to the question itself."""
        if self._given is None:
            self.subject.new_check()
            self._given = self.subject.perform(self.whole.scenario)
        return self._given

    def _alike(self, one: list[Any] | None, other: list[Any] | None) -> bool:
        question = Question.of(self.stem, self.whole.scenario)
        return one is not None and other is not None and question.alike(one, other)

    def _of_reference(self, twin: Twin) -> list[Any] | None:
        return _answer(answers("", Question.of(self.stem, twin.scenario)), twin.at)

    def _of_student(self, twin: Twin) -> list[Any] | None:
        if twin is self.whole:
            return _answer(self._form(twin, *self.given), twin.at)
        self.subject.new_check()
        return _answer(self._form(twin, *self.subject.perform(twin.scenario)), twin.at)

    def _form(self, twin: Twin, given: list[Any], raised: Raised | None) -> NormalForm:
        return Question.of(self.stem, twin.scenario).normal_form(given, raised)


def _answer(form: NormalForm, at: int) -> list[Any] | None:
    """Return the answer to a step in a list, or None if there is none; the last entry of the form is the exception."""
    return [form[at]] if at < len(form) - 1 else None
