"""`grader report` writes what `grader grade` would have written, without grading."""

from __future__ import annotations

import csv
from pathlib import Path

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


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--canvas", "c.csv"], "give --roster FILE.csv"),
        (["--gradescope", "g.json"], "--gradescope is for one submission, and there are 2"),
        (["--csv", "none/o.csv"], "its folder does not exist"),
        (["--course", "none.toml"], "none.toml cannot be read"),
        (["--roster", "none.csv"], "none.csv cannot be read"),
    ],
)
def test_wrong_use(record: Path, arguments: list[str], said: str) -> None:
    done = report(*arguments)
    assert (done.exit_code, said in done.stderr) == (2, True), done.output


def test_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "r.json cannot be read" in report().stderr
