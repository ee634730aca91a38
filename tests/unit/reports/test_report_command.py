"""`grader report` writes what `grader grade` would have written, without grading."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.record import write_record
from tests import records


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    entries = [
        records.entry(name, [records.exercise("ex1_by_hand", [records.check("ex1_by_hand::a")])]) for name in "ab"
    ]
    write_record(records.record(entries), tmp_path / "r.json")
    (tmp_path / "roster.csv").write_text("student,id\na,1\nb,2\n")
    return tmp_path / "r.json"


def report(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", "r.json", *arguments])


def test_a_record_is_shown_and_written(record: Path) -> None:
    done = report("--csv", "o.csv", "--canvas", "c.csv", "--roster", "roster.csv")
    assert (done.exit_code, "2 / 2" in done.stdout) == (0, True), done.output
    assert [row["score"] for row in csv.DictReader(Path("o.csv").read_text().splitlines())] == ["2", "2"]
    assert Path("c.csv").read_text().count("\n") == 4


def test_who_is_not_in_the_roster_cannot_be_in_a_platforms_file(record: Path) -> None:
    """It was given, so to give it is no advice."""
    Path("roster.csv").write_text("student,id\nada,7\n")
    done = report("--canvas", "c.csv", "--roster", "roster.csv")
    assert done.exit_code == 2
    assert "move the folders away of who is not in the roster" in done.stderr
    assert "give --roster" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--canvas", "c.csv"], "give --roster FILE.csv"),
        (["--gradescope", "g.json"], "--gradescope is for one submission, and there are 2"),
        (["--csv", "none/o.csv"], "its folder does not exist"),
        (["--csv", "o.csv", "--junit", "./o.csv"], "o.csv: expected another file for each option, got it for --"),
        (["--course", "none.toml"], "none.toml cannot be read"),
        (["--roster", "none.csv"], "none.csv cannot be read: No such file or directory"),
    ],
)
def test_wrong_use(record: Path, arguments: list[str], said: str) -> None:
    done = report(*arguments)
    assert (done.exit_code, said in done.stderr) == (2, True), done.output


def test_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "r.json cannot be read" in report().stderr


Data = dict[str, Any]


def edited(record: Path, change: Callable[[Data, Data, Data], object]) -> None:
    """Edit a record as somebody else might: its first submission, exercise and check."""
    data = json.loads(record.read_text())
    first = data["submissions"][0]
    change(first, first["exercises"][0], first["exercises"][0]["checks"][0])
    record.write_text(json.dumps(data))


FORMS = ("--csv", "o.csv", "--junit", "o.xml", "--html", "o.html", "--student-html", "pages", "--feedback", "f.zip")


@pytest.mark.parametrize("text", ["\x1b[2J", "\x9b2J", "\u202eevil", "\0", "../../x", "<script>x</script>", "a\rb"])
def test_a_text_in_a_record_does_nothing(record: Path, text: str) -> None:
    """Neither in a terminal nor in a page, a file's name or a table."""

    def change(entry: Data, exercise: Data, check: Data) -> None:
        entry |= {"student": text, "notes": [text], "path": text}
        exercise["file"] = text
        check |= {"title": text, "message": text, "status": "failed"}

    edited(record, change)
    done = report(*FORMS)
    assert done.exit_code == 0, done.output
    files = {path for path in Path().rglob("*") if path.is_file()}
    assert {path.parent.name for path in files} == {"", "pages"}
    assert len(list(csv.reader(io.StringIO(Path("o.csv").read_bytes().decode(), newline="")))) == 3
    shown = done.output + "".join(path.read_text() for path in files if path.suffix in (".csv", ".xml", ".html"))
    assert not {"\x1b", "\x9b", "\u202e", "\0"} & set(shown)
    assert not [path for path in files if path.suffix == ".html" and "<script>x" in path.read_text()]


CHANGES: dict[str, Callable[[Data, Data, Data], object]] = {
    "no number": lambda entry, exercise, check: entry.update(max_score=float("nan")),
    "infinite": lambda entry, exercise, check: exercise.update(max_score=float("inf")),
    "huge": lambda entry, exercise, check: check.update(score=10**400),
    "half a character": lambda entry, exercise, check: entry.update(student="\ud800"),
    "unknown": lambda entry, exercise, check: exercise.update(id="../x"),
    "unequal": lambda entry, exercise, check: exercise.update(checks=[check] * 3),
    "no network": lambda entry, exercise, check: check.update(
        counterexample={"formula": "", "code": "", "network": [["Add", [5]]]}, status="failed", message="x"
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_record_that_no_grading_writes(record: Path, name: str) -> None:
    """One line, and no traceback."""
    edited(record, CHANGES[name])
    done = report(*FORMS)
    assert done.exit_code == 2
    assert done.stderr.startswith("r.json: expected a record ")
    assert done.stderr.count("\n") == 1


def test_a_record_that_is_nested_without_end(record: Path) -> None:
    record.write_text("[" * 100_000)
    assert "r.json: expected a record written by `grader grade --json`, got no JSON" in report().stderr
