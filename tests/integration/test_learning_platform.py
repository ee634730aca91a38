"""From a platform's download to the table that it imports, with the commands."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checks.exercises import BY_STEM
from grader.authoring.notebooks import make_notebook
from grader.cli import main
from grader.nbgrader.module_text import module_text
from grader.paths import REFERENCE

STEM = "ex1_by_hand"
RIGHT = (REFERENCE / f"{STEM}.py").read_text(encoding="utf-8")
NOTEBOOK = make_notebook(BY_STEM[STEM])


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], env={"COLUMNS": "200"})


def pack(file: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return file


@pytest.fixture
def download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.toml").write_text(f'exercises = ["{STEM}"]\nexamples = 2\n')
    (tmp_path / "roster.csv").write_text("student,id,name\nada,101,Ada Lovelace\neve,103,Eve Nobody\n")
    members = {f"lovelaceada_101_9_{STEM}-2.py": RIGHT, "hoppergrace_LATE_102_8_by_hand.py": RIGHT, "readme.txt": ""}
    return pack(tmp_path / "submissions.zip", members)


def test_canvas_in_and_out(download: Path) -> None:
    """What was not collected is empty, what was not handed in is 0."""
    collected = run("collect", "roster.csv", "--canvas", download)
    assert collected.exit_code == 1, collected.output
    assert "readme.txt is nobody's, and was left out" in collected.stderr
    assert f"{STEM}-2.py was taken" in collected.stdout
    assert f"by_hand.py: not taken; did you mean {STEM}.py?" in " ".join(collected.stdout.split())
    graded = run("grade", "collected", "--roster", "roster.csv", "--canvas", "out.csv", "--jobs", 1)
    assert graded.exit_code == 1, graded.output
    table = list(csv.reader(Path("out.csv").read_text().splitlines()))
    assert {row[1]: row[5] for row in table[2:]} == {"101": "14", "102": "", "103": "0"}


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ("--canvas", "lovelaceada_101_9_work.rar"),
        ("--moodle", "Ada Lovelace_101_assignsubmission_file_/work.tar.gz"),
        ("--moodle", "Ada Lovelace_101_assignsubmission_onlinetext_/onlinetext.html"),
        ("--folder", "ada/work.rar"),
        ("--folder", "ada.zip"),
        ("--folder", "ada.py"),
    ],
)
def test_what_is_no_exercise_is_no_0(download: Path, option: str, name: str) -> None:
    """Its score is empty in the table to import; hers who handed in nothing is 0."""
    pack(download, {name: RIGHT})
    collected = run("collect", "roster.csv", option, download)
    assert collected.exit_code == 1, collected.output
    graded = run("grade", "collected", "--roster", "roster.csv", "--canvas", "out.csv", "--jobs", 1)
    assert graded.exit_code == 1, graded.output
    table = list(csv.reader(Path("out.csv").read_text().splitlines()))
    assert {row[1]: row[5] for row in table[2:]} == {"101": "", "103": "0"}


def test_a_roster_and_pseudonyms(download: Path) -> None:
    Path("roster.csv.key").write_text("00" * 32)  # a pseudonym of another key might have "ada" in it
    said = run("collect", "roster.csv", "--canvas", download, "--pseudonyms")
    assert " --roster roster.csv" in said.output.splitlines()[-1], "without it, the exceptions hold for nobody"
    left = "".join(str(path) for path in Path("collected").rglob("*")) + Path("collected/collected.json").read_text()
    assert not {name for name in ("ada", "lovelace", "hopper", "eve") if name in left.casefold()}
    graded = run("grade", "collected", "--roster", "roster.csv", "--moodle", "out.csv", "--json", "r.json", "--jobs", 1)
    assert graded.exit_code == 1, graded.output
    rows = list(csv.DictReader(Path("out.csv").read_text().splitlines()))
    assert {row["Full name"]: row["Grade"] for row in rows if row["ID number"] or row["Grade"]} == {
        "Ada Lovelace": "14",
        "Eve Nobody": "0",
    }
    record = json.loads(Path("r.json").read_text())
    assert all(entry["student"].startswith(("p-", "student-")) for entry in record["submissions"])


def test_a_notebook_is_graded_as_nbgrader_would(download: Path) -> None:
    """The solved notebook of the kit, renamed by the browser, and a file that is none."""
    pack(
        download,
        {
            f"Ada L_7_assignsubmission_file_/{STEM} (1).ipynb": NOTEBOOK,
            f"Bo_8_assignsubmission_file_/{STEM}.ipynb": "[",
        },
    )
    collected = run("collect", "--moodle", download)
    assert collected.exit_code == 1
    assert f"{STEM}.ipynb: no notebook that can be read" in " ".join(collected.stdout.split())
    assert Path("collected/Ada L-7", f"{STEM}.py").read_text() == module_text(STEM, NOTEBOOK.encode(), 500_000)
    graded = run("grade", "collected/Ada L-7", "--jobs", 1)
    assert "14 / 14" in graded.stdout or "14 of 14" in graded.stdout, graded.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["collect"], "expected a roster with repositories, or one of --canvas, --moodle, --folder and --gradescope"),
        (["collect", "--canvas", "x.zip", "--moodle", "y.zip"], "or one of --canvas, --moodle, --folder and "),
        (["collect", "--canvas", "none.zip"], "none.zip cannot be read: No such file or directory"),
        (["collect", "--canvas", "course.toml"], "course.toml: expected the ZIP file that the platform's download"),
        (["collect", "--moodle", "submissions.zip"], "expected submissions named as Moodle names them, got none"),
        (["collect", "--canvas", "submissions.zip", "--pseudonyms"], "--pseudonyms: expected a roster"),
        (["grade", ".", "--canvas", "out.csv"], "give --roster FILE.csv with the columns student and id, or email"),
        (["grade", ".", "--roster", "none.csv"], "none.csv cannot be read"),
    ],
)
def test_wrong_use(download: Path, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not Path("collected").exists()
