"""Simulates the last minute before a deadline: a class pushes, and one of the workers is killed in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil

from grader.benchmarks.classes import Lab, samples
from grader.benchmarks.figures import Figure, at_most
from grader.benchmarks.memory import MEGABYTE
from grader.course.config import read_course
from grader.grading.questions import draw_questions
from grader.intake.files import read_submission
from grader.intake.git import git, git_environment, git_text, identity
from grader.intake.push_history import Graded, History, Pushed
from grader.push.hook import QUEUE, install_hook
from grader.push.queue import Queue

AGAIN = 7
"""Each push of this number is made by the student of the one before it: who is in a hurry pushes twice."""

INTERVAL = 1.0
"""Seconds between two measurements of memory."""


@dataclass(frozen=True)
class Push:
    """A `git push`, and when it began and ended, in seconds since the first one could begin."""

    student: int
    began: float
    ended: float
    output: str

    @property
    def wait(self) -> float:
        return self.ended - self.began


def figures(lab: Lab, students: int, pushes: int, seconds: float = 60.0) -> list[Figure]:
    """Measure a rush of pushes.

    Args:
        lab: Where the server is; its jobs are the workers.
        students: Number of bare repositories with the hook.
        pushes: Number of pushes.
        seconds: Time in which all of them are begun.
    """
    place = lab.folder / "deadline"  # other parts have servers, too
    place.mkdir()
    server, source = place / "server", place / "source"
    lab.say(f"{students} repositories")
    commits = _commits(source, pushes, students)
    made = _make_server(lab, server, students, {student for student, _ in commits})
    lab.say(f"{pushes} pushes in {seconds:g} seconds")
    killed: list[int] = []
    killer = threading.Timer(seconds / 2, _kill_one, [server, killed])
    killer.start()
    with Memory(server) as memory:
        done = _push_all(source, made, commits, seconds)
    killer.cancel()
    killer.join()
    return list(_found(lab, server, made, done, killed, memory))


def _make_server(lab: Lab, server: Path, students: int, pushing: set[int]) -> list[Path]:
    """Make the bare repositories, with the hook where it will run, and draw the questions, as a course does once."""
    server.mkdir()
    course = server / "course.toml"
    chosen = f"exercises = {list(lab.stems)}\n".replace("'", '"') if lab.stems else ""
    course.write_text(f"{chosen}[push]\nworkers = {lab.jobs}\nwait_seconds = 86400\n", encoding="utf-8")
    rules = read_course(course)
    draw_questions(rules.exercises, rules.sampling, lab.jobs)
    git(server, "init", "--bare", "--quiet", "--template=", "--initial-branch=main", "first.git")
    made = [server / f"student{number:04}.git" for number in range(students)]
    for number, repository in enumerate(made):
        shutil.copytree(server / "first.git", repository)
        if number in pushing:
            install_hook(repository, course, None)
    return made


def _commits(source: Path, pushes: int, students: int) -> list[tuple[int, str]]:
    """Make a commit for each push: the student, and the commit with one of the sample submissions, none twice."""
    git(source.parent, "init", "--quiet", str(source))
    originals = samples()
    made: list[tuple[int, str]] = []
    before: dict[int, str] = {}
    student = -1
    for number in range(pushes):
        if number % AGAIN != AGAIN - 1:
            student = (student + 1) % students
        sample = originals[number % len(originals)]
        for name, file in read_submission(sample, sample.name, 10**6).files.items():
            (source / f"{name}.py").write_text(f"{file.text}\n# {number}\n", encoding="utf-8")
        git(source, "add", "--all")
        parent = ["-p", before[student]] if student in before else []
        tree = git_text(source, "write-tree")
        commit = git_text(source, "commit-tree", tree, "-m", f"push {number}", *parent, env=identity("student"))
        before[student] = commit
        made.append((student, commit))
        for written in source.glob("*.py"):
            written.unlink()
    return made


def _push_all(source: Path, made: list[Path], commits: list[tuple[int, str]], seconds: float) -> list[Push]:
    start = time.monotonic()

    def push(number: int) -> Push:
        student, commit = commits[number]
        time.sleep(max(0.0, number * seconds / len(commits) - (time.monotonic() - start)))
        if number and commits[number - 1][0] == student:  # the first push has come in, or Git would refuse this one
            while not any(History(made[student]).events(Pushed)):
                time.sleep(0.05)
        began = time.monotonic() - start
        command = ["git", "push", str(made[student]), f"{commit}:refs/heads/main"]
        done = subprocess.run(command, cwd=source, env=git_environment(), capture_output=True, check=False)
        return Push(student, began, time.monotonic() - start, done.stderr.decode(errors="replace"))

    with ThreadPoolExecutor(len(commits)) as pool:
        return list(pool.map(push, range(len(commits))))


def _found(
    lab: Lab, server: Path, made: list[Path], done: list[Push], killed: list[int], memory: Memory
) -> Iterator[Figure]:
    skipped = [push for push in done if "skipped, since a newer push" in push.output]
    scored = [push for push in done if "visible checks pass" in push.output]
    failed = [push for push in done if "could not be started" in push.output or "itself failed" in push.output]
    waits = [push.wait for push in done]
    yield Figure("pushes, of so many repositories", f"{len(done)} of {len({push.student for push in done})}")
    yield Figure("the first answer, after the first push", min(push.ended for push in done), "s")
    yield Figure("the last answer, after the first push", max(push.ended for push in done), "s")
    yield Figure("longest wait of a push", max(waits), "s")
    yield Figure("median wait of a push", statistics.median(waits), "s")
    yield Figure("answered with a score", len(scored))
    yield Figure("skipped, since the student pushed again", len(skipped))
    yield at_most("answered with neither", len(done) - len(scored) - len(skipped), "", 0)
    yield at_most("told that the grader failed or could not be started", len(failed), "", 0)
    yield at_most("left in the queue", len(Queue(server / QUEUE).waiting()), "", 0)
    yield at_most("most pushes that overtook one", _overtaken(made, done), "", 2 * lab.jobs)
    yield Figure("workers killed with SIGKILL", len(killed), "", "1", len(killed) == 1)
    yield Figure("largest worker", memory.largest, "MB")
    yield Figure("all workers together", memory.workers, "MB")
    yield Figure("with the hooks that wait", memory.together, "MB")


def _overtaken(made: list[Path], done: list[Push]) -> int:
    """Return how many repositories were begun before one that had pushed before them, at the most."""
    begun: list[tuple[float, float]] = []
    for history in [History(made[student]) for student in {push.student for push in done}]:
        pushed, graded = next(history.events(Pushed), None), next(history.events(Graded), None)
        if pushed and graded:
            begun.append((pushed.time.timestamp(), graded.time.timestamp() - graded.seconds))
    return max((sum(other[0] > one[0] and other[1] < one[1] for other in begun) for one in begun), default=0)


def _kill_one(server: Path, killed: list[int]) -> None:
    for process, role in _processes(server):
        if role == "work":
            os.kill(process.pid, signal.SIGKILL)
            killed.append(process.pid)
            return


def _processes(server: Path) -> Iterator[tuple[psutil.Process, str]]:
    """Yield the processes of the grader at a server, each with `work`, `run` or `serve`, but none with student code."""
    for process in psutil.process_iter():
        try:
            words = process.cmdline()
        except psutil.Error:
            continue
        if "grader" in words and any(word.startswith(str(server)) for word in words):
            yield process, next(word for word in ("work", "run", "serve") if word in words)


class Memory:
    """Measures the memory of the grader's processes at a server while the `with` block runs, in MB (PSS)."""

    def __init__(self, server: Path) -> None:
        self.server = server
        self.largest = self.workers = self.together = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(INTERVAL):
            sizes: dict[str, list[float]] = {"work": [], "run": [], "serve": []}
            for process, role in _processes(self.server):
                try:
                    sizes[role].append(process.memory_full_info().pss / MEGABYTE)
                except psutil.Error:
                    continue
            self.largest = max(self.largest, *sizes["work"], 0.0)
            self.workers = max(self.workers, sum(sizes["work"]))
            self.together = max(self.together, sum(map(sum, sizes.values())))
