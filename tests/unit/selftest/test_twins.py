"""Misconceptions that no network tells apart are found, those of one family and those that do not show are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grader.course import registry
from grader.misconceptions import catalogue
from grader.selftest import twins

STEM = "ex1_by_hand"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the checks of the gradients, to save time."""
    every = registry.all_checks(STEM)
    monkeypatch.setattr(registry, "all_checks", lambda stem: [c for c in every if c.id.endswith("::gradients")])


@pytest.mark.usefixtures("few")
def test_twins_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two have the same answers; one has others, and two have those of the reference as far as gradients go."""
    names = ("factor_two_missing", "no_factor_two", "factor_x_missing", "uphill", "last_pair_only")
    known = {m.id: m for m in catalogue.misconceptions(STEM)}
    for family, expected in (("", [["factor_two_missing", "no_factor_two"]]), ("factor_two_missing", [])):
        families = {"no_factor_two": family}
        chosen = tuple(replace(known[name], family=families.get(name, "")) for name in names)
        monkeypatch.setattr(catalogue, "misconceptions", lambda stem, chosen=chosen: chosen)
        assert twins.twins(STEM) == expected
