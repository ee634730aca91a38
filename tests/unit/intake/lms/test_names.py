"""The names that platforms and students give to files."""

from __future__ import annotations

import pytest

from checks.exercises import BY_STEM
from grader.intake.collected import Sender
from grader.intake.lms.names import TEXT, Found, find_exercise, read_canvas_name, read_moodle_name


@pytest.mark.parametrize(
    ("name", "sender", "rest"),
    [
        ("adalo_101_9_ex3_caching.py", Sender("Canvas", "101", "adalo", False, "adalo_101_9_"), "ex3_caching.py"),
        ("a_LATE_101_9_x-2.py", Sender("Canvas", "101", "a", True, "a_101_9_"), "x-2.py"),
        ("a_late_101_9_x.py", Sender("Canvas", "101", "a", True, "a_101_9_"), "x.py"),
        ("a_1_2_part_3_4_b.py", Sender("Canvas", "1", "a", False, "a_1_2_"), "part_3_4_b.py"),
        ("a_101_text.html", Sender("Canvas", "101", "a", False, "a_101_"), TEXT),
    ],
)
def test_canvas(name: str, sender: Sender, rest: str) -> None:
    assert read_canvas_name(name) == (sender, rest)


@pytest.mark.parametrize("name", ["ex3_caching.py", "a_101_x.py", "_1_2_", "readme.txt", ""])
def test_no_name_of_canvas(name: str) -> None:
    assert read_canvas_name(name) is None


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Ada Lovelace_77_assignsubmission_file_", ""),
        ("Ada Lovelace_77_assignsubmission_file", ""),
        ("Ada Lovelace_77_assignsubmission_file_ex3_caching.py", "ex3_caching.py"),
        ("Ada Lovelace_77_assignsubmission_onlinetext_", TEXT),
        ("Ada Lovelace_77_assignsubmission_onlinetext_onlinetext.html", TEXT),
    ],
)
def test_moodle(name: str, rest: str) -> None:
    prefix = "Ada Lovelace_77_assignsubmission_file_"
    assert read_moodle_name(name) == (Sender("Moodle", "77", "Ada Lovelace", prefix=prefix), rest)


@pytest.mark.parametrize("name", ["Ada Lovelace_77", "Ada_assignsubmission_file_", "x_y_assignsubmission_file_"])
def test_no_name_of_moodle(name: str) -> None:
    assert read_moodle_name(name) is None


@pytest.mark.parametrize(
    ("name", "attempt"),
    [
        ("ex3_caching", 0),
        ("EX3_Caching", 0),
        ("ex3-caching", 0),
        ("ex3_caching-2", 2),
        ("ex3_caching (1)", 1),
        ("ex3_caching - Copy", 0),
        ("ex3_caching - Copy (3)", 3),
        ("ex3_caching_final_v2", 2),
    ],
)
def test_the_exercise_is_found(name: str, attempt: int) -> None:
    assert find_exercise(name, BY_STEM) == Found("ex3_caching", attempt)


@pytest.mark.parametrize("name", ["caching", "ex3", "Exercise 3", "exercise_3", "ex3_cachin", "ex3_caching_old"])
def test_a_person_is_asked(name: str) -> None:
    assert find_exercise(name, BY_STEM) == Found("ex3_caching", 0, sure=False)


@pytest.mark.parametrize("name", ["report", "main", "", "ex", "ex99", "conftest", "framework"])
def test_of_no_exercise(name: str) -> None:
    assert find_exercise(name, BY_STEM) is None


def test_a_long_name_is_read_in_one_pass() -> None:
    """With a number tried in every way that it can be cut in two, this would take longer than anybody waits."""
    assert find_exercise("ex3_caching" + "1" * 200 + "x", BY_STEM) is None
