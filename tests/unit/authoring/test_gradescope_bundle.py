"""The autograder for Gradescope is complete: a course file that names another file comes with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.authoring import gradescope_bundle
from grader.cli import main


def test_it_says_what_it_needs_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the upload: image, time, memory, and how to see whether there is a sandbox."""
    monkeypatch.setattr(gradescope_bundle, "PARTS", ())
    course = tmp_path / "autumn.toml"
    course.write_text("[limits]\nsubmission_seconds = 241\n")
    result = CliRunner().invoke(main, ["gradescope", str(tmp_path / "a.zip"), "--course", str(course)])
    assert "Ubuntu 22.04 or newer" in result.output
    assert "time limit: 8 minutes or more" in result.output
    assert "grader doctor" in result.output


def test_the_exceptions_come_with_their_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradescope_bundle, "PARTS", ())
    (tmp_path / "more.csv").write_text("student,exercise,exception\n")
    course = tmp_path / "autumn.toml"
    course.write_text("exceptions = 'more.csv'\n")
    names = gradescope_bundle.build_bundle(tmp_path / "a.zip", course)
    assert names == ["course.toml", "more.csv", "run_autograder", "setup.sh"]
