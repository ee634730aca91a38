"""A few of the wrong solutions whose marks are judged, see `tests/independent/departures.py`; all of them take long."""

from __future__ import annotations

import pytest

from tests.independent.departures import judged, marks, shows

FEW = {
    "ex3_caching": ("one_level_up",),
    "ex7_multi_parent": ("last_parent_wins", "level_by_level"),
}


@pytest.mark.slow
@pytest.mark.parametrize("stem", FEW)
def test_the_mark_is_where_the_mistake_is(stem: str) -> None:
    """And the code to paste shows the wrong answer."""
    for name, found in marks(stem, FEW[stem]):
        assert found is not None, name
        assert found["marked"] in judged()[stem][name], found["message"]
        assert shows(found), found


def test_what_is_judged_is_in_the_catalogue() -> None:
    """At least sixty, each with a node's name."""
    from grader.misconceptions.catalogue import wrong_solutions

    found = judged()
    assert sum(map(len, found.values())) >= 60
    for stem, nodes in found.items():
        assert nodes.keys() <= wrong_solutions(stem).keys()
        assert all(node in ("root", "n1", "n2", "n3", "w1", "w2", "x1", "x2") for one in nodes.values() for node in one)


def test_an_answer_that_is_not_printed_is_seen() -> None:
    """What shows that a snippet does not show the mistake."""
    assert shows({"printed": "-2.0\n", "got": "-2.0"})
    assert not shows({"printed": "2.5\n", "got": "-2.0"})
    assert not shows({"printed": "", "got": "-2.0"})
