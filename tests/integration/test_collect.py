"""Collecting a class at the deadline, with real Git: clocks that change, dates that lie, repositories not there."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.cli import main
from grader.course import timestamps
from grader.course.config import Course
from grader.intake import collect
from grader.intake.files import find_submissions
from grader.intake.git import git, git_text, identity
from grader.intake.push_history import History, Pushed
from grader.intake.roster import RosterError, RosterRow, read_roster

FILE = "backprop/ex1_by_hand.py"
DEADLINE = "2026-10-25 23:59 Europe/Berlin"  # the day on which clocks go back: 22:59 UTC, not 21:59


class Repository:
    """A student's repository, with commits of any date."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / "students" / name
        self.path.mkdir(parents=True)
        git(self.path, "init", "--quiet", "--initial-branch=main")

    def commit(self, date: str, content: str = "", file: str = FILE) -> str:
        (self.path / file).parent.mkdir(parents=True, exist_ok=True)
        (self.path / file).write_text(content or f"# {date}\n")
        git(self.path, "add", "--all")
        dates = {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date}
        git(self.path, "commit", "--quiet", "--allow-empty", "-m", "work", env={**identity("A Student"), **dates})
        return git_text(self.path, "rev-parse", "HEAD")

    def server(self) -> Path:
        """Make a bare repository with everything in this one."""
        bare = self.path.with_suffix(".git")
        git(self.path, "clone", "--quiet", "--bare", str(self.path), str(bare))
        return bare


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path, "ada")


def roster(folder: Path, *lines: str) -> Path:
    file = folder / "roster.csv"
    file.write_text("\n".join(["student,repository", *lines]) + "\n")
    return file


def run(folder: Path, *lines: str, deadline: str | None = DEADLINE, course: str = "") -> Result:
    (folder / "course.toml").write_text(course or 'exercises = ["ex1_by_hand"]\n')
    options = ["--into", str(folder / "out"), "--course", str(folder / "course.toml")]
    options += ["--deadline", deadline] if deadline else []
    return CliRunner().invoke(main, ["collect", str(roster(folder, *lines)), *options], env={"COLUMNS": "200"})


def found(folder: Path, student: str = "ada") -> dict[str, Any]:
    state = json.loads((folder / "out/collected.json").read_text())
    entry: dict[str, Any] = state["students"][student]
    return entry


def taken(folder: Path, student: str = "ada") -> str:
    return (folder / "out" / student / FILE).read_text()


def test_the_last_commit_before_the_deadline(tmp_path: Path, repository: Repository) -> None:
    """The deadline holds to the second, and across the night in which clocks go back."""
    repository.commit("2026-10-25T01:00:00+02:00")
    wanted = repository.commit("2026-10-25T22:59:00+00:00", "# in time\n")
    late = repository.commit("2026-10-25T22:59:01+00:00", "# late\n")
    result = run(tmp_path, f"ada,{repository.path}")
    assert result.exit_code == 0, result.output
    assert taken(tmp_path) == "# in time\n"
    assert found(tmp_path)["commits"] == {"ex1_by_hand": wanted, "ex8_unroll": wanted, "capstone": wanted}
    assert found(tmp_path)["late"] == [f"{late[:10]} 2026-10-25 22:59:01 UTC"]
    assert found(tmp_path)["rule"] == "committer date"
    assert late[:10] in result.output
    assert "next: grader grade" in result.output


@pytest.mark.parametrize(
    ("deadline", "seconds_utc"),
    [("2026-03-28 23:59 Europe/Berlin", "22:59:00"), ("2026-03-29 23:59 Europe/Berlin", "21:59:00")],
)
def test_either_side_of_the_change_to_summer_time(
    tmp_path: Path, repository: Repository, deadline: str, seconds_utc: str
) -> None:
    day = deadline[:10]
    repository.commit(f"{day}T{seconds_utc}+00:00", "# in time\n")
    repository.commit(f"{day}T{seconds_utc[:-1]}1+00:00", "# late\n")
    run(tmp_path, f"ada,{repository.path}", deadline=deadline)
    assert taken(tmp_path) == "# in time\n"


def test_a_date_set_back_on_top_of_a_late_commit_gains_nothing(tmp_path: Path, repository: Repository) -> None:
    """A commit is at least as late as its ancestors, whatever its date says."""
    repository.commit("2026-10-20T12:00:00+00:00", "# in time\n")
    repository.commit("2026-10-26T12:00:00+00:00", "# late\n")
    forged = repository.commit("2026-10-24T12:00:00+00:00", "# forged\n")
    run(tmp_path, f"ada,{repository.path}")
    assert taken(tmp_path) == "# in time\n"
    assert f"{forged[:10]} 2026-10-26 12:00:00 UTC" in str(found(tmp_path)["late"])


def test_the_servers_push_time_goes_before_any_date(tmp_path: Path, repository: Repository) -> None:
    """The hook's history decides: forged dates do not count, and commits dropped by a later force push are there."""
    wanted = repository.commit("2030-01-01T00:00:00+00:00", "# dated in the future, pushed in time\n")
    bare = repository.server()
    git(repository.path, "checkout", "--quiet", "--orphan", "again")
    forged = repository.commit("2020-01-01T00:00:00+00:00", "# dated in the past, pushed late\n")
    git(repository.path, "push", "--quiet", "--force", str(bare), "again:main")
    history = History(bare)
    for time, old, new in (("2026-10-25T20:00:00", "0" * 40, wanted), ("2026-10-26T20:00:00", wanted, forged)):
        history.add(Pushed(ref="refs/heads/main", old=old, new=new))
        lines = history.file.read_text().splitlines()
        lines[-1] = json.dumps({**json.loads(lines[-1]), "time": f"{time}+00:00"})
        history.file.write_text("\n".join(lines) + "\n")
    assert run(tmp_path, f"ada,{bare}").exit_code == 0
    assert taken(tmp_path) == "# dated in the future, pushed in time\n"
    assert found(tmp_path)["rule"] == "server's push time"
    assert found(tmp_path)["late"] == [f"{forged[:10]} 2026-10-26 20:00:00 UTC"]


def test_the_reflog_of_a_bare_repository_is_a_push_time_too(tmp_path: Path, repository: Repository) -> None:
    first = repository.commit("2020-01-01T00:00:00+00:00", "# first\n")
    bare = repository.server()
    second = repository.commit("2020-01-02T00:00:00+00:00", "# second\n")
    git(repository.path, "push", "--quiet", str(bare), "main")
    log = bare / "logs/refs/heads/main"
    log.parent.mkdir(parents=True, exist_ok=True)
    pushed = int(datetime(2026, 10, 26, tzinfo=UTC).timestamp())
    log.write_text(f"{first} {second} A Student <s@example.org> {pushed} +0000\tpush\n")
    run(tmp_path, f"ada,{bare}")
    assert taken(tmp_path) == "# first\n"
    assert found(tmp_path)["rule"] == "server's push time"


def test_what_was_there_before_the_first_note_is_dated(tmp_path: Path, repository: Repository) -> None:
    """A hook that is installed after a late push does not make it early: its commits have their own dates."""
    old = repository.commit("2026-10-26T12:00:00+00:00", "# pushed late, before there was a hook\n")
    bare = repository.server()
    new = repository.commit("2026-10-27T12:00:00+00:00", "# pushed later\n")
    git(repository.path, "push", "--quiet", str(bare), "main")
    History(bare).add(Pushed(ref="refs/heads/main", old=old, new=new))
    run(tmp_path, f"ada,{bare}")
    assert "nothing was handed in in time" in str(found(tmp_path)["remarks"])
    assert not (tmp_path / "out/ada" / FILE).exists()


def test_a_history_that_a_student_wrote_does_not_count(tmp_path: Path, repository: Repository) -> None:
    """In a student's working copy, files that look like a server's notes are ignored."""
    late = repository.commit("2026-10-26T12:00:00+00:00", "# late\n")
    History(repository.path).add(Pushed(ref="refs/heads/main", old="0" * 40, new=late))
    (repository.path / "HEAD").write_text("ref: refs/heads/main\n")
    file = History(repository.path).file
    file.write_text(json.dumps({**json.loads(file.read_text()), "time": "2026-10-20T12:00:00+00:00"}) + "\n")
    run(tmp_path, f"ada,{repository.path}")
    assert found(tmp_path)["rule"] == "committer date"
    assert not (tmp_path / "out/ada" / FILE).exists()


def test_what_cannot_be_cloned_is_a_row(tmp_path: Path, repository: Repository) -> None:
    """The other students are collected; the grading has a row for everybody, and says who needs a person."""
    repository.commit("2026-10-20T12:00:00+00:00", "raise NotImplementedError('Exercise 1')\n")
    empty = Repository(tmp_path, "empty")
    late = Repository(tmp_path, "late")
    late.commit("2026-10-27T12:00:00+00:00")
    lines = [f"ada,{repository.path}", f"ben,{tmp_path}/nowhere", f"cleo,{empty.path}", f"dora,{late.path}"]
    result = run(tmp_path, *lines)
    assert result.exit_code == 1
    assert "does not exist" in str(found(tmp_path, "ben")["problem"])
    assert "the repository is empty" in str(found(tmp_path, "cleo")["problem"])
    assert "nothing was handed in in time" in str(found(tmp_path, "dora")["remarks"])
    assert taken(tmp_path).startswith("raise")
    record = tmp_path / "record.json"
    options = ["--course", str(tmp_path / "course.toml"), "--json", str(record), "--store", str(tmp_path / "store")]
    CliRunner().invoke(main, ["grade", str(tmp_path / "out"), *options])
    entries = {entry["student"]: entry for entry in json.loads(record.read_text())["submissions"]}
    assert {name: entry["status"] for name, entry in entries.items()} == {
        "ada": "graded",
        "ben": "needs_review",
        "cleo": "needs_review",
        "dora": "graded",
    }
    assert "could not be collected" in str(entries["ben"]["notes"])
    assert "late commits" in str(entries["dora"]["notes"])


@pytest.mark.parametrize("place", ["homework/ex1_by_hand.py", "my work/backprop/ex1_by_hand.py"])
def test_what_is_in_another_folder_is_for_a_person(tmp_path: Path, repository: Repository, place: str) -> None:
    """Nobody gets no points for a folder too many; what is where it belongs is taken, whatever is elsewhere."""
    repository.commit("2026-10-20T12:00:00+00:00", file=place)
    result = run(tmp_path, f"ada,{repository.path}")
    assert result.exit_code == 1
    assert f"{place}: not taken; exercises belong at the top of the repository" in found(tmp_path)["problem"]
    repository.commit("2026-10-20T13:00:00+00:00", "# mine\n")
    assert run(tmp_path, f"ada,{repository.path}").exit_code == 0
    assert not found(tmp_path)["problem"]
    assert taken(tmp_path) == "# mine\n"


def test_days_of_grace(tmp_path: Path, repository: Repository) -> None:
    """With a late penalty, commits within the days of grace count; only exercises that changed are late."""
    repository.commit("2026-10-20T12:00:00+00:00", "# two in time\n", "backprop/ex2_compile.py")
    repository.commit("2026-10-20T12:00:00+00:00", "# one in time\n")
    repository.commit("2026-10-26T23:30:00+00:00", "# one, a day late\n")
    repository.commit("2026-10-27T12:00:00+00:00", "# a note\n", "notes.md")
    repository.commit("2026-10-29T12:00:00+00:00", "# one, too late\n")
    course = 'exercises = ["ex1_by_hand", "ex2_compile"]\n[late]\npercent_per_day = 10\ndays = 2\n'
    course += f'[deadlines]\nall = "{DEADLINE}"\n'
    assert run(tmp_path, f"ada,{repository.path}", course=course, deadline=None).exit_code == 0
    assert taken(tmp_path) == "# one, a day late\n"
    assert found(tmp_path)["days_late"] == {"ex1_by_hand": 2}  # the second day has begun


def test_each_exercise_has_its_own_deadline(tmp_path: Path, repository: Repository) -> None:
    repository.commit("2026-10-01T12:00:00+00:00", "# one\n")
    repository.commit("2026-10-08T12:00:00+00:00", "# one, changed late\n")
    repository.commit("2026-10-08T12:00:00+00:00", "# two\n", "backprop/ex2_compile.py")
    course = 'exercises = ["ex1_by_hand", "ex2_compile"]\n[deadlines]\n'
    course += 'ex1_by_hand = "2026-10-05 12:00 Europe/Berlin"\nex2_compile = "2026-10-12 12:00 Europe/Berlin"\n'
    run(tmp_path, f"ada,{repository.path}", course=course, deadline=None)
    assert taken(tmp_path) == "# one\n"
    assert (tmp_path / "out/ada/backprop/ex2_compile.py").read_text() == "# two\n"


def test_an_interrupted_collection_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Repositories that are there are not cloned again; a finished collection is brought up to date."""
    names = ("ada", "ben", "cleo")
    for name in names:
        Repository(tmp_path, name).commit("2026-10-20T12:00:00+00:00")
    rows = [RosterRow(name, str(tmp_path / "students" / name)) for name in names]
    course = Course(exercises=("ex1_by_hand",), deadlines={"ex1_by_hand": timestamps.parse_time(DEADLINE)})
    cloned: list[str] = []
    clone = collect._clone

    def watched(row: RosterRow, into: Path) -> Path:
        cloned.append(row.student)
        return clone(row, into)

    monkeypatch.setattr(collect, "_clone", watched)
    monkeypatch.setattr(collect, "JOBS", 1)
    running: Any = collect.collect(rows, tmp_path / "out", course)
    assert next(running)[0].student == "ada"
    running.close()
    done = len(json.loads((tmp_path / "out/collected.json").read_text())["students"])
    again = list(collect.collect(rows, tmp_path / "out", course))
    assert sorted(row.student for row, _ in again) == sorted(names)
    assert cloned.count("ada") == 1
    assert done >= 1
    list(collect.collect(rows, tmp_path / "out", course))
    assert cloned.count("ada") == 2


def test_a_second_collection_takes_what_is_new(tmp_path: Path, repository: Repository) -> None:
    repository.commit("2026-10-20T12:00:00+00:00", "# one\n")
    run(tmp_path, f"ada,{repository.path}")
    repository.commit("2026-10-21T12:00:00+00:00", "# two\n")
    run(tmp_path, f"ada,{repository.path}")
    assert taken(tmp_path) == "# two\n"


def test_who_has_left_the_roster_is_not_graded(tmp_path: Path, repository: Repository) -> None:
    """Neither what was handed in, nor an empty folder; it is moved aside, as often as it takes, and nothing is lost."""
    repository.commit("2026-10-20T12:00:00+00:00", "# ada\n")
    dan = Repository(tmp_path, "dan")
    dan.commit("2026-10-20T12:00:00+00:00", "# dan\n")
    ada, others = f"ada,{repository.path}", [f"dan,{dan.path}", f"eve,{tmp_path}/nowhere"]
    run(tmp_path, ada, *others)
    (tmp_path / "out/dan/notes.txt").write_text("of somebody who looked at it")
    result = run(tmp_path, ada)
    assert result.exit_code == 0
    line = f"{tmp_path}/out: not in the roster: dan, eve; moved to {tmp_path}/out/.not-in-roster, which is not graded"
    assert line in result.stderr
    assert find_submissions([tmp_path / "out"]) == [tmp_path / "out/ada"]
    assert (tmp_path / "out/.not-in-roster/dan/notes.txt").exists()
    assert "not in the roster" not in run(tmp_path, ada).output
    run(tmp_path, ada, *others)
    run(tmp_path, ada)
    assert (tmp_path / "out/.not-in-roster/dan" / FILE).read_text() == "# dan\n"
    assert (tmp_path / "out/.not-in-roster/dan-2" / FILE).read_text() == "# dan\n"
    assert find_submissions([tmp_path / "out"]) == [tmp_path / "out/ada"]


def test_what_no_collection_has_made_is_not_replaced(tmp_path: Path) -> None:
    """A repository that stands where the student's folder would be, say."""
    (tmp_path / "in/ada").mkdir(parents=True)
    (tmp_path / "in/ada/ex1_by_hand.py").write_text("# ada\n")
    (tmp_path / "out/ada").mkdir(parents=True)
    (tmp_path / "out/ada/thesis.tex").write_text("years of work")
    for name, content in (
        ("course.toml", 'deadlines.all = "2026-10-20T12:00Z"'),
        ("roster.csv", "student,repository\nada,x\n"),
    ):
        (tmp_path / name).write_text(content)
    rest = ["--into", str(tmp_path / "out"), "--course", str(tmp_path / "course.toml")]
    roster, folder = str(tmp_path / "roster.csv"), ["--folder", str(tmp_path / "in")]
    for how in ([roster], [roster, *folder], folder):
        result = CliRunner().invoke(main, ["collect", *rest, *how])
        assert result.exit_code == 2
        assert result.output == (
            f"{tmp_path}/out/ada: expected work of an earlier collection, got something else: give another --into\n"
        )
        assert (tmp_path / "out/ada/thesis.tex").exists()


def test_a_folder_is_found_by_the_real_name_of_who_has_a_pseudonym(tmp_path: Path) -> None:
    (tmp_path / "in/ada").mkdir(parents=True)
    (tmp_path / "in/ada/ex1_by_hand.py").write_text("# ada\n")
    for name, content in (("course.toml", ""), ("roster.csv", "student\nada\n")):
        (tmp_path / name).write_text(content)
    where = ["--into", str(tmp_path / "out"), "--course", str(tmp_path / "course.toml"), "--pseudonyms"]
    result = CliRunner().invoke(
        main, ["collect", str(tmp_path / "roster.csv"), "--folder", str(tmp_path / "in"), *where]
    )
    assert result.exit_code == 0, result.output
    (folder,) = find_submissions([tmp_path / "out"])
    assert folder.name.startswith("p-")
    assert list(folder.rglob("ex1_by_hand.py"))
    assert "not in the roster" not in result.output


def test_what_is_left_of_an_older_collection_is_not_graded(tmp_path: Path, repository: Repository) -> None:
    """Nobody has noted whose it is. What has other files, as a handout, is no student's work, and stays where it is."""
    repository.commit("2026-10-20T12:00:00+00:00")
    for file in ("dan/backprop/ex1_by_hand.py", "handout/backprop/ex1_by_hand.py", "handout/README.md", "docs/a.md"):
        (tmp_path / "out" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "out" / file).touch()
    (tmp_path / "out/collected.json").write_text("{damaged")
    result = run(tmp_path, f"ada,{repository.path}")
    assert "not in the roster: dan; moved" in result.stderr
    left = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert left == [".not-in-roster", ".repositories", "ada", "collected.json", "docs", "handout"]


def test_who_has_left_the_roster_of_a_platform_is_not_graded(tmp_path: Path) -> None:
    """With a roster. Without one, nobody is not in it; and who hands in all the same is graded, with a remark."""
    for name in ("ada", "dan", "fay"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "ex1_by_hand.py").write_text(f"# {name}\n")
    (tmp_path / "course.toml").write_text("")
    (tmp_path / "roster.csv").write_text("student\nada\n")
    where = ["--folder", str(tmp_path / "in"), "--into", str(tmp_path / "out")]
    where += ["--course", str(tmp_path / "course.toml")]
    CliRunner().invoke(main, ["collect", *where])
    shutil.rmtree(tmp_path / "in/dan")
    result = CliRunner().invoke(main, ["collect", *where])
    assert "not in the roster" not in result.output
    assert (tmp_path / "out/dan").exists()
    result = CliRunner().invoke(main, ["collect", str(tmp_path / "roster.csv"), *where], env={"COLUMNS": "200"})
    assert "not in the roster: dan; moved" in result.stderr
    assert [path.name for path in find_submissions([tmp_path / "out"])] == ["ada", "fay"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,url\nada,x\n", "expected the columns student and repository, got name, url"),
        ("student,repository\n../evil,x\n", "line 2: expected a student's name that can name a folder"),
        ("student,repository\nada,x\nada,y\n", "line 3: expected each student once"),
        ("student,repository\nada,--upload-pack=evil\n", "line 2: expected a URL or a path"),
        ("student,repository\n\nada,x\n\nada,y\n", "line 5: expected each student once"),
        ("student,repository,name\nada,x,Lovelace, Ada\n", "line 2: expected a cell for each column, got more"),
        ("student,repository\n", "expected a row for each student, got none"),
        (
            "student,repository,brnach\nada,x,work\n",
            "roster.csv, line 1: expected columns out of student, repository, branch, id, name, email, login, sis, "
            "section, got 'brnach'; did you mean branch?",
        ),
        ("Student,Repository,Mail\nada,x,a@b.c\n", "line 1: expected columns out of student, "),
        ("student,repository,e mail\nada,x,a@b.c\n", "got 'e mail'; did you mean email?"),
    ],
)
def test_a_roster_that_is_wrong(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(content)
    with pytest.raises(RosterError) as error:
        read_roster(file)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "headings",
    [
        "student,repository,remarks,uid,group",
        "student,repository,email,emails",  # ours is there, so the other one is something else
        "Student,ID,SIS User ID,SIS Login ID,Section,Logins (4711),repository",  # Canvas: a column for each assignment
    ],
)
def test_a_roster_may_have_other_columns(tmp_path: Path, headings: str) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(f"{headings}\n{','.join('x' * len(headings.split(',')))}\n")
    assert [row.student for row in read_roster(file)] == ["x"]


@pytest.mark.parametrize(
    ("deadline", "said"), [("2026-10-25 23:59", "time zone"), (None, "no deadline: give --deadline")]
)
def test_no_deadline(tmp_path: Path, deadline: str | None, said: str) -> None:
    result = run(tmp_path, "ada,x", deadline=deadline)
    assert result.exit_code == 2
    assert said in result.output


EXCEPTIONS = """
exercises = ["ex1_by_hand", "ex2_compile"]
late_days = 1
[deadlines]
all = "2026-10-25T12:00:00Z"
[students.ada]
ex1_by_hand = "+48h"
"""


def test_an_exception_and_late_days_move_the_deadline(tmp_path: Path, repository: Repository) -> None:
    """Of one student: ben, who hands in the same at the same times, has his late day only."""
    ben = Repository(tmp_path, "ben")
    for one in (repository, ben):
        one.commit("2026-10-20T12:00:00+00:00", "# one\n")
        one.commit("2026-10-20T12:00:00+00:00", "# two\n", "backprop/ex2_compile.py")
        one.commit("2026-10-26T11:00:00+00:00", "# one, a day late\n")
        one.commit("2026-10-27T12:00:00+00:00", "# one, two days late\n")
    lines = [f"ada,{repository.path}", f"ben,{ben.path}"]
    result = run(tmp_path, *lines, course=EXCEPTIONS + '[students.benn]\nall = "excused"\n', deadline=None)
    assert result.exit_code == 0, result.output
    assert (
        "the exceptions of 'benn': expected a student of the class, by folder or in the roster; did you mean ben?"
        in result.output
    )
    assert taken(tmp_path) == "# one, two days late\n"
    assert taken(tmp_path, "ben") == "# one, a day late\n"
    assert found(tmp_path)["handed_in"] == {"ex1_by_hand": "2026-10-27T12:00:00Z"}
    assert not found(tmp_path)["days_late"]
    assert not found(tmp_path, "ben")["days_late"]
    assert "late commits" in str(found(tmp_path, "ben")["remarks"])
    assert "late commits" not in str(found(tmp_path)["remarks"])
    record = tmp_path / "record.json"
    options = ["--course", str(tmp_path / "course.toml"), "--json", str(record), "--store", str(tmp_path / "store")]
    result = CliRunner().invoke(main, ["grade", str(tmp_path / "out"), "--exercise", "ex1_by_hand", *options])
    assert "did you mean ben?" in result.output
    exercises = [entry["exercises"][0] for entry in json.loads(record.read_text())["submissions"]]
    kept = ("until", "late_days", "late")
    assert [{key: exercise[key] for key in kept if key in exercise} for exercise in exercises] == [
        {"until": "2026-10-27 12:00:00 UTC"},
        {"late_days": 1},
    ]


TWO_DEADLINES = """
exercises = ["ex1_by_hand", "ex2_compile"]
late_days = 1
[deadlines]
ex1_by_hand = "2026-10-25T12:00:00Z"
ex2_compile = "2026-10-26T12:00:00Z"
"""


def test_no_late_day_is_spent_on_what_was_not_handed_in(tmp_path: Path, repository: Repository) -> None:
    """The first commit comes after the deadline of exercise 1, without it: the late day is left for exercise 2."""
    repository.commit("2026-10-26T11:00:00+00:00", "# in time\n", "backprop/ex2_compile.py")
    repository.commit("2026-10-27T11:00:00+00:00", "# a day late\n", "backprop/ex2_compile.py")
    result = run(tmp_path, f"ada,{repository.path}", course=TWO_DEADLINES, deadline=None)
    assert (tmp_path / "out/ada/backprop/ex2_compile.py").read_text() == "# a day late\n"
    assert found(tmp_path)["handed_in"] == {"ex2_compile": "2026-10-27T11:00:00Z"}
    assert "capstone" not in result.output


THREE_DEADLINES = """
exercises = ["ex1_by_hand", "ex2_compile", "ex3_caching"]
late_days = 1
[deadlines]
ex1_by_hand = "2026-12-20T12:00:00Z"
ex2_compile = "2026-12-20T12:00:00Z"
ex3_caching = "2026-12-30T12:00:00Z"
"""


def test_what_came_too_late_for_one_exercise_and_counts_for_another_is_said(
    tmp_path: Path, repository: Repository
) -> None:
    """Of each commit, the exercises that it changed; not those that it left alone, or brought back to what is taken."""
    repository.commit("2026-12-19T12:00:00+00:00", "# one\n")
    repository.commit("2026-12-19T12:00:00+00:00", "# two\n", "backprop/ex2_compile.py")
    gone = repository.commit("2026-12-25T12:00:00+00:00", "# one, too late\n")
    repository.commit("2026-12-25T13:00:00+00:00", "# one\n")
    (repository.path / "backprop/ex2_compile.py").write_text("# two, too late\n")
    (repository.path / "backprop/ex8_unroll.py").write_text("# a badge, in time with the last deadline\n")
    both = repository.commit("2026-12-26T12:00:00+00:00", "# one, too late again\n")
    counts = repository.commit("2026-12-30T11:00:00+00:00", "# three\n", "backprop/ex3_caching.py")
    after = repository.commit("2027-01-02T12:00:00+00:00", "# three, too late\n", "backprop/ex3_caching.py")
    result = run(tmp_path, f"ada,{repository.path}", course=THREE_DEADLINES, deadline=None)
    late = [
        f"{gone[:10]} 2026-12-25 12:00:00 UTC",
        f"{both[:10]} 2026-12-26 12:00:00 UTC",
        f"{after[:10]} 2027-01-02 12:00:00 UTC",
    ]
    assert found(tmp_path)["commits"]["ex3_caching"] == counts
    assert found(tmp_path)["late"] == late
    assert found(tmp_path)["remarks"] == [
        f"too late for ex1_by_hand: {late[0]} (committer date)",
        f"too late for ex1_by_hand, ex2_compile: {late[1]} (committer date)",
        f"late commits: {late[2]} (committer date)",
    ]
    assert "too late for ex1_by_hand, ex2_compile:" in " ".join(result.output.split())
    record, pages = tmp_path / "record.json", tmp_path / "pages"
    options = ["--course", str(tmp_path / "course.toml"), "--exercise", "ex1_by_hand", "--student-html", str(pages)]
    CliRunner().invoke(main, ["grade", str(tmp_path / "out"), "--json", str(record), *options])
    assert f"too late for ex1_by_hand: {late[0]}" in str(json.loads(record.read_text())["submissions"][0]["notes"])
    (page,) = pages.glob("*.html")
    assert f"too late for ex1_by_hand, ex2_compile: {late[1]} (committer date)" in page.read_text()


def test_what_was_never_there_in_time_is_too_late(tmp_path: Path, repository: Repository) -> None:
    """And many commits are as short as ever."""
    for day in range(24, 31):
        repository.commit(f"2026-12-{day}T11:00:00+00:00")
    run(tmp_path, f"ada,{repository.path}", course=THREE_DEADLINES, deadline=None)
    (remark,) = found(tmp_path)["remarks"]
    assert remark.startswith("too late for ex1_by_hand: ")
    assert remark.endswith("2026-12-28 11:00:00 UTC and 2 more (committer date)")
    assert found(tmp_path)["commits"]["ex1_by_hand"] is None


def test_an_interrupted_collection_with_other_exceptions_begins_anew(tmp_path: Path, repository: Repository) -> None:
    repository.commit("2026-10-20T12:00:00+00:00", "# in time\n")
    repository.commit("2026-10-26T12:00:00+00:00", "# late\n")
    run(tmp_path, f"ada,{repository.path}")
    state = tmp_path / "out/collected.json"
    state.write_text(state.read_text().replace('"finished": true', '"finished": false'))
    run(tmp_path, f"ada,{repository.path}", course='exercises = ["ex1_by_hand"]\n[students.ada]\nall = "+24h"\n')
    assert taken(tmp_path) == "# late\n"
