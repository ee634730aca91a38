"""Every message in the catalogue: its counterexample is as small as can be, and its code shows the mistake."""

from __future__ import annotations

import os
from itertools import islice

import pytest

from checks.exercises import BADGES, EXERCISES
from checks.explain.failure import Failure
from checks.explain.messages import explain
from checks.law.search.cost import cost
from checks.law.search.drawn import Drawn
from grader.misconceptions.catalogue import reference, wrong_solutions
from tests.smallest import BY_ADDRESS, code_of, counterexamples, printed, smaller_failures

STEMS = [exercise.stem for exercise in (*EXERCISES, *BADGES) if wrong_solutions(exercise.stem)]


EVERY = int(os.environ.get("EVERY", "24"))
"""Every 24th wrong solution is tried; EVERY=1 tries them all, which takes a quarter of an hour."""


def few_parts(failure: Failure, drawn: Drawn) -> bool:
    """Whether the search comes to its end: with hundreds of nodes or numbers, its tries are used up before."""
    few_nodes = failure.scenario is None or len(failure.scenario.network.nodes) <= 100
    return few_nodes and sum(cost(drawn)[:3]) <= 600


@pytest.mark.slow
@pytest.mark.parametrize("stem", STEMS)
def test_nothing_can_be_removed_and_the_code_shows_it(stem: str) -> None:
    """The first check that a wrong solution fails: no example with a node, a step or a digit less fails as well."""
    problems: list[tuple[object, ...]] = []
    told = [(identity, text) for identity, text in wrong_solutions(stem).items() if identity not in BY_ADDRESS]
    for identity, text in told[::EVERY]:
        for one in islice(counterexamples(stem, text), 1):
            if (
                one.drawn is not None
                and few_parts(one.failure, one.drawn)
                and (smaller := next(smaller_failures(one, text), None))
            ):
                problems.append((identity, one.check.id, "is not the smallest", one.drawn, smaller))
            if one.failure.in_company and not one.failure.before:
                # What depends on where objects are in memory does not happen again: then there is nothing to paste.
                assert "paste" not in explain(one.failure)
                continue
            code = code_of(one.failure)
            if printed(stem, text, code) == printed(stem, reference(stem), code):
                problems.append((identity, one.check.id, "prints the same for a right solution", code))
    assert not problems, "\n".join(map(str, problems))
