"""What the search for the smallest counterexample tries is a fair question: at home there is no reference to say so."""

from __future__ import annotations

import os
import warnings
from itertools import islice

import pytest
from hypothesis.errors import HypothesisDeprecationWarning

from checks.exercises import BADGES, EXERCISES
from checks.law.check import Check
from checks.law.search.cost import cost, tame
from checks.law.search.drawn import draws_by_itself
from checks.law.search.numbers import numbers
from checks.law.search.structures import structures
from checks.model.outcomes import CheckAborted, Mismatch
from grader.course import registry
from grader.course.sampling import OWN
from grader.judge.bank.examples import recorded_examples
from grader.judge.shrinking import right_solution

CHECKS = [check for exercise in (*EXERCISES, *BADGES) for check in registry.all_checks(exercise.stem)]
EVERY = int(os.environ.get("EVERY", "20"))
"""Every 20th example is made smaller; EVERY=1 takes them all, which takes a quarter of an hour."""

EXAMPLES, VARIANTS = slice(1, 40, EVERY), 60
"""Which of the examples are made smaller, and how many variants are tried of each sort."""


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_the_reference_passes_every_variant(check: Check) -> None:
    """Or the law cannot judge it, and says so: by `Impossible`, or by any other exception than a `Mismatch`."""
    right = right_solution(check.stem)
    for example in recorded_examples(check, OWN)[EXAMPLES]:
        if draws_by_itself(example.drawn):
            continue
        promised = tame(example.drawn)
        for variants in (structures, numbers):
            for variant in islice(variants(example.drawn), VARIANTS):
                if cost(variant) < cost(example.drawn) and (tame(variant) or not promised):
                    try:
                        with warnings.catch_warnings():
                            warnings.simplefilter("ignore", HypothesisDeprecationWarning)
                            example.law(subject=right, **variant)
                    except Mismatch as mismatch:
                        pytest.fail(f"{mismatch}, for {variant}: the law should raise Impossible")
                    except (Exception, CheckAborted):
                        continue
