"""What a first-time instructor meets: short names of exercises, a version, warnings in one line."""

from __future__ import annotations

import importlib.metadata
import io
import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.console import Console

from checks.exercises import BY_STEM
from grader import startup
from grader.cli import main
from grader.commands.grade import _warnings
from grader.commands.options import exercise_option
from grader.course.config import Course
from grader.course.exceptions import StudentException
from grader.reports import console
from tests import records


@click.command()
@exercise_option(list(BY_STEM), "Try")
def chosen(exercise: tuple[str, ...]) -> None:
    click.echo(" ".join(exercise))


@pytest.mark.parametrize("name", ["ex3_caching", "ex3", "3"])
def test_an_exercise_by_its_short_name(name: str) -> None:
    assert CliRunner().invoke(chosen, ["--exercise", name]).output == "ex3_caching\n"
    assert CliRunner().invoke(chosen, ["--exercise", "capstone", "--exercise", name]).output == "capstone ex3_caching\n"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("ex3_cachign", "ex3_caching"), ("caching", "ex3_caching"), ("ex33", "ex3_caching"), ("macro", "ex4_macros")],
)
def test_a_misspelt_exercise(name: str, meant: str) -> None:
    """All names are in the message, and the one that was probably meant."""
    result = CliRunner().invoke(chosen, ["--exercise", name])
    assert result.exit_code == 2
    assert "expected one of ex1_by_hand, ex2_compile" in result.output
    assert f"got '{name}'; did you mean {meant}?" in result.output


@pytest.mark.parametrize("name", ["", "x", "4711", "_"])
def test_what_is_no_exercise_at_all(name: str) -> None:
    result = CliRunner().invoke(chosen, ["--exercise", name])
    assert result.exit_code == 2
    assert "did you mean" not in result.output


@pytest.mark.parametrize("command", ["grade", "verify", "bench"])
def test_every_command_with_exercises_takes_the_short_names(command: str) -> None:
    """A wrong name is refused before anything else happens, with the same message."""
    arguments = ["."] if command == "grade" else []
    result = CliRunner().invoke(main, [command, *arguments, "--exercise", "ex33"])
    assert "did you mean ex3_caching?" in result.output


def test_the_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.output == f"grader {importlib.metadata.version('backprop-exercise-kit')}\n"


@pytest.mark.parametrize(("user", "warned"), [(0, True), (1000, False)])
def test_root_is_warned_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, user: int, warned: bool) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    (tmp_path / "ex1_by_hand.py").touch()
    said = list(_warnings([tmp_path], Course(), None))
    assert [line.startswith("You are root") for line in said] == [True] * warned
    assert "\n" not in "".join(said)


def test_where_there_is_no_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows."""
    monkeypatch.delattr(os, "geteuid")
    assert startup.root_warning() == ""


def test_the_wrong_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Said of a path with no exercise file at all, not of a class in which one student handed in nothing."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    (tmp_path / "class/ada").mkdir(parents=True)
    (tmp_path / "class/ben/backprop").mkdir(parents=True)
    (line,) = _warnings([tmp_path / "class"], Course(), None)
    assert line.startswith(f"{tmp_path}/class has no file such as ex1_by_hand.py, nor has any folder in it")
    assert line.endswith("it may be the wrong folder")
    (tmp_path / "class/ben/backprop/ex2_compile.py").touch()
    assert list(_warnings([tmp_path / "class"], Course(), None)) == []


def test_an_exception_for_nobody_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of a class; a single submission says nothing about the others."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    for student in ("ada", "ben"):
        (tmp_path / student).mkdir()
        (tmp_path / student / "ex1_by_hand.py").touch()
    rules = Course(students={"adda": {"all": StudentException(excused=True)}})
    (line,) = _warnings([tmp_path], rules, Path("autumn.toml"))
    assert line.startswith("autumn.toml: the exceptions of 'adda': expected a student of the class, by folder or in ")
    assert line.endswith("; did you mean ada?")
    assert list(_warnings([tmp_path / "ben"], rules, None)) == []


def test_a_long_name_leaves_room_for_the_points() -> None:
    stems = list(BY_STEM)[:7]
    exercises = [records.exercise(stem, [records.check(f"{stem}::a", max_score=14.0)]) for stem in stems]
    entries = [records.entry(name, exercises) for name in ("ada", "assignment_4711_" * 9)]
    terminal = Console(file=io.StringIO(), width=80)
    console.show_class(entries, terminal)
    text: str = terminal.file.getvalue()  # type: ignore[attr-defined]
    rows = [line for line in text.splitlines() if line.startswith("│")]
    assert [row.count(" 14 ") for row in rows if " 14 " in row] == [7, 7]
    assert "98 / 98" in text
    assert "assign" in text
    assert max(map(len, text.splitlines())) <= 80
