"""Otter and nbgrader, with the same code and the same checks, come to the points that `grader grade` gives."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from grader.benchmarks import otter
from grader.benchmarks.classes import notebooks_of
from grader.benchmarks.nbgrader import Way, autograde
from grader.cli import main
from grader.paths import REFERENCE

STEMS = ["ex1_by_hand"]


def test_same_points_elsewhere(tmp_path: Path) -> None:
    """With the same code and the same checks, the other graders come to the same points."""
    source = (REFERENCE / "ex1_by_hand.py").read_text()
    folders = [tmp_path / student for student in ("right", "wrong", "absent")]
    for folder in folders:
        folder.mkdir()
    (folders[0] / "ex1_by_hand.py").write_text(source)
    (folders[1] / "ex1_by_hand.py").write_text(source.replace("return dl_dp * x", "return x"))
    result = CliRunner().invoke(
        main, ["grade", str(tmp_path), "--exercise", *STEMS, "--json", str(tmp_path / "r.json")]
    )
    assert result.exit_code == 0, result.output
    entries = json.loads((tmp_path / "r.json").read_text())["submissions"]
    expected = {entry["student"]: entry["score"] for entry in entries}
    assert expected["right"] == 14 > expected["wrong"]
    handed_in = notebooks_of(folders, STEMS)
    # For as long as it takes: the machine may have much else to do.
    assert otter.grade(handed_in, 2, most=600)[1] == expected
    cost = autograde(handed_in, Way.VANILLA)
    assert {"absent": 0, **cost.points} == expected
    assert min(cost.seconds, cost.processor) > 0
