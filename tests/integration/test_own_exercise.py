"""An instructor adds a check and an exercise to a copy of the kit, as docs/how-to/write-an-exercise.md says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.paths import KIT

REFERENCE = '''"""# Exercise 10: The mean of its children

Write a node whose value is the mean of the values of its children.
"""

from __future__ import annotations

from collections.abc import Sequence

from backprop import framework


def mean_of(values: Sequence[float]) -> float:
    """The value of a mean node over inputs with these values, at least one."""
    # BEGIN SOLUTION
    children = [framework.Input(value) for value in values]
    return framework.Add(children).forward() / len(children)
    # END SOLUTION
'''

VISIBLE = '''"""Exercise 10: the mean."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law.check import check
from checks.model.network import Network
from checks.model.scenario import call
from checks.law.strategies import numbers
from checks.law.subject import Subject


@check("mean_of() is the sum divided by the number of values", points=4)
@given(values=st.lists(numbers(), min_size=1, max_size=4))
def test_mean(subject: Subject, values: list[float]) -> None:
    """For one value and for several."""
    answers = subject.ask(Network(()), call("mean_of", values))
    answers.number(0, sum(values) / len(values))
'''

HIDDEN = '''"""Exercise 10, hidden."""

from __future__ import annotations

from hypothesis import given

from checks.law.check import check
from checks.model.network import Network
from checks.model.scenario import call
from checks.law.strategies import numbers
from checks.law.subject import Subject


@check("The mean of equal values is that value", points=2)
@given(value=numbers())
def test_equal_values(subject: Subject, value: float) -> None:
    """Five times the same."""
    answers = subject.ask(Network(()), call("mean_of", [value] * 5))
    answers.number(0, value)
'''

ENTRY = '    Exercise(10, "ex10_mean", "The mean of its children", "mean_of()", hidden=1),\n'

OWN_CHECK = '''

@check("three_steps() begins with the first update", points=1)
def test_first_step(subject: Subject) -> None:
    """The first weight is larger than the start's 0.2."""
    answers = subject.ask(NOTHING, call("three_steps"))
    answers.holds(0, is_pairs(answers[0], 3) and answers[0][0][0] > 0.2, "a first weight above 0.2")
'''


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the kit with the new check and the new exercise."""
    copy = tmp_path_factory.mktemp("kit")
    ignored = shutil.ignore_patterns("__pycache__", ".hypothesis", ".pytest_cache")
    for part in ("grader", "reference", "skeleton"):
        shutil.copytree(KIT / part, copy / part, ignore=ignored)
    for name in ("LICENSE", "pyproject.toml"):
        shutil.copy(KIT / name, copy / name)
    (copy / "reference/ex10_mean.py").write_text(REFERENCE, "utf-8")
    (copy / "skeleton/checks/test_ex10_mean.py").write_text(VISIBLE, "utf-8")
    (copy / "grader/hidden/test_ex10_mean.py").write_text(HIDDEN, "utf-8")
    listing = copy / "skeleton/checks/exercises.py"
    before, after = listing.read_text("utf-8").split("\n)\n\nBADGES", 1)
    listing.write_text(f"{before}\n{ENTRY})\n\nBADGES{after}", "utf-8")
    own = copy / "skeleton/checks/test_ex1_by_hand.py"
    own.write_text(own.read_text("utf-8") + OWN_CHECK, "utf-8")
    return copy


def grader(kit: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(map(str, (kit, kit / "skeleton")))
    env = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
    command = [sys.executable, "-P", "-m", "grader", *arguments]
    return subprocess.run(command, cwd=kit, env=env, capture_output=True, text=True, check=False)


def grade(kit: Path, folder: Path, *exercises: str) -> list[dict[str, Any]]:
    options = [part for stem in exercises for part in ("--exercise", stem)]
    done = grader(kit, "grade", str(folder), *options, "--json", "record.json", "--fresh")
    assert done.returncode == 0, done.stdout + done.stderr
    (entry,) = json.loads((kit / "record.json").read_text("utf-8"))["submissions"]
    found: list[dict[str, Any]] = entry["exercises"]
    return found


@pytest.fixture(scope="module")
def built(kit: Path) -> Path:
    done = grader(kit, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "skeleton/backprop/ex10_mean.py written" in done.stdout
    return kit


def test_build_makes_the_stub(built: Path) -> None:
    stub = (built / "skeleton/backprop/ex10_mean.py").read_text("utf-8")
    assert 'raise NotImplementedError("Exercise 10")' in stub
    assert "framework.Add" not in stub
    assert grader(built, "build", "--check").returncode == 0


def test_the_exercise_and_the_check_are_graded(built: Path, tmp_path: Path) -> None:
    """The reference has full marks, the stub none, a wrong solution some; the new check of exercise 1 counts."""
    mean, first = grade(built, built / "reference", "ex10_mean", "ex1_by_hand")[::-1]
    assert (mean["score"], mean["max_score"]) == (6, 6)
    assert first["score"] == first["max_score"] == 15
    assert "ex1_by_hand::first_step" in [check["id"] for check in first["checks"]]
    (stub,) = grade(built, built / "skeleton", "ex10_mean")
    assert stub["score"] == 0
    assert {check["status"] for check in stub["checks"]} == {"not_started"}
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    (wrong / "ex10_mean.py").write_text("def mean_of(values):\n    return values[0]\n")
    (found,) = grade(built, wrong, "ex10_mean")
    assert [check["status"] for check in found["checks"]] == ["failed", "passed"]


def test_it_is_released_without_its_solution(built: Path) -> None:
    """The release has no solution, and a course can set the points."""
    (built / "course.toml").write_text('exercises = ["ex10_mean"]\n[points]\nex10_mean = 30\n')
    done = grader(built, "release", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    released = {p.name for p in (built / "out").rglob("*.py")}
    assert {"ex10_mean.py", "test_ex10_mean.py"} <= released
    assert "ex2_compile.py" not in released
    (mean,) = grade(built, built / "reference")
    assert (mean["score"], mean["max_score"]) == (30, 30)
    (built / "course.toml").unlink()
    leak = built / "skeleton/notes.txt"
    leak.write_text("    return framework.Add(children).forward() / len(children)\n")
    refused = grader(built, "release", "again")
    leak.unlink()
    assert refused.returncode == 1
    assert "reference/ex10_mean.py" in refused.stderr
