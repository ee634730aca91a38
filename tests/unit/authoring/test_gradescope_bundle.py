"""The autograder for Gradescope is complete: a course file that names another file comes with it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.authoring import gradescope_bundle
from grader.cli import main
from grader.course.config import read_course
from grader.course.decisions import Decision, Decisions, ForAll, write_decisions


def test_it_says_what_it_needs_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the upload: image, time, memory, and how to see whether there is a sandbox."""
    monkeypatch.setattr(gradescope_bundle, "PARTS", ())
    course = tmp_path / "autumn.toml"
    course.write_text("[limits]\nsubmission_seconds = 241\n")
    result = CliRunner().invoke(main, ["gradescope", str(tmp_path / "a.zip"), "--course", str(course)])
    assert "Ubuntu 22.04 or newer" in result.output
    assert "time limit: 8 minutes or more" in result.output
    assert "grader doctor" in result.output


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["gradescope", str(tmp_path / "no/such.zip")])
    assert (result.exit_code, "such.zip: its folder does not exist, make it first" in result.output) == (1, True)


def test_the_exceptions_come_with_their_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradescope_bundle, "PARTS", ())
    (tmp_path / "more.csv").write_text("student,exercise,exception\n")
    course = tmp_path / "autumn.toml"
    course.write_text("exceptions = 'more.csv'\n")
    names = gradescope_bundle.build_bundle(tmp_path / "a.zip", course)
    assert names == ["course.toml", "more.csv", "run_autograder", "setup.sh"]


def test_what_is_decided_for_everybody_comes_with_the_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A void check is void there, too. What was said about students names them, and could not be found there."""
    monkeypatch.setattr(gradescope_bundle, "PARTS", ())
    monkeypatch.chdir(tmp_path)
    one = Decision("ada", "ex1_by_hand", "0", "refused", 0.0, "Come to me.", "Eva", "Monday")
    write_decisions(Decisions([one]), tmp_path)
    assert gradescope_bundle.build_bundle(tmp_path / "a.zip", None) == ["run_autograder", "setup.sh"]
    write_decisions(Decisions([one], {"ex1_by_hand::gradients": ForAll("Unclear.", "Eva", "Monday")}), tmp_path)
    assert "decisions.json" in gradescope_bundle.build_bundle(tmp_path / "a.zip", None)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path / "there")
    there = read_course(tmp_path / "there/course.toml").decisions
    assert (list(there.void), there.students) == (["ex1_by_hand::gradients"], [])


def test_with_a_roster_students_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its addresses lead to the names that decisions have. What else is in it stays here."""
    monkeypatch.setattr(gradescope_bundle, "PARTS", ())
    monkeypatch.chdir(tmp_path)
    one = Decision("ada", "ex1_by_hand", "0", "refused", 0.0, "Come to me.", "Eva", "Monday")
    write_decisions(Decisions([one]), tmp_path)
    roster = tmp_path / "class.csv"
    roster.write_text("student,name,email,sis\nada,Ada Lovelace,ada@example.edu,4711\nben,Ben,,4712\n")
    result = CliRunner().invoke(main, ["gradescope", "a.zip", "--roster", "class.csv"])
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("roster.csv").decode() == "student,email\nada,ada@example.edu\n"
        archive.extractall(tmp_path / "there")
    assert read_course(tmp_path / "there/course.toml").decisions.students == [one]
    roster.write_text("student,name\nada,Ada Lovelace\n")
    result = CliRunner().invoke(main, ["gradescope", "b.zip", "--roster", "class.csv"])
    assert result.exit_code == 1
    assert "class.csv, line 1: expected the column email, by which Gradescope knows students, got none" in result.output
    assert not (tmp_path / "b.zip").exists()
