"""The leak scan over what is no output of a grading."""

from __future__ import annotations

from pathlib import Path

from grader.authoring import leak_scan, release
from grader.course.config import Course
from grader.push import hook
from tests.forms import leaks


def test_what_is_not_a_grade_output_is_swept_too(tmp_path: Path) -> None:
    """The release and the installed hook, which students can get at as well."""
    release.release(tmp_path / "out", Course(exercises=("ex1_by_hand",)))
    assert leak_scan.leaks_in_repository(tmp_path / "out") == []
    assert leaks("hook", hook.SCRIPT) == []
