"""What all wrong answers to a check have in common, for when no misconception of the catalogue explains them.

Each symptom is named only if it is there in every wrong answer, on all networks of the check: what the name says is
then true, whatever the reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from checks.model.scenario import Step
from grader.diagnosis.questions import NormalForm, Question
from grader.misconceptions.model import Named

FEWEST = 3
"""Number of wrong answers that a symptom must be seen in: two may be alike by chance."""

DIGITS = 1e-4
"""The largest relative difference of a number that is right but for its last digits."""

EXACT = 1e-9
"""Relative difference of two numbers that are the same but for rounding."""

LEFT_OVER = Named(
    "left_over",
    "something is left over from another network, or from an earlier call",
    "Asked by itself, each network gets its right answer; asked after others, it does not. What does your code keep "
    "outside of the nodes that it is asked about: on a class, in the module, in a default argument?",
)
"""Named for answers that are wrong in company only."""

SYMPTOMS = {
    one.id: one
    for one in (
        Named(
            "earlier_answer",
            "an earlier answer is given again, although it is not right any more",
            "The number that came is one that was right before. Who remembers it, and how does that place get to know "
            "that something has changed?",
        ),
        Named(
            "too_much_work",
            "the answers are right, but more is computed for them than may be",
            "Follow one call on paper and count. Which of the nodes need not have been asked?",
        ),
        Named(
            "other_order",
            "the right entries come in another order",
            "Nothing is missing, only the places are wrong. In which order does the text ask for them?",
        ),
        Named(
            "last_digits",
            "the numbers are right in their first digits only",
            "Is a number rounded, cut off or approximated somewhere: by round(), in a text, by a small step in place "
            "of a derivative, by a small number that is added?",
        ),
        Named(
            "other_sign",
            "the wrong numbers have the wrong sign, and are right otherwise",
            "Which way does the answer move when an input grows a little? Look for a minus too many or too few.",
        ),
        Named(
            "no_answer",
            "None comes back where an answer is due",
            "A function without a return gives None, and so does one branch of an if that has none.",
        ),
        Named(
            "no_error",
            "what the text calls an error goes unnoticed",
            "The text says what is raised, and when. Which line of your code looks whether that is so?",
        ),
        Named(
            "too_deep",
            "a function calls itself, level by level or step by step, until Python gives up",
            "About a thousand calls inside each other are possible. Does yours need one for each level, each child or "
            "each step? A loop or a list of what is still to be done has no such limit.",
        ),
        Named(
            "too_large",
            "a number on the way to the answer gets too large (OverflowError)",
            "The answer itself may be a number of ordinary size. Which number before it is not, and is it needed?",
        ),
    )
}
"""The symptoms by their ids; if several are there, the first one is named."""

COUNTS = ("calls", "work")
"""The verbs whose answers are counts of what was done for the other answers."""

ERRORS = {"RecursionError": "too_deep", "OverflowError": "too_large"}


def symptom(given: Mapping[Question, NormalForm], right: Mapping[Question, NormalForm]) -> Named | None:
    """Return the first symptom that all wrong answers to a failed check share, if there is one.

    Args:
        given: The student's answers to all questions of the check, each asked by itself.
        right: The reference's.
    """
    wrong = [(q, right[q], answer) for q, answer in given.items() if not q.alike(answer, right[q])]
    if len(wrong) < FEWEST:
        return None
    shared = set(SYMPTOMS)
    for question, wanted, answer in wrong:
        shared &= set(_seen(question, wanted, answer))
    return next((one for identity, one in SYMPTOMS.items() if identity in shared), None)


def _seen(question: Question, right: NormalForm, given: NormalForm) -> Iterator[str]:
    """Yield the symptoms of the first difference between two answers."""
    (*wanted, error_wanted), (*came, error) = right, given
    steps = question.scenario.steps
    for at, (one, other) in enumerate(zip(wanted, came, strict=False)):
        if not question.alike(one, other):
            if steps[at].verb in COUNTS:
                yield from (
                    ["too_much_work"] if _only_counts_differ(question, right, given) and _more(one, other) else []
                )
            elif steps[at].verb == "attempt":  # None is the right answer there if no error is due
                yield from ["no_error"] if other is None else []
            else:
                yield from _of_values(question, one, other)
                earlier = (a for s, a in zip(steps[:at], came, strict=False) if _same_question(s, steps[at]))
                yield from ["earlier_answer"] if any(question.alike(a, other) for a in earlier) else []
            return
    if error and not error_wanted:
        yield ERRORS.get(error[0], "")
    elif error_wanted and not error:
        yield "no_error"


def _only_counts_differ(question: Question, right: NormalForm, given: NormalForm) -> bool:
    """Tell whether the solution answers everything rightly, though it counts differently."""
    verbs = [*(step.verb for step in question.scenario.steps), "the end"]
    return len(right) == len(given) == len(verbs) and all(
        question.alike(one, other) for verb, one, other in zip(verbs, right, given, strict=True) if verb not in COUNTS
    )


def _same_question(one: Step, other: Step) -> bool:
    # A statement is about whatever it names: only the same one asks the same.
    return one[:2] == other[:2] and (one.verb != "example" or one.argument == other.argument)


def _of_values(question: Question, right: Any, given: Any) -> Iterator[str]:
    """Yield the symptoms of a wrong answer, as far as the answer itself shows them."""
    if given is None:
        yield "no_answer"
        return
    if _reordered(right, given):
        yield "other_order"
        return
    pairs = list(_numbers(question, right, given))
    if all(math.isclose(a, b, rel_tol=DIGITS) for a, b in pairs):
        yield from ["last_digits"] if pairs else []
    elif all(math.isclose(a, -b, rel_tol=EXACT) for a, b in pairs):
        yield "other_sign"


def _reordered(right: Any, given: Any) -> bool:
    if not isinstance(right, list | tuple) or type(right) is not type(given):
        return False
    return sorted(map(repr, right)) == sorted(map(repr, given))


def _numbers(question: Question, right: Any, given: Any) -> Iterator[tuple[float, float]]:
    """Yield each number that is wrong, with the right one; something that is no number is wrong by itself."""
    if isinstance(right, list | tuple) and type(right) is type(given) and len(right) == len(given):
        for one, other in zip(right, given, strict=True):
            if not question.alike(one, other):
                yield from _numbers(question, one, other)
    elif type(right) in (int, float) and type(given) in (int, float) and math.isfinite(given):
        yield float(right), float(given)
    else:
        yield 0.0, 1.0


def _more(right: Any, given: Any) -> bool:
    """Tell whether counts are nowhere smaller than the right ones."""
    pairs = list(zip(_flat(right), _flat(given), strict=False))
    return all(b >= a for a, b in pairs) and any(b > a for a, b in pairs)


def _flat(counts: Any) -> Iterable[float]:
    if isinstance(counts, list | tuple):
        return [number for part in counts for number in _flat(part)]
    return [counts] if isinstance(counts, int | float) else []
