"""Hints fit what failed, and one more comes for the same failure only."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checks.student import run_summary
from checks.student.fitting.by_check import BY_CHECK
from checks.student.fitting.by_condition import of_condition
from checks.student.hints import FAILURES, HINTS, hints, remembered
from checks.student.run_summary import RunSummary
from checks.student.scoreboard import exercise_results

FIRST, SECOND = "ex7_multi_parent::sum_over_parents", "ex7_multi_parent::work_is_linear"
TWO_EDGES = "It fails whenever a node gets a derivative along two edges (23 of 23 networks), and never otherwise."


def test_what_fits_comes_first() -> None:
    """The condition, the check, and then the exercise's own; without a failure the exercise's alone."""
    steps = hints("ex7_multi_parent", FIRST, TWO_EDGES)
    assert steps == (of_condition(TWO_EDGES), BY_CHECK[FIRST], *HINTS["ex7_multi_parent"])
    assert hints("ex7_multi_parent", FIRST) == steps[1:]
    assert hints("ex7_multi_parent") == HINTS["ex7_multi_parent"]
    assert of_condition("It fails whenever the moon is full.") == ""


class Tries:
    """Runs of one exercise, with a memory as pytest has it, and no files."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.memory: dict[str, Any] = {}
        self.text = ""
        cache = SimpleNamespace(get=self.memory.get, set=self.memory.__setitem__)
        self.config: Any = SimpleNamespace(cache=cache)
        monkeypatch.setattr(run_summary, "fingerprint", lambda stem: self.text)

    def fail(self, text: str, check: str, status: str = "failed", condition: str = "") -> int:
        """Run with that text as the file, fail that check, and return the number of the hint; 0 for none."""
        self.text = text
        summary = RunSummary(self.config)
        summary.statuses, summary.conditions = {check: status}, {check: condition}
        return summary._failures(exercise_results(summary.statuses)).get("ex7_multi_parent", 0)


def test_one_more_for_the_same_failure_only(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = Tries(monkeypatch)
    assert [tries.fail(text, FIRST) for text in ("a", "a", "b")] == [1, 1, 2]
    assert tries.fail("c", SECOND) == 1, "another check"
    assert tries.fail("d", SECOND, condition=TWO_EDGES) == 1, "another condition"
    assert tries.fail("e", SECOND, condition=TWO_EDGES) == 2


def test_a_typo_is_no_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be loaded neither counts nor takes anything away."""
    tries = Tries(monkeypatch)
    assert tries.fail("a", FIRST) == 1
    assert tries.fail("a(", FIRST, status="crashed") == 0
    assert tries.fail("b", FIRST) == 2


def test_the_command_knows_what_failed_last(tmp_path: Path) -> None:
    """It reads pytest's cache; one of an earlier version, or none, is no failure."""
    assert remembered("ex7_multi_parent", tmp_path) == ("", "")
    file = tmp_path / ".pytest_cache" / "v" / FAILURES
    file.parent.mkdir(parents=True)
    for entry, found in (([2, "abc"], ("", "")), ([2, "abc", FIRST, TWO_EDGES], (FIRST, TWO_EDGES))):
        file.write_text(json.dumps({"ex7_multi_parent": entry}), encoding="utf-8")
        assert remembered("ex7_multi_parent", tmp_path) == found
