"""The scoreboard, at any width and in any encoding."""

from __future__ import annotations

import pytest
from rich.console import Console
from rich.text import Text

from checks.exercises import BADGES, EXERCISES, Exercise
from checks.student.hints import at_grading
from checks.student.scoreboard import board, exercise_results, next_step
from checks.student.terminal import readable, rendered
from grader.course.registry import hidden_checks, visible_checks


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.stem)
def test_number_of_hidden_checks(exercise: Exercise) -> None:
    """The student's part knows only how many there are."""
    count = len(hidden_checks(exercise.stem))
    assert exercise.hidden == count, f"write hidden={count} for {exercise.stem} into skeleton/checks/exercises.py"


def some_statuses() -> dict[str, str]:
    return {
        **{f"ex1_by_hand::{name}": "passed" for name in checks_of("ex1_by_hand")},
        **{f"ex2_compile::{name}": "passed" for name in checks_of("ex2_compile")[:3]},
        **{f"ex2_compile::{name}": "failed" for name in checks_of("ex2_compile")[3:]},
        **{f"ex3_caching::{name}": "not_started" for name in checks_of("ex3_caching")},
    }


def checks_of(stem: str) -> list[str]:
    return [check.id.partition("::")[2] for check in visible_checks(stem)]


BOARD = """\
1  Gradient descent by hand        ████████████  11/11  done
2  Compile: find the inputs once   █████░░░░░░░    4/9  in progress
3  Caching: compute nothing twice  ░░░░░░░░░░░░   0/11  not started

Exercise 1: all visible checks pass; 2 hidden ones run at grading.
15 of 31 points for visible checks. Next: exercise 2. Open
backprop/ex2_compile.py and see why this fails: compile() once more picks up a
changed tree."""


def test_scoreboard() -> None:
    """A snapshot of the board at 80 columns."""
    assert rendered(board(exercise_results(some_statuses()), 80), 80, colour=False) == BOARD


def test_one_hidden_check_is_told_in_the_singular() -> None:
    assert [at_grading(n) for n in (1, 2)] == ["1 hidden one runs at grading.", "2 hidden ones run at grading."]


def test_at_the_end_there_is_a_page() -> None:
    """Whoever has done everything is told of it; of whom only the last exercise is known is not."""
    all_done = {check.id: "passed" for exercise in (*EXERCISES, *BADGES) for check in visible_checks(exercise.stem)}
    assert next_step(exercise_results(all_done)).endswith("python -m backprop review")
    last = {identity: status for identity, status in all_done.items() if identity.startswith("capstone::")}
    assert next_step(exercise_results(last)) == "Nothing is left to do here."


def badge(status: str) -> dict[str, str]:
    return {check.id: status for check in visible_checks("ex8_unroll")}


def test_badges_bring_no_points() -> None:
    """Alone they are not added up to 0 of 0."""
    text = rendered(board(exercise_results(badge("passed")), 80), 80, colour=False)
    assert text.splitlines()[0].endswith("████████████  badge  done")
    assert "A badge brings no points. Next, for a badge: exercise 9, backprop/capstone.py." in text
    assert "0 of 0" not in text


def test_badges_beside_exercises() -> None:
    """Their points are in no sum, and they are offered when the exercises are done."""
    done = {f"ex7_multi_parent::{name}": "passed" for name in checks_of("ex7_multi_parent")}
    text = rendered(board(exercise_results(done | badge("not_started")), 80), 80, colour=False)
    assert "12 of 12 points for visible checks. Next, for a badge: exercise 8. Open" in " ".join(text.split())


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_scoreboard_fits(width: int) -> None:
    """A narrow terminal loses letters of the titles, and then the bars."""
    text = rendered(board(exercise_results(some_statuses()), width), width, colour=False)
    lines = text.splitlines()
    assert max(map(len, lines)) <= width
    assert lines[0].endswith("11/11  done")


def test_scoreboard_in_ascii() -> None:
    """The board in ASCII has the same width."""
    plain = readable(BOARD, "ascii")
    assert plain.isascii()
    assert [len(line) for line in plain.splitlines()] == [len(line) for line in BOARD.splitlines()]


def test_colours_say_nothing_new() -> None:
    """Without its escape sequences the coloured board is the plain one."""
    coloured = rendered(board(exercise_results(some_statuses()), 80), 80, colour=True)
    console = Console(width=80)
    assert "\x1b[" in coloured
    plain = "".join(segment.text for segment in console.render(Text.from_ansi(coloured)))
    assert [line.rstrip() for line in plain.rstrip().splitlines()] == BOARD.splitlines()
