"""Establishes by experiment what a wrong answer depends on: no entry of the catalogue is needed for that.

The question that was answered wrongly is asked once more with one feature changed that must not matter: without what
was asked before, without what happened in another network, with a list for a tuple. If the answer is right then, it
depends on that feature, whatever the code looks like. The reference says what is right, before and after.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from checks.law.subject import Subject
from checks.model.outcomes import CheckAborted
from checks.model.scenario import Scenario
from grader.diagnosis import equal_twins, twins
from grader.diagnosis.known import answers
from grader.diagnosis.questions import NO_NORMAL_FORM, NormalForm, Question
from grader.diagnosis.symptoms import COUNTS
from grader.diagnosis.twins import Twin
from grader.misconceptions.model import Named


class Experiment(NamedTuple):
    """A change to a question that must not matter, and what it means if it does."""

    named: Named
    twin: Callable[[Scenario, int], Twin | None]
    """Makes the changed question, and says which of its steps is the same one; None if there is nothing to change."""


EXPERIMENTS = (
    Experiment(
        Named(
            "argument_is_kept",
            "a list of the caller's is kept, and its later changes show",
            "Whoever called has changed that list afterwards, as anybody may with a list of their own. With the list "
            "left alone, the same answer is right. Which line of your code holds on to it?",
        ),
        twins.without_changes_of_arguments,
    ),
    Experiment(
        Named(
            "argument_is_changed",
            "a list of the caller's is changed, or kept",
            "The same list is passed twice. With a new one each time that has the same items, the same answer is "
            "right. Which line of your code writes into what it was given?",
        ),
        equal_twins.with_fresh_arguments,
    ),
    Experiment(
        Named(
            "own_list_is_given_away",
            "a list that was returned is still used inside",
            "Whoever called has changed the list that came back, which is theirs. With that list left alone, the same "
            "answer is right. Who else holds the list that is returned?",
        ),
        twins.without_changes_of_answers,
    ),
    Experiment(
        Named(
            "subclasses_are_not_known",
            "nodes of a subclass are not treated like those of the class itself",
            "The course has made subclasses, which do the same as the class above them. With nodes of that class "
            "itself, the same answer is right. Where does your code ask for a type, or for its name?",
        ),
        equal_twins.without_subclasses,
    ),
    Experiment(
        Named(
            "tuples_are_not_lists",
            "a tuple is not treated like a list with the same items",
            "With lists in place of tuples, the same answer is right. Where does your code need something that only "
            "one of them has?",
        ),
        equal_twins.with_lists,
    ),
    Experiment(
        Named(
            "ints_are_not_floats",
            "an int is not treated like the float that equals it",
            "With 2.0 in place of 2, the same answer is right. Where does your code make a difference between them?",
        ),
        equal_twins.with_floats,
    ),
    Experiment(
        Named(
            "shared_between_networks",
            "what happens in one network changes the answers of another",
            "Without what was done to the other network, the same answer is right. What do both of them use: something "
            "on a class, in the module, in a default argument?",
        ),
        twins.without_other_networks,
    ),
    Experiment(
        Named(
            "node_above_is_not_noticed",
            "a node that is put above others later is not noticed",
            "If all nodes are there before the first question, the same answer is right. What is found out once, and "
            "not again when there is a new node?",
        ),
        twins.built_at_once,
    ),
    Experiment(
        Named(
            "refused_prediction_changes",
            "a prediction with a wrong number of inputs changes something before it is refused",
            "Without that prediction, the same answer is right. What has been written down by the time when your code "
            "looks at the number of inputs?",
        ),
        twins.without_refused_predictions,
    ),
    Experiment(
        Named(
            "two_parents",
            "a node with two parents is not treated like two equal nodes with a parent each",
            "With a copy of that part for each of its parents, the same answer is right. What happens to it once for "
            "each parent, or for the first one only?",
        ),
        equal_twins.with_a_copy_for_each_parent,
    ),
)
"""In this order: what says more comes first."""

OF_CHANGES = (
    Experiment(
        Named(
            "new_children_not_noticed",
            "that a node has got other children since it was made is not noticed",
            "If the node is made with these children, the same answer is right. What has your code found out about the "
            "children before, and when does it look again?",
        ),
        twins.with_its_children_at_once,
    ),
    Experiment(
        Named(
            "new_value_not_noticed",
            "that a leaf has got another value since it was made is not noticed",
            "If the leaf is made with this value, the same answer is right. Where else does your code have the value?",
        ),
        twins.with_its_values_at_once,
    ),
)
"""Those that come after the search for what is remembered, which says more."""


REMEMBERED = Named(
    "earlier_question_shows",
    "an earlier question changes the answer to a later one",
    "Without the earlier questions, the same answer is right; and a question should leave nothing behind that shows. "
    "What does your code write down while it answers?",
)


def _stale(after: str, news: str) -> Named:
    return Named(
        f"stale_after_{after}",
        f"an answer is remembered, and given again although {news}",
        "The answer is the one from before. Without the earlier questions, the same answer is right. How does the "
        "place that remembers get to know?",
    )


STALE = {
    frozenset({"assign"}): _stale("assignment", "a leaf has been given another value since"),
    frozenset({"predict"}): _stale("prediction", "predict() has put in other numbers since"),
    frozenset({"backward"}): _stale("training", "backward() has moved the parameters since"),
    frozenset({"set_rate"}): _stale("rate", "a parameter has got another learning rate since"),
    frozenset({"edit"}): _stale("edit", "a node has got other children since"),
}
"""By the kinds of changes since the answer was right; see `twins.changes`."""

STALE_SOMEHOW = _stale("changes", "the network has changed since")


def established(stem: str, scenario: Scenario, at: int, subject: Subject) -> Named | None:
    """Return the first thing on which the wrong answer to a step of a question is shown to depend.

    Args:
        stem: The exercise.
        scenario: The question that a check has failed on.
        at: The step whose answer was wrong.
        subject: The solution.
    """
    if not scenario.steps or scenario.steps[at].verb in COUNTS:
        return None  # what may be counted depends on what was asked before
    case = _Case(stem, Twin(scenario, range(len(scenario.steps))[at]), subject)
    try:
        if case.right is None or case.is_right(case.whole):
            return None
        for named, twin in EXPERIMENTS:
            if case.depends_on(twin(*case.whole)):
                return named
        if case.depends_on(twins.without_questions(*case.whole)):
            by_hand = twins.set_by_hand(*case.whole)
            return None if by_hand and case.is_right(by_hand) else case.remembered()
        return next((named for named, twin in OF_CHANGES if case.depends_on(twin(*case.whole))), None)
    except (CheckAborted, *NO_NORMAL_FORM):
        return None


class _Case:
    """A wrong answer, and what else the solution and the reference say."""

    def __init__(self, stem: str, whole: Twin, subject: Subject) -> None:
        self.stem, self.whole, self.subject = stem, whole, subject
        self.right = self._of_reference(whole)

    def depends_on(self, twin: Twin | None) -> bool:
        """Tell whether the answer is right in a twin whose right answer is the same."""
        if twin is None:
            return False
        same = self._alike(self._of_reference(twin), self.right)
        return same and self.is_right(twin)

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

    def _alike(self, one: list[Any] | None, other: list[Any] | None) -> bool:
        question = Question.of(self.stem, self.whole.scenario)
        return one is not None and other is not None and question.alike(one, other)

    def _of_reference(self, twin: Twin) -> list[Any] | None:
        return _answer(answers("", Question.of(self.stem, twin.scenario)), twin.at)

    def _of_student(self, twin: Twin) -> list[Any] | None:
        question = Question.of(self.stem, twin.scenario)
        self.subject.new_check()
        return _answer(question.normal_form(*self.subject.perform(twin.scenario)), twin.at)


def _answer(form: NormalForm, at: int) -> list[Any] | None:
    """Return the answer to a step in a list, or None if there is none; the last entry of the form is the exception."""
    return [form[at]] if at < len(form) - 1 else None
