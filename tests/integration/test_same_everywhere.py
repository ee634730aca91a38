"""Everybody is asked the same questions, whatever other code there is on the machine."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from checks.exercises import BY_STEM
from checks.model.scenario import Scenario
from grader.course import registry
from grader.course.sampling import Sampling
from grader.judge.bank.recording import record

FEW = Sampling(examples=5)

STRANGER = f"NUMBERS = {[*range(-300, 300), *(n / 16 for n in range(-1600, 1600, 7))]}\n"


def questions() -> dict[str, list[list[Scenario]]]:
    """What each check asks, drawn anew."""
    return {
        check.id: [list(example.scenarios) for example in record(check, FEW)]
        for stem in BY_STEM
        for check in registry.all_checks(stem)
    }


@pytest.mark.slow
def test_a_module_with_numbers_in_it_changes_no_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all floats, and of integers from 100 on, Hypothesis likes to draw those that it finds in the modules around.

    A student has other modules than the grader, and an installed grader counts as none. So no check may draw from
    `st.floats`, or from a range of integers that is as wide as that.
    """
    before = questions()
    (tmp_path / "stranger.py").write_text(STRANGER)
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("stranger")
    assert [check for check, asked in questions().items() if asked != before[check]] == []
