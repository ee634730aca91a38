"""The autograder for Gradescope is complete: a course file that names another file comes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring import gradescope_bundle


def test_the_exceptions_come_with_their_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradescope_bundle, "PARTS", ())
    (tmp_path / "more.csv").write_text("student,exercise,exception\n")
    course = tmp_path / "autumn.toml"
    course.write_text("exceptions = 'more.csv'\n")
    names = gradescope_bundle.build_bundle(tmp_path / "a.zip", course)
    assert names == ["course.toml", "more.csv", "run_autograder", "setup.sh"]
