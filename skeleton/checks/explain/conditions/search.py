"""Searches for the simplest condition that separates the questions on which a solution fails from the others.

The candidates are the features of `features.FEATURES` and their negations; if none of them fits, two of these together.
A condition is told only where the separation is clean: it holds for each question on which the solution fails, and for
no other. As many conditions are tried, one might separate by chance. If F of N questions failed by lot, each set of F
questions would be as likely as any other; M candidates are clean for M of these sets at most. So chance finds one with
a probability of M / C(N, F) at most, and a condition is told only if that is below `CHANCE`. On each side there must be
`LEAST` questions at least. On 40 questions some 80 features and negations differ, so 3 failing questions are enough:
80 / 9880 is 0.8 %. Where two features are needed, each of them has to pass this test among the questions for which the
other one holds: a condition is not made clean by patching it.

After Kampmann, Havrikov, Soremekun and Zeller: When does my program do what it does? ESEC/FSE 2020.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from itertools import combinations
from typing import NamedTuple

from hypothesis import is_hypothesis_test

from checks.explain.conditions.features import FEATURES
from checks.explain.conditions.moments import Moment, moments
from checks.law.check import Check
from checks.law.search.labelled import Labelled, labelled
from checks.law.subject import Apart, Subject
from checks.model.outcomes import CheckAborted, Mismatch
from checks.model.scenario import Scenario

LEAST = 3
"""Number of questions that there must be on each side."""

CHANCE = 0.01
"""The probability below which a separation is no chance."""

MOST = 2 * len(FEATURES)
"""There are at most so many features and negations."""


class Candidate(NamedTuple):
    """A condition; bit k of `where` tells whether it holds for question number k."""

    words: str
    where: int
    negated: bool


def when_it_fails(check: Check, subject: Subject, shown: Mismatch | None = None) -> str:
    """Ask a solution that fails all the questions of a check apart, and say in a sentence when it fails.

    Args:
        check: The check.
        subject: The solution.
        shown: The wrong answer that stands beside the sentence.

    Returns:
        The sentence, see `condition`; empty also if the solution does not answer all of them.
    """
    if not is_hypothesis_test(check.function):
        return ""  # one question is no ground to tell
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            found = labelled(check, Apart(subject))
    except CheckAborted:
        return ""
    return condition(found, shown)


def condition(found: Sequence[Labelled], shown: Mismatch | None = None) -> str:
    """Say in a sentence when a solution fails.

    Args:
        found: All the questions of a check, with whether the solution fails on them.
        shown: The wrong answer that stands beside the sentence, to the smallest question that was found: the condition
            holds for it, too, although it is not counted.

    Returns:
        The sentence; empty if no condition separates the failing questions from the others, or too few were asked.
    """
    found = [one for one in found if not _is_typed(one.scenario)]  # statements have no features
    labels: dict[str, Moment] = {}
    for moment in (moment for one in found for moment in moments(one)):
        if labels.setdefault(moment.key, moment).fails != moment.fails:
            return ""  # one question was answered rightly and wrongly, so what matters is not in the question
    everything = list(labels.values())
    failing = sum(moment.fails for moment in everything)
    if failing < LEAST:
        return ""
    in_order = all(one.in_order for one in found)
    example = _example(shown, in_order)
    if in_order:
        return _of_calls(everything, example)
    several = "networks" if all(one.scenario.network.nodes and not one.in_order for one in found) else "questions"
    if failing == len(everything):
        return f"It fails on every {several[:-1]} ({failing} of {failing})."
    return _sentence("It fails", everything, several, example)


def _is_typed(scenario: Scenario) -> bool:
    """Tell whether a question is nothing but statements, such as the examples of a text."""
    return bool(scenario.steps) and all(step.verb == "example" for step in scenario.steps)


def _example(shown: Mismatch | None, in_order: bool) -> list[Moment]:
    """Return the moment of the wrong answer that is shown; none if it is about statements, or right if asked alone."""
    if shown is None or shown.in_company or _is_typed(shown.scenario):
        return []
    return [m for m in moments(Labelled(shown.scenario, True, shown.step, in_order)) if m.fails]


def _of_calls(everything: Sequence[Moment], example: Sequence[Moment]) -> str:
    """Say when the calls in lives fail.

    If only one function fails, only its calls are compared. And only those that were looked at as those that fail, at
    the counts of calls for instance: of the others it is not known.
    """
    names = {moment.call for moment in everything if moment.fails}
    looks = {look for moment in everything if moment.fails for look in moment.looks}
    calls = [moment for moment in everything if not looks.isdisjoint(moment.looks)]
    if len(names) > 1:
        return _sentence("It fails", calls, "calls", example)
    (name,) = names
    calls = [moment for moment in calls if moment.call == name]
    failing = sum(moment.fails for moment in calls)
    if failing == len(calls):
        return f"{name} fails every time ({failing} of {failing} calls)."
    return _sentence(f"{name} fails", calls, "calls", [one for one in example if one.call == name])


def _sentence(subject: str, compared: Sequence[Moment], several: str, example: Sequence[Moment]) -> str:
    words = separating(compared, example)
    failing = sum(moment.fails for moment in compared)
    passing = len(compared) - failing
    return (
        words
        and f"{subject} whenever {words} ({failing} of {failing} {several}), and never otherwise (0 of {passing})."
    )


def separating(labelled: Sequence[Moment], example: Sequence[Moment] = ()) -> str:
    """Find the simplest condition that holds for all failing moments and for no other; empty if there is none.

    Args:
        labelled: The moments.
        example: A failing moment for which it has to hold, too. It is no evidence, as it was looked for.
    """
    wanted = sum(1 << k for k, moment in enumerate(labelled) if moment.fails)
    everywhere = (1 << len(labelled)) - 1
    singles = cache(lambda: _single_features(labelled))
    if alone := _separating_feature([*example, *labelled]):
        return alone if _is_no_chance(wanted, everywhere, MOST, lambda: len(singles())) else ""
    holding = _single_features(labelled, [*example, *(moment for moment in labelled if moment.fails)])
    tried = cache(lambda: len(_alone_and_together(singles())))
    return min(
        (
            (one.negated + other.negated, at, f"{one.words} and {other.words}")
            for at, (one, other) in enumerate(combinations(holding, 2))
            if one.where & other.where == wanted
            and _is_no_chance(wanted, one.where, MOST * MOST, tried)
            and _is_no_chance(wanted, other.where, MOST * MOST, tried)
        ),
        default=(0, 0, ""),
    )[2]


def _alone_and_together(singles: Sequence[Candidate]) -> set[int]:
    return {one.where & other.where for one, other in combinations(singles, 2)} | {one.where for one in singles}


def _is_no_chance(wanted: int, among: int, at_most: int, tried: Callable[[], int]) -> bool:
    """Tell whether a separation within the moments `among` is unlikely to be chance.

    Args:
        wanted: The moments that fail.
        among: The moments that are compared.
        at_most: A bound of the number of candidates. Where that is few enough, they need not be counted.
        tried: Counts them.
    """
    all_of_them, failing = among.bit_count(), wanted.bit_count()
    enough = min(failing, all_of_them - failing) >= LEAST
    by_chance = CHANCE * math.comb(all_of_them, failing)
    return enough and (at_most < by_chance or tried() < by_chance)


def _separating_feature(labelled: Sequence[Moment]) -> str:
    """Return the words of the first feature, or else of the first negation, that separates by itself.

    Most are ruled out by one of the first moments, and need not be found out for the others.
    """
    for negated in (False, True):
        for i, feature in enumerate(FEATURES):
            if all(moment.has(i) is (moment.fails is not negated) for moment in labelled):
                return feature.not_so if negated else feature.so
    return ""


def _single_features(labelled: Sequence[Moment], failing: Sequence[Moment] = ()) -> list[Candidate]:
    """List the features, then their negations. Of those that hold for the same moments, only the first is kept.

    Args:
        labelled: The moments.
        failing: Moments for which those that are listed have to hold.
    """
    everywhere = (1 << len(labelled)) - 1
    found: dict[int, Candidate] = {}
    for negated in (False, True):
        for i, feature in enumerate(FEATURES):
            if any(moment.has(i) is negated for moment in failing):
                continue
            where = sum(1 << k for k, moment in enumerate(labelled) if moment.has(i) is not negated)
            if where not in (0, everywhere):
                found.setdefault(where, Candidate(feature.not_so if negated else feature.so, where, negated))
    return list(found.values())
