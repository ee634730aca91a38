"""The lesson on the page: the text of the stub, with what is typed in a terminal replaced by what is clicked."""

from __future__ import annotations

import pytest

from checks.exercises import BY_STEM, Exercise
from grader.paths import SKELETON
from grader.site.lessons import lesson_html


def lesson(exercise: Exercise) -> str:
    return lesson_html(exercise, (SKELETON / exercise.file).read_text("utf-8"))


@pytest.mark.parametrize("stem", BY_STEM)
def test_nothing_for_a_terminal_is_left(stem: str) -> None:
    found = lesson(BY_STEM[stem])
    assert "pytest -k" not in found
    assert "python -m backprop step" not in found
    assert found.startswith("<h1>")


def test_pictures_stand_in_the_text() -> None:
    found = lesson(BY_STEM["ex3_caching"])
    assert found.index("<img") < found.index("Your task")
    assert 'src="data:image/svg+xml;base64,' in found


def test_tables_and_examples_are_there() -> None:
    found = lesson(BY_STEM["ex1_by_hand"])
    assert '<table tabindex="0">' in found
    assert "&gt;&gt;&gt; line = linear_regression(0.5, -0.2)" in found


def test_html_in_a_text_is_text() -> None:
    found = lesson_html(BY_STEM["ex1_by_hand"], '"""# A title\n\n<script>alert(1)</script>\n"""\n')
    assert "<script>" not in found
    assert "&lt;script&gt;" in found
