"""The README shows what comes."""

from __future__ import annotations

import gzip
import json
import re

from grader.course import registry
from grader.paths import KIT
from tests import places


def rows(text: str) -> dict[str, list[str]]:
    """The rows of the table of students, by name: points of each exercise, then the sum."""
    cells = [[cell.strip() for cell in line.strip().strip("│").split("│")] for line in text.splitlines() if "│" in line]
    return {row[0]: [*row[1:8], row[8].partition(" ")[0]] for row in cells if len(row) == 10}


def test_the_table_of_the_readme_is_that_of_the_sample_class() -> None:
    record = json.loads(gzip.decompress((places.TESTS / "golden" / "record.json.gz").read_bytes()))
    graded = {
        one["student"]: [f"{points:g}" for points in (*(e["score"] for e in one["exercises"]), one["score"])]
        for one in record["submissions"]
    }
    shown = rows((KIT / "README.md").read_text(encoding="utf-8"))
    assert len(shown) >= 5
    assert shown == {name: graded[name] for name in shown}


def test_points_of_the_exercises_are_those_of_the_checks() -> None:
    text = (KIT / "README.md").read_text(encoding="utf-8")
    shown = {stem: float(points) for stem, points in re.findall(r"^\| `(ex\d_\w+)` \|.*\| (\d+) \|$", text, re.M)}
    assert shown == {stem: sum(check.points for check in registry.all_checks(stem)) for stem in registry.stems()}


def test_another_table_is_noticed() -> None:
    assert rows("│ ada │ 1 │ 2 │ 3 │ 4 │ 5 │ 6 │ 7 │ 28 / 100 │ │") == {
        "ada": ["1", "2", "3", "4", "5", "6", "7", "28"]
    }
