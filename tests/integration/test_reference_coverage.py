"""The checks leave no line and no branch of the reference untried."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from checks.exercises import EXERCISES
from grader.authoring import markers
from grader.paths import KIT, REFERENCE

GUARD = "raise TypeError("
"""Guards against kinds of nodes that the exercise does not have: no check asks for them."""

CHECK_ALL = """
import importlib.util, sys
from checks.law.subject import LocalSubject
from grader.course.registry import all_checks

stem, path, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
spec = importlib.util.spec_from_file_location(f"backprop.{stem}", path)
module = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = module
spec.loader.exec_module(module)
for check in all_checks(stem)[:most]:
    check.function(subject=LocalSubject(stem, vars(module)))
"""


def missing(stem: str, tmp_path: Path, checks: int = 100) -> list[object]:
    """The lines and branches of a solution that the first `checks` checks do not reach."""
    script, data, report = tmp_path / "check_all.py", tmp_path / "data", tmp_path / "report.json"
    script.write_text(CHECK_ALL)
    path = REFERENCE / f"{stem}.py"
    coverage = [sys.executable, "-m", "coverage"]
    run = [*coverage, "run", "--rcfile=", f"--data-file={data}", "--branch", f"--include={path}"]
    subprocess.run([*run, str(script), stem, str(path), str(checks)], check=True, cwd=KIT)
    subprocess.run([*coverage, "json", "--rcfile=", f"--data-file={data}", "-o", str(report)], check=True, cwd=KIT)
    (file,) = json.loads(report.read_text())["files"].values()
    solution = lines_of_solution(path)
    lines = [line for line in file["missing_lines"] if line in solution]
    return [*lines, *(branch for branch in file["missing_branches"] if branch[0] in solution)]


def lines_of_solution(path: Path) -> set[int]:
    """The numbers of the lines between the markers: the others are given. Guards do not count."""
    found: set[int] = set()
    inside = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if markers.BEGIN.match(line) or markers.END.match(line):
            inside = not inside
        elif inside and not line.strip().startswith(GUARD):
            found.add(number)
    return found


@pytest.mark.parametrize("stem", [exercise.stem for exercise in EXERCISES])
def test_every_branch_is_tried(stem: str, tmp_path: Path) -> None:
    """The checks alone reach all lines and branches."""
    assert missing(stem, tmp_path) == []


def test_the_measurement_can_fail(tmp_path: Path) -> None:
    """With one check only, something is left."""
    assert missing("ex1_by_hand", tmp_path, checks=1)
