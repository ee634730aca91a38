"""A class beside a damaged `collected.json`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from grader.cli import main
from grader.intake.collected import (
    FILE,
)


def test_a_class_beside_a_damaged_file_is_an_error_of_use(tmp_path: Path) -> None:
    """A damaged file is reported before anything is graded, and without a traceback."""
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "ex1_by_hand.py").write_text("")
    (tmp_path / FILE).write_text("{")
    result = CliRunner().invoke(main, ["grade", str(tmp_path)])
    assert result.exit_code == 2
    assert "collect again" in result.output
