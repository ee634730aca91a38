"""Questions are drawn before a grading, in parallel, and only those that are missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.commands.bank import bank as command
from grader.course import registry
from grader.course.sampling import Sampling
from grader.grading.questions import draw_questions
from grader.judge.bank import examples as bank

FEW = Sampling(examples=2)
STEMS = ("ex1_by_hand", "ex4_macros")


@pytest.fixture(autouse=True)
def folder(own_bank: Path) -> Path:
    return own_bank


def test_missing_questions_are_drawn_once(folder: Path) -> None:
    noted: list[tuple[int, int]] = []
    assert draw_questions(STEMS, FEW, 1, lambda *at: noted.append(at)) == 2
    assert noted == [(0, 2), (1, 2), (2, 2)]
    assert len(list(folder.rglob("*.bank"))) == sum(len(registry.all_checks(stem)) for stem in STEMS)
    assert draw_questions(STEMS, FEW, 1, lambda *_: pytest.fail("drawn again")) == 0


def test_an_exercise_is_drawn_if_one_of_its_checks_is_missing(folder: Path) -> None:
    draw_questions(STEMS, FEW, 1)
    next(folder.rglob("ex4_macros.*.bank")).unlink()
    bank.recorded_examples.cache_clear()
    assert draw_questions(STEMS, FEW, 1) == 1
    assert draw_questions(STEMS, FEW, 1) == 0


def test_what_cannot_be_kept_is_not_drawn(folder: Path) -> None:
    """Each judge would have to draw it again."""
    folder.write_text("a file in the way")
    assert draw_questions(STEMS, FEW, 1, lambda *_: pytest.fail("drawn")) == 0


def course(tmp_path: Path, content: str) -> list[str]:
    (tmp_path / "course.toml").write_text(content, encoding="utf-8")
    return ["--jobs", "1", "--course", str(tmp_path / "course.toml")]


@pytest.mark.slow
def test_the_command_fills_the_bank_of_a_course(tmp_path: Path, folder: Path) -> None:
    arguments = course(tmp_path, 'exercises = ["ex1_by_hand"]\nexamples = 1\n')
    first, second = (CliRunner().invoke(command, arguments) for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert "3 of 3 exercises drawn, 0 were there" in first.output
    assert "0 of 3 exercises drawn, 3 were there" in second.output
    assert str(folder) in second.output


def test_the_command_says_where_it_cannot_write(tmp_path: Path, folder: Path) -> None:
    folder.write_text("a file in the way")
    result = CliRunner().invoke(command, course(tmp_path, 'exercises = ["ex1_by_hand"]\n'))
    assert result.exit_code == 1
    assert f"{folder} cannot be written" in result.output


def test_the_command_refuses_a_bad_course(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, course(tmp_path, "exercises = 3\n"))
    assert result.exit_code == 2
    assert "exercises" in result.output
    assert "Traceback" not in result.output
