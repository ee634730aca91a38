"""`grader verify` is green, and it can fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checks.exercises import BADGES, EXERCISES
from grader.commands.verify import verify as command
from grader.course import registry
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from grader.misconceptions.model import Misconception, Severity, wrong
from grader.selftest import kill_matrix
from grader.selftest.batch_check import verdict
from grader.selftest.shortfalls import shortfalls

STEMS = [exercise.stem for exercise in EXERCISES]
WITH_BADGES = [*STEMS, *(badge.stem for badge in BADGES)]

Extra = Callable[[Misconception], list[str]]

examine = kill_matrix._take


@cache
def examined_once(task: kill_matrix.Task) -> kill_matrix.Statuses:
    """Examine a solution once for all tests of this file."""
    return examine(task)


ABOUT: Any = {"severity": Severity.DOES_NOT_WORK, "clauses": ("1.4",)}


@pytest.fixture(autouse=True)
def every_solution_is_examined_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the statuses of a solution: exercise 1 is examined by two tests."""
    monkeypatch.setattr(kill_matrix, "_take", examined_once)


@pytest.mark.parametrize("stem", WITH_BADGES[::-1])  # those that take longest come first
def test_the_grader_holds(stem: str) -> None:
    """Right solutions pass, misconceptions do not, and every check catches something that no other does."""
    (examined,) = kill_matrix.verify([stem], processes=1)
    assert shortfalls(examined) == []


def test_there_are_100_points() -> None:
    """The exercises are worth 100 points together."""
    checks = [check for stem in STEMS for check in registry.all_checks(stem)]
    assert sum(check.points for check in checks) == 100
    assert len({check.id for check in checks}) == len(checks)


@pytest.mark.parametrize("stem", ["ex1_by_hand"])  # in the name, so that the process runs it that has it examined
def test_the_command(stem: str, tmp_path: Path) -> None:
    """It prints the matrix, writes JSON, and exits with 0."""
    file = tmp_path / "verified.json"
    result = CliRunner().invoke(command, ["--exercise", stem, "--processes", "1", "--json", str(file)])
    assert result.exit_code == 0, result.output
    assert "sign_flipped" in result.output and "all is well" in result.output
    record = json.loads(file.read_text(encoding="utf-8"))
    assert record["reference"]["score"] == record["reference"]["max_score"] == 14
    assert record["stub"]["score"] == 0
    (exercise,) = record["exercises"]
    assert all(m["killed_by_visible"] or m["hidden_only"] for m in exercise["misconceptions"])
    assert not any(solution["lost"] for solution in exercise["right_solutions"])


@pytest.fixture
def extra(monkeypatch: pytest.MonkeyPatch) -> Extra:
    """Gives exercise 1 a misconception for the time of a test; returns what `verify` finds wrong with it.

    It is the only one then, and there are no right solutions: what is found does not depend on others.
    """

    def added(misconception: Misconception) -> list[str]:
        monkeypatch.setattr(catalogue, "misconceptions", lambda stem: (misconception,))
        monkeypatch.setattr(catalogue, "right_solutions", lambda stem: {})
        catalogue.wrong_solutions.cache_clear()
        try:
            found = shortfalls(kill_matrix.verify(["ex1_by_hand"], processes=1)[0])
            return [text for text in found if f"misconception {misconception.id} " in text]
        finally:
            catalogue.wrong_solutions.cache_clear()

    return added


def test_a_mistake_that_nobody_catches_is_a_shortfall(extra: Extra) -> None:
    """A wrong solution that gets full marks, here one that is not wrong."""
    (text,) = extra(
        wrong("harmless", "it does the same", "Nothing to see.", ("history = []", "history = list()"), **ABOUT)
    )
    assert text == "ex1_by_hand: misconception harmless gets full marks: no check catches it"


def test_a_mistake_that_does_not_load_is_a_shortfall(extra: Extra) -> None:
    """A wrong solution that does not load is a shortfall: every check would catch it, which proves nothing."""
    (text,) = extra(
        wrong("typo", "a name is misspelt", "Look.", ("from backprop import framework", "import framwork"), **ABOUT)
    )
    assert "cannot even be loaded" in text


def test_a_wrong_hidden_only_is_a_shortfall(extra: Extra) -> None:
    """A misconception marked as caught by hidden checks only must pass all visible ones."""
    change = ("return dl_dp * x, dl_dp", "return dl_dp * 3, dl_dp")
    (text,) = extra(wrong("three", "a factor is always 3", "Look.", change, hidden_only=True, **ABOUT))
    assert "is visible and catches it" in text


def test_a_right_solution_that_fails_is_a_shortfall(monkeypatch: pytest.MonkeyPatch) -> None:
    """A right solution that fails is a shortfall; here it is not right."""
    text = catalogue.wrong_solutions("ex1_by_hand")["uphill"]
    monkeypatch.setattr(catalogue, "right_solutions", lambda stem: {"uphill": text})
    monkeypatch.setattr(catalogue, "misconceptions", lambda stem: ())
    monkeypatch.setattr(catalogue, "wrong_solutions", lambda stem: {})
    found = shortfalls(kill_matrix.verify(["ex1_by_hand"], processes=1)[0])
    assert "ex1_by_hand: the right solution uphill gets 'failed' from ex1_by_hand::one_update" in found


DRAWN_ONLY = (
    "import hypothesis\nhypothesis.example = lambda **values: lambda test: test\n"
    "from checks.law.search import kept\nkept.stamps = lambda: {}\n"
)
"""Checks without their examples by hand, which catch much by themselves, and without the questions handed out."""

WEAKER = {
    "a tolerance of 1e-1": (
        "ex5_outputs",
        "ties_by_isclose",
        "from checks.law import oracle; oracle.TOLERANCE = 1e-1; oracle.close.__defaults__ = (oracle.FLOOR, 1e-1)",
    ),
    "always 1 from above": (
        "ex7_multi_parent",
        "zero_seed_returns",
        DRAWN_ONLY
        + "from checks.law import strategies; from hypothesis import strategies as st\n"
        + "strategies.derivatives_from_above = lambda: st.just(1.0)\n"
        + "from checks.law.living.lives import Choices\n"
        + "Choices.derivative = lambda self: 1.0\n",
    ),
    "no shared nodes": (
        "ex7_multi_parent",
        "last_part_wins",
        DRAWN_ONLY
        + "from checks.law import strategies\n"
        + "strategies.graphs = lambda **options: strategies.networks(shared=False, **options)",
    ),
}
"""A weakness -> the exercise, a misconception for which it is too weak, and the code that makes it so."""


@pytest.mark.parametrize("weakness", WEAKER)
def test_a_weakened_check_fails(weakness: str, tmp_path: Path) -> None:
    """With a weakened check, in a process of its own, `grader verify` exits with 1, and names a misconception.

    Of the whole catalogue, which takes minutes, that one alone is examined; `test_the_grader_holds` shows that nothing
    is amiss with it when the check is as it must be.
    """
    stem, name, weaken = WEAKER[weakness]
    code = f"""{weaken}
from grader.commands.verify import verify
from grader.misconceptions import catalogue
from grader.selftest import kill_matrix
kill_matrix.PLAY_SECONDS = 0.5
the_one = tuple(m for m in catalogue.misconceptions('{stem}') if m.id == '{name}')
catalogue.misconceptions = lambda stem: the_one
catalogue.right_solutions = lambda stem: dict()
verify(['--exercise', '{stem}', '--processes', '1'])
"""
    # A bank of its own: the usual one has what the checks draw when they are as strong as they are.
    env = {**os.environ, "BACKPROP_GRADER_BANK": str(tmp_path)}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=1200, env=env)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{stem}: misconception {name} " in result.stdout


def test_together_or_alone_the_verdict_is_the_same() -> None:
    """Checks have the same verdict in one run as each in a run of its own."""
    stem = "ex3_caching"
    texts = dict(list(catalogue.wrong_solutions(stem).items())[:6])
    check = registry.visible_checks(stem)[1]
    together = {name: verdict(check, TrustedSubject(stem, text, 2.0)) for name, text in texts.items()}
    for name, text in texts.items():
        try:
            check.function(subject=TrustedSubject(stem, text, 2.0))
            alone = "passed"
        except AssertionError:
            alone = "failed"
        assert together[name] == alone, name
