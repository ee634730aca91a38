"""A semester of thirty students, from the release to the last gradebook, with the commands that an instructor types.

Each number is derived by hand, from what a student did. The deadlines are far away, so that a push of today is in time;
the others have commits whose dates say when they worked.
"""

from __future__ import annotations

import csv
import importlib.metadata
import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e .[nbgrader]")

from grader.cli import main
from grader.intake.git import git, git_environment, identity
from grader.paths import REFERENCE
from tests.nbgrader_class import run as run_program

pytestmark = pytest.mark.slow

EX1, EX2, EX4 = "ex1_by_hand", "ex2_compile", "ex4_macros"

COURSE = f"""
name = "Trees"
exercises = ["{EX1}", "{EX2}", "{EX4}"]
examples = 3
exceptions = "exceptions.csv"
late_days = 2
rounding = 0.5
[points]
{EX1} = 10
{EX2} = 10
{EX4} = 20
[deadlines]
{EX1} = "2098-10-11 23:59 Europe/Berlin"
{EX2} = "2098-10-18 23:59 Europe/Berlin"
{EX4} = "2098-10-25 23:59 Europe/Berlin"
[late]
percent_per_day = 15
days = 3
[columns]
total = "Backpropagation (4711)"
{EX1} = "By hand (4712)"
"""

EXCEPTIONS = f"student,exercise,exception\nextended,{EX1},+48h\nexcused,{EX2},excused\n"

IN_TIME = {EX1: "2098-10-11T12:00:00+02:00", EX2: "2098-10-18T12:00:00+02:00", EX4: "2098-10-25T12:00:00+02:00"}

RIGHT = {stem: (REFERENCE / f"{stem}.py").read_text(encoding="utf-8") for stem in (EX1, EX2, EX4)}

THIRD_STEP = RIGHT[EX1].replace("(0.39032, 0.16344)", "(0.4, 0.2)")
"""Wrong in the third step alone: the check `three_steps`, 2 of the 10 points of exercise 1."""

REACHES = RIGHT[EX2] + "\nimport sys\nFRAME = sys._getframe(0)\n"
"""Right, and a person has to look at it."""


@dataclass(frozen=True)
class Work:
    """What a student hands in: a text and a date for each exercise, and what that comes to."""

    texts: Mapping[str, str]
    dates: Mapping[str, str]
    score: float
    most: float = 40


CLASS = {
    # All right, and in time: 10 + 10 + 20.
    **{f"right-{n:02}": Work(RIGHT, IN_TIME, 40) for n in range(1, 23)},
    # The first two only: 10 + 10.
    "stopped": Work({EX1: RIGHT[EX1], EX2: RIGHT[EX2]}, IN_TIME, 20),
    # 22 hours after the first deadline: one of the two late days pays for it. A day and a half after the second one,
    # which is two days begun: the other late day pays for one of them. 10 + 10 less 15 % of 10, which is 8.5, + 20.
    "tardy": Work(RIGHT, {**IN_TIME, EX1: "2098-10-12T22:00:00+02:00", EX2: "2098-10-20T12:00:00+02:00"}, 38.5),
    # 47 hours after the deadline of exercise 1, which is two days later for this student: 10 + 10 + 20.
    "extended": Work(RIGHT, {**IN_TIME, EX1: "2098-10-13T22:59:00+02:00"}, 40),
    # Nothing for exercise 2, which leaves the maximum: 10 + 20 of 30.
    "excused": Work({EX1: RIGHT[EX1], EX4: RIGHT[EX4]}, IN_TIME, 30, 30),
    # 10 - 2 + 10 + 20, until that check is void: then 40.
    "third-step": Work({**RIGHT, EX1: THIRD_STEP}, IN_TIME, 38),
    # No grade until a person has said what becomes of exercise 2: then 10 + 0 + 20.
    "reaches": Work({**RIGHT, EX2: REACHES}, IN_TIME, 40),
    # The stubs of the release: 0. Then 2, when the check is void.
    "absent": Work({}, {}, 0),
}
"""Twenty-nine students. The thirtieth, `pushes`, hands in by the hook, today: see the test."""

STUDENTS = [*CLASS, "pushes"]


class Instructor:
    """A folder with the course's files, and the server beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "server").mkdir()
        (folder / "course.toml").write_text(COURSE)
        (folder / "exceptions.csv").write_text(EXCEPTIONS)
        rows = [f"{name},server/{name}.git,{100 + n},{name}@example.edu" for n, name in enumerate(STUDENTS)]
        (folder / "roster.csv").write_text("\n".join(["student,repository,id,email", *rows]) + "\n")
        for name in STUDENTS:
            git(folder, "init", "--bare", "--quiet", "--initial-branch=main", f"server/{name}.git")

    def types(self, *arguments: str, code: int = 0) -> str:
        """Run one of our commands."""
        result = CliRunner().invoke(main, arguments, env={"COLUMNS": "200"})
        assert result.exit_code == code, f"{arguments}: {result.exit_code}\n{result.output}"
        return result.output

    def grades(self, name: str, *options: str, code: int = 0) -> dict[str, tuple[float, float]]:
        """Grade what was collected, and return each student's score and maximum."""
        self.types("grade", "collected", "--json", name, "--jobs", "2", *options, code=code)
        record = json.loads((self.folder / name).read_text())
        return {entry["student"]: (entry["score"], entry["max_score"]) for entry in record["submissions"]}


def hand_in(folder: Path, name: str, work: Work) -> None:
    """Work as a student does: clone, fill in an exercise, commit, and push in the end."""
    clone = folder / "students" / name
    git(folder, "clone", "--quiet", f"server/{name}.git", str(clone))
    for stem in sorted(work.texts, key=lambda stem: work.dates[stem]):
        (clone / "backprop" / f"{stem}.py").write_text(work.texts[stem], encoding="utf-8")
        dates = {"GIT_COMMITTER_DATE": work.dates[stem], "GIT_AUTHOR_DATE": work.dates[stem]}
        git(clone, "commit", "--quiet", "--all", "-m", stem, env={**identity(name), **dates})
    git(clone, "push", "--quiet", "origin", "main")


def push_of_today(folder: Path, name: str, text: str) -> str:
    """Fill in exercise 1, push it, and return what the server answers."""
    clone = folder / "students" / name
    if not clone.exists():
        git(folder, "clone", "--quiet", f"server/{name}.git", str(clone))
    (clone / "backprop" / f"{EX1}.py").write_text(text, encoding="utf-8")
    git(clone, "commit", "--quiet", "--all", "-m", "work", env=identity(name))
    command = ["git", "push", "--quiet", "origin", "main"]
    done = subprocess.run(command, cwd=clone, env=git_environment(), capture_output=True, text=True, check=True)
    return done.stderr


def table(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))


def test_a_semester(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    instructor = Instructor(tmp_path)

    # The release: each repository gets the exercises, with the course's README.
    assert instructor.types("release", "--all", "roster.csv").count("right-") == 22
    # The student who pushes has the hook. First with a wrong third step: 8 of 10; then all right: 10.
    instructor.types("hook", "install", "server/pushes.git", "--course", "course.toml")
    assert "8 of 40 points" in push_of_today(tmp_path, "pushes", THIRD_STEP)
    assert "10 of 40 points (+2)" in push_of_today(tmp_path, "pushes", RIGHT[EX1])
    for name, work in CLASS.items():
        hand_in(tmp_path, name, work)

    # The end of the semester: collected and graded. One needs a person, so the exit code is 1.
    instructor.types("collect", "roster.csv")
    first = instructor.grades("first.json", code=1)
    expected = {name: (work.score, work.most) for name, work in CLASS.items()} | {"pushes": (10, 40)}
    assert first == expected

    # Decisions: the code that reaches into the interpreter has no points, and the third step was a bad question.
    assert "reaches" in instructor.types("review", "first.json", code=1)
    instructor.types("review", "first.json", "--student", "reaches", "--refuse", "--comment", "Come and see me.")
    instructor.types("review", "first.json", "--void", f"{EX1}::three_steps", "--comment", "It was not clear.")
    out = ["--roster", "roster.csv", "--canvas", "canvas.csv", "--moodle", "moodle.csv", "--feedback", "feedback.zip"]
    second = instructor.grades("second.json", *out)
    # Who handed in nothing has the 2 points of the void check as well: full marks for all means all.
    expected |= {"reaches": (30, 40), "third-step": (40, 40), "absent": (2, 40)}
    assert second == expected

    # An upgrade: everything is graded again, the decisions stay, and not one score moves.
    with monkeypatch.context() as patch:
        patch.setattr(importlib.metadata, "version", lambda name: "99.0")
        assert instructor.grades("third.json", "--fresh") == second
    difference = " ".join(instructor.types("diff", "first.json", "second.json", code=1).split())
    assert "reaches" in difference
    assert "third-step" in difference
    assert "right-" not in difference
    assert "99.0" in instructor.types("diff", "second.json", "third.json")

    # Canvas: points possible in the second row, then a row for each. 30 of 30 are 40 of 40 for who is excused.
    head, possible, *rows = table(tmp_path / "canvas.csv")
    total, by_hand = head.index("Backpropagation (4711)"), head.index("By hand (4712)")
    assert (possible[total], possible[by_hand]) == ("40", "10")
    ids = {str(100 + n): name for n, name in enumerate(STUDENTS)}
    canvas = {ids[row[1]]: (row[total], row[by_hand]) for row in rows}
    in_table = {name: f"{score:g}" for name, (score, _) in second.items()} | {"excused": "40"}
    assert {name: points for name, (points, _) in canvas.items()} == in_table
    assert {name for name, (_, points) in canvas.items() if points != "10"} == {"absent"}

    # Moodle: the same numbers.
    head, *rows = table(tmp_path / "moodle.csv")
    email, grade = head.index("Email address"), head.index("Grade")
    assert {row[email].partition("@")[0]: row[grade] for row in rows} == in_table

    # nbgrader: a course in which others handed in notebooks gets the students with repositories.
    both = Path(shutil.copytree(course, tmp_path / "course", symlinks=True))
    run_program(both, "nbgrader", "generate_assignment", EX2)
    said = instructor.types("nbgrader-sync", "second.json", "--course", "course")
    assert f"excused: 2 exercises written; excused, so nothing was written, from {EX2}" in said
    run_program(both, "nbgrader", "export", "--to", "all.csv")
    book = {(row["assignment"], row["student_id"]): row for row in csv.DictReader((both / "all.csv").open())}
    assert float(book[EX1, "right"]["score"]) == float(book[EX1, "right-01"]["score"]) == 14  # the cells' points
    # The 15 % of exercise 2 are a penalty, of the points that nbgrader's cells have.
    most = float(book[EX2, "tardy"]["max_score"])
    assert float(book[EX2, "tardy"]["late_submission_penalty"]) == pytest.approx(0.15 * most)
    assert float(book[EX2, "tardy"]["score"]) == pytest.approx(0.85 * most)
    assert float(book[EX2, "reaches"]["score"]) == 0
    assert float(book[EX1, "third-step"]["score"]) == 14
