"""Points are rounded to a step, half-way up, and never above the maximum."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.config import CourseError, read_course
from grader.course.rounding import round_points, round_scores
from tests import records


@pytest.mark.parametrize(
    ("points", "step", "rounded"),
    [(0.25, 0.5, 0.5), (0.2499, 0.5, 0.0), (1.15, 0.1, 1.2), (2.5, 1, 3.0), (2.4, 1, 2.0), (7.0, 2, 8.0)],
)
def test_half_way_is_up(points: float, step: float, rounded: float) -> None:
    assert round_points(points, step) == rounded


@given(st.floats(0, 100), st.sampled_from([0.1, 0.25, 0.5, 1.0]))
def test_it_is_the_nearest(points: float, step: float) -> None:
    rounded = round_points(points, step)
    assert abs(rounded - points) <= step / 2 + 1e-6
    assert abs(rounded / step - round(rounded / step)) < 1e-9


def test_the_sum_is_that_of_what_is_shown() -> None:
    entry = records.entry(
        "ada",
        [
            records.exercise("ex1_by_hand", [records.check("ex1_by_hand::a", score=1.3, max_score=2.0)]),
            records.exercise("ex2_compile", [records.check("ex2_compile::a", max_score=1.9)]),
        ],
    )
    rounded = round_scores(entry, 0.5)
    assert [one.score for one in rounded.exercises] == [1.5, 1.9]  # 2.0 would be above the maximum
    assert rounded.score == 3.4
    assert round_scores(entry, None) is entry


@pytest.mark.parametrize("wrong", ["0", "-1", '"half"', "11"])
def test_a_wrong_step_is_named(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "course.toml"
    file.write_text(f"rounding = {wrong}\n")
    with pytest.raises(CourseError, match="rounding: expected a number of points above 0, up to 10, got"):
        read_course(file)
