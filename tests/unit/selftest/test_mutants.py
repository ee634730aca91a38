"""A mutation tool's mutants of the reference: killed by the checks, or listed with a reason."""

from __future__ import annotations

import pytest

from checks.exercises import EXERCISES
from tests import mutants
from tests.equivalent_mutants import EQUIVALENT

pytestmark = pytest.mark.slow

STEMS = [exercise.stem for exercise in EXERCISES]


@pytest.mark.parametrize("stem", STEMS)
def test_the_checks_kill_every_mutant_that_can_be_killed(stem: str) -> None:
    """Exactly the mutants on the list survive, so no reason is out of date."""
    left = mutants.survivors([stem], processes=1)[stem]
    assert {mutant.id for mutant in left} == {identity for identity in EQUIVALENT if identity.startswith(f"{stem} |")}


def test_at_least_95_percent_are_killed() -> None:
    """Of all the mutants, by the list that the test above keeps right."""
    everything = [mutant for stem in STEMS for mutant in mutants.mutants(stem)]
    left = [mutant for mutant in everything if mutant.id in EQUIVALENT]
    assert len(everything) >= 250
    assert len(left) <= 0.05 * len(everything)


def test_every_reason_is_one() -> None:
    """Every reason is a sentence, about a mutant that exists."""
    assert all(len(reason) > 20 for reason in EQUIVALENT.values())
    assert set(EQUIVALENT) <= {mutant.id for stem in STEMS for mutant in mutants.mutants(stem)}


def test_mutants_are_programs_that_differ() -> None:
    """Each differs from the reference and from the others in its syntax tree, and says in which line."""
    found = mutants.mutants("ex1_by_hand")
    assert len({mutant.text for mutant in found}) == len(found) > 50
    assert all(mutant.line in mutant.text for mutant in found)
