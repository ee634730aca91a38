"""The points of a course, shared out among the checks of an exercise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.course.points import points_of_checks, points_of_exercise, share_out
from grader.course.timestamps import words

WEIGHTS = st.lists(st.sampled_from([0.5, 1.0, 2.0, 3.0]), min_size=1, max_size=12)


@given(WEIGHTS, st.integers(0, 200))
def test_shares_are_halves_that_add_up(weights: list[float], halves: int) -> None:
    total = halves / 2
    shares = share_out(total, {str(at): weight for at, weight in enumerate(weights)})
    assert sum(shares.values()) == pytest.approx(total, abs=1e-4)
    if halves >= len(weights):
        assert all(share >= 0.5 and share * 2 == int(share * 2) for share in shares.values())
        # Nobody is further from the exact share than rounding explains, but for those that are lifted to a half.
        exact = [total * weight / sum(weights) for weight in weights]
        lifted = sum(max(0.0, 0.5 - share) for share in exact)
        assert all(abs(a - b) <= 0.5 + lifted for a, b in zip(shares.values(), exact, strict=True))


def test_in_proportion_where_halves_do_not_do() -> None:
    assert share_out(1.0, {"a": 1, "b": 1, "c": 2}) == {"a": 0.25, "b": 0.25, "c": 0.5}
    assert share_out(10.3, {"a": 1, "b": 1}) == {"a": 5.15, "b": 5.15}
    assert share_out(0, {"a": 1}) == {"a": 0.0}


def test_a_check_goes_before_its_exercise() -> None:
    checks = {"ex1_by_hand::a": 2.0, "ex1_by_hand::b": 3.0}
    assert points_of_checks(checks, {}) == checks
    assert points_of_checks(checks, {"ex1_by_hand": 20, "ex1_by_hand::a": 7}) == {
        "ex1_by_hand::a": 7,
        "ex1_by_hand::b": 12.0,
    }
    assert points_of_checks({}, {"ex1_by_hand": 20}) == {}


def test_an_exercise_has_the_points_of_the_course() -> None:
    assert sum(points_of_exercise("ex3_caching", {"ex3_caching": 33.5}).values()) == 33.5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-10-25 23:59 Europe/Berlin", "Sunday 25 October 2026, 23:59 (Europe/Berlin)"),
        ("2026-12-01T12:00:00+01:00", "Tuesday 1 December 2026, 12:00 (UTC+01:00)"),
        ("2026-03-01T00:00Z", "Sunday 1 March 2026, 00:00 (UTC)"),
    ],
)
def test_a_time_in_words_keeps_its_zone(text: str, said: str) -> None:
    assert words(text) == said
