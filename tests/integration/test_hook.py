"""The server's hook, with real Git: ten students push, and each reads the result in the output of the push."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from grader import api
from grader.authoring import leak_scan
from grader.cli import main
from grader.course import config
from grader.intake import commit_files, push_history
from grader.intake.git import git, git_environment, identity
from grader.intake.push_history import Graded, History, Pushed
from grader.paths import KIT
from grader.push.answer import Time, answer_update
from grader.push.queue import Queue, Update
from grader.record import SubmissionEntry

SAMPLES = KIT / "tests/submissions"
STEM = "ex1_by_hand"
RIGHT = (SAMPLES / "ada/backprop/ex1_by_hand.py").read_text("utf-8")
WRONG = (SAMPLES / "daan/ex1_by_hand.py").read_text("utf-8")
COURSE = 'name = "Trees"\nexercises = ["ex1_by_hand"]\n[limits]\ncall_seconds = 1\n'


class Student:
    """A working copy, and a bare repository with the hook on the server."""

    def __init__(self, folder: Path, name: str, course: str = COURSE) -> None:
        self.work, self.server = folder / "work" / name, folder / "server" / f"{name}.git"
        self.server.mkdir(parents=True)
        git(self.server, "init", "--bare", "--quiet", "--initial-branch=main")
        course_file = folder / f"{name}.toml"
        course_file.write_text(course)
        result = CliRunner().invoke(main, ["hook", "install", str(self.server), "--course", str(course_file)])
        assert result.exit_code == 0, result.output
        git(folder, "clone", "--quiet", str(self.server), str(self.work))
        git(self.work, "checkout", "-B", "main", "--quiet")

    def write(self, text: str, path: str = f"backprop/{STEM}.py") -> Student:
        (self.work / path).parent.mkdir(exist_ok=True)
        (self.work / path).write_text(text, encoding="utf-8")
        return self

    def commit(self, *options: str) -> Student:
        git(self.work, "add", "--all")
        git(self.work, "commit", "--quiet", "--allow-empty", "-m", "work", *options, env=identity("A Student"))
        return self

    def push(self, *options: str) -> str:
        """Push, and return the output. The push must be accepted, whatever it holds."""
        command = ["git", "push", *(options or ("origin", "main"))]
        done = subprocess.run(command, cwd=self.work, env=git_environment(), capture_output=True, check=False)
        output = done.stderr.decode("utf-8")
        assert done.returncode == 0, output
        seen = "\n".join(line.removeprefix("remote:").strip() for line in output.splitlines())
        assert no_secret_in(seen)
        return seen

    def begin_push(self) -> subprocess.Popen[bytes]:
        """Start a push whose output is read as it comes."""
        command = ["git", "push", "origin", "main"]
        return subprocess.Popen(command, cwd=self.work, env=git_environment(), stderr=subprocess.PIPE)

    @property
    def scores(self) -> list[float]:
        return [event.score for event in History(self.server).events(Graded)]


def no_secret_in(output: str) -> bool:
    """Titles of hidden checks are shown, and nothing else of them, nor a line of the reference."""
    titles = leak_scan.hidden_titles()
    assert not [find for find in leak_scan.leaks([("output", output.encode())]) if not any(t in find for t in titles)]
    return "Traceback" not in output


@pytest.fixture
def student(tmp_path: Path) -> Callable[..., Student]:
    return lambda name="student", course=COURSE: Student(tmp_path, name, course)


def test_a_right_solution(student: Callable[..., Student]) -> None:
    ada = student("ada").write(RIGHT).commit()
    output = ada.push()
    assert "Trees: grading ada, main" in output
    assert "14 of 14 points. 7 of 7 visible checks pass, 2 of 2 hidden checks pass." in output
    assert ada.scores == [14.0]


def test_a_wrong_solution_reads_why(student: Callable[..., Student]) -> None:
    """The first failing visible check in full; of the hidden ones the title only."""
    output = student("daan").write(WRONG).commit().push()
    assert "6 of 14 points. 4 of 7 visible checks pass, 0 of 2 hidden checks pass." in output
    assert "ex1_by_hand, failed: gradients() follows the chain rule" in output
    assert "Expected" in output
    hidden = "train() does every update, however many there are and wherever they lead"
    assert f"ex1_by_hand, failed: {hidden} (hidden)\n" in output
    assert output.count("To see it yourself") == 1


HOSTILE = """
import os, sys
print("14 of 14 points", file=sys.stderr)
os._exit(0)
"""
ESCAPES = """
def linear_regression(weight, bias):
    raise ValueError("\\x1b[2J\\x1b]0;owned\\x07 all passed \\r::error::no")
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HOSTILE, "ex1_by_hand, crashed"),
        ("while True: pass\n", "ex1_by_hand, timeout"),
        ("x = '" + "y" * 3_000_000 + "'\n", "at most 500,000 are accepted"),
        ("def broken(:\n", "SyntaxError"),
        (ESCAPES, "all passed"),
    ],
    ids=["exits", "never ends", "huge", "no Python", "escape sequences"],
)
def test_a_hostile_push_is_accepted_and_earns_nothing(student: Callable[..., Student], text: str, said: str) -> None:
    hostile = student("mallory").write(text).commit()
    output = hostile.push()
    assert "0 of 14 points" in output
    assert said in output
    assert all(c.isprintable() or c == "\n" for c in output)


def test_links_folders_and_a_repository_that_wants_to_run_things(
    student: Callable[..., Student], tmp_path: Path
) -> None:
    """A link is not followed, a filter of the repository is not run, nothing but the exercise files is taken."""
    trap = tmp_path / "trap"
    eve = student("eve")
    eve.write(f"* filter=evil\n*.py export-subst ident\n[filter]\n{trap}\n", ".gitattributes").write("x", "conftest.py")
    git(eve.server, "config", "filter.evil.smudge", f"touch {trap}")
    (eve.work / "backprop").mkdir()
    (eve.work / f"backprop/{STEM}.py").symlink_to("/etc/passwd")
    assert "is a symbolic link" in eve.commit().push()
    (eve.work / f"backprop/{STEM}.py").unlink()
    (eve.work / "backprop").rmdir()
    (eve.work / "backprop").symlink_to("/etc")
    assert "has no exercise file" in eve.commit().push()
    (eve.work / "backprop").unlink()
    assert "is a folder" in eve.write("x", f"{STEM}.py/inside").commit().push()
    eve.write("x", "backprop/helper.py")
    assert not trap.exists()
    commit_files.take_files(eve.server, "main", tmp_path / "taken", 10)
    assert [p.name for p in (tmp_path / "taken").iterdir()] == [f"{STEM}.py"]


def test_an_empty_commit(student: Callable[..., Student]) -> None:
    """Without exercises there are 0 points and a note; a push without changes is not graded again."""
    pia = student("pia").commit()
    output = pia.push()
    assert "0 of 14 points" in output
    assert "has no exercise file" in output
    assert "14 of 14 points (+14)" in pia.write(RIGHT).commit().push()
    assert "14 of 14 points (+0)" in pia.commit().push()
    assert [event.new_files for event in History(pia.server).events(Graded)] == [0, 1, 0]


def test_force_pushes_branches_and_tags(student: Callable[..., Student]) -> None:
    """Each branch is answered; a tag and a deletion are noted; what a force push drops is kept on the server."""
    quinn = student("quinn").write(RIGHT).commit()
    quinn.push()
    dropped = git(quinn.work, "rev-parse", "HEAD").decode().strip()
    output = quinn.write(WRONG).commit("--amend").push("--force", "origin", "main")
    assert "(forced: 1 commit is no longer on it)" in output
    assert "6 of 14 points (-8)" in output
    git(quinn.server, "gc", "--prune=now", "--quiet")
    assert git(quinn.server, "cat-file", "-t", dropped) == b"commit\n"

    for name in ("one", "two", "three"):
        git(quinn.work, "branch", name, dropped)
    git(quinn.work, "tag", "v1")
    output = quinn.push("origin", "one", "two", "three", "main", "v1")
    assert output.count("14 of 14 points") == 3
    assert "(a new branch)" in output
    assert "v1: noted. Tags are not graded, only branches." in output
    assert "one: deleted. Its scores are kept." in quinn.push("origin", ":one")
    git(quinn.work, "branch", "four", dropped)
    output = quinn.push("origin", "four", "four:five", "four:six", "four:seven")
    assert "not graded. A push grades 3 branches" in output


def test_hidden_refs_cannot_be_pushed_or_seen(student: Callable[..., Student]) -> None:
    ada = student().write(RIGHT).commit()
    ada.push()
    assert "refs/grading" not in git(ada.work, "ls-remote").decode()
    command = ["git", "push", "origin", "main:refs/grading/mine"]
    refused = subprocess.run(command, cwd=ada.work, env=git_environment(), capture_output=True, check=False)
    assert refused.returncode != 0


def test_two_at_once_queue(student: Callable[..., Student], tmp_path: Path) -> None:
    """Who comes while another push is graded is told to wait, and is graded after it."""
    pair = [student(name).write(text).commit() for name, text in (("ann", RIGHT), ("ben", WRONG))]
    with FileLock(tmp_path / "server/.grading-queue"):  # somebody serves the queue, who does nothing yet
        pushes = [pair[0].begin_push()]
        until(lambda: len(Queue(tmp_path / "server/.grading-queue").waiting()) == 1)
        pushes.append(pair[1].begin_push())
        assert pushes[1].stderr is not None
        assert any(b"1 push is before it: yours waits for its turn." in line for line in pushes[1].stderr)
        assert [one.scores for one in pair] == [[], []]
    for push in pushes:
        with push:
            push.communicate()
    assert [one.scores for one in pair] == [[14.0], [6.0]]


def until(holds: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_two_students_push_to_one_repository_at_once(student: Callable[..., Student], tmp_path: Path) -> None:
    ann = student("team").write(RIGHT).commit()
    git(tmp_path, "clone", "--quiet", str(ann.work), str(tmp_path / "other"))
    git(tmp_path / "other", "remote", "set-url", "origin", str(ann.server))
    ben = object.__new__(Student)
    ben.work, ben.server = tmp_path / "other", ann.server
    ben.write(WRONG).commit()
    with ThreadPoolExecutor() as pool:
        outputs = list(pool.map(lambda pair: pair[0].push("origin", f"main:{pair[1]}"), ((ann, "ann"), (ben, "ben"))))
    assert "14 of 14" in outputs[0]
    assert "6 of 14" in outputs[1]
    assert sorted(ann.scores) == [6.0, 14.0]


def test_a_limit_of_gradings_per_hour(student: Callable[..., Student]) -> None:
    """At the limit, the student reads that the push is kept, and when to come again."""
    rob = student("rob", "gradings_per_hour = 1\n" + COURSE).write(WRONG).commit()
    assert "6 of 14" in rob.push()
    output = rob.write(RIGHT).commit().push()
    assert "the course allows 1 gradings per hour, and they are used up" in output
    assert "accepted and kept" in output
    assert re.search(r"in (60|5\d) minutes", output)
    assert rob.scores == [6.0]
    file = History(rob.server).file
    events = [json.loads(line) for line in file.read_text().splitlines()]
    for event in events:
        event["time"] = (datetime.fromisoformat(event["time"]) - timedelta(minutes=61)).isoformat()
    file.write_text("".join(json.dumps(event) + "\n" for event in events))
    assert "14 of 14 points (+8)" in rob.commit().push()


def test_a_push_that_breaks_the_grader_is_accepted(student: Callable[..., Student]) -> None:
    """Whether the grader fails on the way or cannot even start: the push is in, and says so; the log says why."""
    sam = student("sam")
    (sam.server / "grading/settings.json").write_text("not JSON")
    output = sam.write(RIGHT).commit().push()
    assert "Your push is accepted and kept. The grader itself failed on it" in output
    assert git(sam.server, "rev-parse", "main") == git(sam.work, "rev-parse", "main")
    assert "JSONDecodeError" in (sam.server / "grading/errors.log").read_text()
    script = sam.server / "hooks/post-receive"
    script.write_text(script.read_text().replace("python", "no-such-python"))
    output = sam.commit().push()
    assert "The grader could not be started" in output
    assert git(sam.server, "rev-parse", "main") == git(sam.work, "rev-parse", "main")


def test_a_push_that_takes_too_long_is_answered_in_parts(student: Callable[..., Student], tmp_path: Path) -> None:
    """Finished exercises are kept: the next push goes on from there, and the score comes at the end."""
    ada = student("ada", 'exercises = ["ex1_by_hand", "ex2_compile"]\n').write(RIGHT)
    ada.write((SAMPLES / "ada/backprop/ex2_compile.py").read_text("utf-8"), "backprop/ex2_compile.py").commit()
    (ada.server / "hooks/post-receive").unlink()
    ada.push()
    head = git(ada.work, "rev-parse", "HEAD").decode().strip()
    update = Update(push_history.NO_COMMIT, head, "refs/heads/main")
    rules, now = config.read_course(tmp_path / "ada.toml"), datetime.now(UTC)
    slow = Time(40, itertools.count(0.0, 80).__next__)
    assert "Not graded for lack of time: ex2_compile." in "\n".join(answer_update(ada.server, update, rules, slow, now))
    assert ada.scores == []
    assert "26 of 26 points" in "\n".join(answer_update(ada.server, update, rules, Time(40, lambda: 0.0), now))
    assert ada.scores == [26.0]
    (graded,) = History(ada.server).events(Graded)
    assert graded.new_files == 1
    ada.write(f"{RIGHT}\n").write(
        (SAMPLES / "bruno/backprop/ex2_compile.py").read_text("utf-8"), "backprop/ex2_compile.py"
    )
    ada.commit().push()
    second = Update(head, git(ada.work, "rev-parse", "HEAD").decode().strip(), "refs/heads/main")
    slow = Time(40, itertools.count(0.0, 80).__next__)
    said = "\n".join(answer_update(ada.server, second, rules, slow, now))
    assert "14 of 14 points. " in said, "no points are lost that are not there yet"
    assert "Not graded for lack of time: ex2_compile." in said


LATE_COURSE = """
exercises = ["ex1_by_hand", "ex2_compile"]
examples = 3
late_days = 1
deadlines = {ex1_by_hand = "2026-10-01T12:00Z", ex2_compile = "2026-10-08T12:00Z"}
late = {percent_per_day = 15, days = 3}
"""


def test_a_late_push_is_answered_with_the_numbers_of_the_table(
    student: Callable[..., Student], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The penalty, the late days and what no longer counts. The pushes are real, and the server's notes have a time.

    Exercise 1 comes 30 hours late, which is two days begun: the late day pays for one, so 15 % of 14 points are lost.
    Exercise 2 comes an hour late, and no late day is left: 15 % of 12. That is 11.9 + 10.2.
    """
    monkeypatch.chdir(tmp_path)
    ada = student("ada", LATE_COURSE)
    (ada.server / "hooks/post-receive").unlink()
    rules, history = config.read_course(tmp_path / "ada.toml"), History(ada.server)
    before = push_history.NO_COMMIT

    def pushed(stem: str, text: str, time: str) -> tuple[Update, datetime]:
        nonlocal before
        ada.write(text, f"backprop/{stem}.py").commit().push()
        update = Update(before, git(ada.work, "rev-parse", "HEAD").decode().strip(), "refs/heads/main")
        received = datetime.fromisoformat(time)
        history.add(Pushed(**update._asdict(), time=received))
        before = update.new
        return update, received

    def answered(update: Update, received: datetime) -> str:
        return "\n".join(answer_update(ada.server, update, rules, Time(40, lambda: 0.0), received))

    def in_the_table() -> SubmissionEntry:
        (tmp_path / "roster.csv").write_text("student,repository\nada,server/ada.git\n")
        collected = CliRunner().invoke(main, ["collect", "roster.csv", "--course", "ada.toml"])
        assert collected.exit_code == 0, collected.output
        return api.grade(tmp_path / "collected/ada", rules)

    first = pushed(STEM, RIGHT, "2026-10-02T18:00+00:00")
    assert "11.9 of 26 points" in answered(*first)
    assert in_the_table().score == pytest.approx(11.9)
    second = pushed("ex2_compile", (SAMPLES / "ada/backprop/ex2_compile.py").read_text("utf-8"), "2026-10-08T13:00Z")
    answer = answered(*second)
    assert "22.1 of 26 points (+10.2)" in answer
    assert in_the_table().score == pytest.approx(22.1)
    assert [note for note in in_the_table().notes if note in answer] == [
        "ex1_by_hand: 1 late day spent",
        "ex1_by_hand: 1 day late, minus 15 %",
        "ex2_compile: 1 day late, minus 15 %",
    ]
    answer = answered(*pushed(STEM, WRONG, "2026-10-20T12:00Z"))
    assert (
        "ex1_by_hand: this came after 2026-10-05 12:00:00 UTC and does not count; what was there before does" in answer
    )
    assert "ex1_by_hand: 1 day late" not in answer
    assert "ex2_compile: 1 day late, minus 15 %" in answer
    assert in_the_table().score == pytest.approx(22.1)
    # The answer to an earlier push, which comes later, knows nothing of what was pushed since.
    assert "22.1 of 26 points" in answered(*second)


def test_a_push_whose_time_cannot_be_told_is_graded(student: Callable[..., Student], tmp_path: Path) -> None:
    ada = student("ada", LATE_COURSE).write(RIGHT).commit()
    (ada.server / "logs/refs/heads").mkdir(parents=True)
    (ada.server / "logs/refs/heads/main").write_text("not a reflog\n")
    (ada.server / "hooks/post-receive").unlink()
    ada.push()
    update = Update(push_history.NO_COMMIT, git(ada.work, "rev-parse", "HEAD").decode().strip(), "refs/heads/main")
    rules, now = config.read_course(tmp_path / "ada.toml"), datetime(2026, 11, 1, tzinfo=UTC)
    answer = "\n".join(answer_update(ada.server, update, rules, Time(40, lambda: 0.0), now))
    assert "14 of 26 points" in answer
    assert "Whether this came late could not be told: ask who runs the course." in answer


def test_installing_where_other_servers_look(tmp_path: Path) -> None:
    """The hook goes where Gitea or GitLab look; another hook is not overwritten; installing twice is fine."""
    runner = CliRunner()
    for name, place, script in (
        ("plain", "hooks", "post-receive"),
        ("gitea", "hooks/post-receive.d", "grader"),
        ("gitlab", "custom_hooks", "post-receive"),
    ):
        server = tmp_path / f"{name}.git"
        server.mkdir()
        git(server, "init", "--bare", "--quiet", "--template=")
        (server / place).mkdir(parents=True)
        for _ in range(2):
            assert runner.invoke(main, ["hook", "install", str(server)]).exit_code == 0
        assert (server / place / script).stat().st_mode & 0o111
        (server / place / script).write_text("#!/bin/sh\necho mine\n")
        result = runner.invoke(main, ["hook", "install", str(server)])
        assert result.exit_code == 1
        assert "is there already and is not ours" in result.output
    result = runner.invoke(main, ["hook", "install", str(tmp_path)])
    assert "is no bare repository" in result.output


def test_every_push_is_in_the_history(student: Callable[..., Student]) -> None:
    ada = student().write(RIGHT).commit()
    ada.push()
    (pushed,) = History(ada.server).events(Pushed)
    assert pushed.ref == "refs/heads/main"
    assert pushed.old == push_history.NO_COMMIT
    assert pushed.new == git(ada.work, "rev-parse", "HEAD").decode().strip()
    assert pushed.time.tzinfo is not None
