"""Measures how long one person waits: for one submission in a new process, for a push, for a notebook."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from checks.exercises import EXERCISES
from grader.benchmarks.classes import SAMPLES, Lab
from grader.benchmarks.figures import ACCOUNTED, Figure, at_most, processor_seconds
from grader.judge.bank.file import FOLDER
from grader.paths import REFERENCE, SKELETON

WRONG, HANGING = "daan", "jonas"
"""The sample student who is wrong in two exercises, and the one whose code hangs in one."""

BANK = "bank"
"""The folder for questions, in the lab."""

NOTEBOOK = "ex3_caching"
SUBMISSIONS = 4
"""Notebooks that nbgrader grades beside a single one, with which its own start is most of the time."""


class Cost(NamedTuple):
    """What a command took."""

    clock: float
    """Seconds."""

    processor: float
    """Processor time in seconds, that of all child processes included."""


def figures(lab: Lab) -> list[Figure]:
    """Measure one grading at a time; the machine should do nothing else."""
    right = lab.folder / "right"
    right.mkdir()
    for exercise in EXERCISES:
        shutil.copy(REFERENCE / f"{exercise.stem}.py", right)
    lab.say("one submission")
    cold = _graded(lab, right, "--jobs", "1")  # the time of other processes that draw is not counted
    warm, counted = _graded(lab, right), _graded(lab, right, "--sandbox", ACCOUNTED)
    wrong = _graded(lab, SAMPLES / WRONG, "--sandbox", ACCOUNTED)
    hanging = _graded(lab, SAMPLES / HANGING, "--sandbox", ACCOUNTED)
    return [
        at_most("right, new process", warm.clock, "s on the clock", 1.5),
        at_most(f"right, new process, in {ACCOUNTED}", counted.processor, "s of processor time", 1.2),
        at_most("wrong in two exercises, seen for the first time", wrong.processor, "s of processor time", 4),
        Figure("wrong in two exercises, seen for the first time", wrong.clock, "s on the clock"),
        Figure("hangs in one exercise", hanging.clock, "s on the clock"),
        Figure("hangs in one exercise", hanging.processor, "s of processor time"),
        at_most("right, nothing drawn yet on this machine", cold.processor, "s of processor time", 15),
        Figure("right, nothing drawn yet on this machine", cold.clock, "s on the clock"),
        *_push(lab, right),
        *_notebook(lab),
    ]


def _graded(lab: Lab, submission: Path, *options: str) -> Cost:
    """Grade one submission in a new process, with a bank that is empty at first."""
    chosen = [part for stem in lab.stems for part in ("--exercise", stem)]
    command = [sys.executable, "-m", "grader", "grade", str(submission), "--fresh", *options, *chosen]
    return _run(command, lab.folder, {FOLDER: str(lab.folder / BANK)})


def _push(lab: Lab, right: Path) -> list[Figure]:
    """Measure from `git push` to the last line, for a repository with right solutions of all exercises."""
    lab.say("a push")
    bare, work = lab.folder / "server" / "student.git", lab.folder / "work"
    shutil.copytree(SKELETON / "backprop", work / "backprop", ignore=shutil.ignore_patterns("__pycache__"))
    _git(lab.folder, "init", "--quiet", "--bare", str(bare))
    _git(work, "init", "--quiet", "--initial-branch", "main")
    _git(work, "remote", "add", "origin", str(bare))
    _run([sys.executable, "-m", "grader", "hook", "install", str(bare)], lab.folder, {})
    for file in right.glob("*.py"):
        shutil.copy(file, work / "backprop")
    _git(work, "add", ".")
    _git(work, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message", "right")
    cost = _run(["git", "push", "origin", "main"], work, {FOLDER: str(lab.folder / BANK)})
    return [at_most("a push, to the last line of the answer", cost.clock, "s on the clock", 2)]


def _notebook(lab: Lab) -> list[Figure]:
    if not find_spec("nbgrader"):
        return [Figure("nbgrader autograde", "not measured: pip install -e '.[nbgrader]'")]
    from grader.benchmarks.nbgrader import Way, measure  # only where it is installed

    stem = lab.stems[0] if lab.stems else NOTEBOOK
    drawn = {FOLDER: str(lab.folder / BANK)}
    lab.say("a notebook")
    one = measure(stem, 1, **drawn)
    lab.say(f"{SUBMISSIONS} notebooks")
    some = measure(stem, SUBMISSIONS, **drawn)
    further = {way: (some[way] - one[way]) / (SUBMISSIONS - 1) for way in Way}
    costs = {"one notebook": one, f"{SUBMISSIONS} notebooks": some, "each further notebook": further}
    found = [
        Figure(f"nbgrader autograde, {what}, {way.value}", cost[way], "s of processor time")
        for what, cost in costs.items()
        for way in Way
    ]
    for what, cost in costs.items():
        floor, ours = cost[Way.NOTHING] / cost[Way.VANILLA], cost[Way.PLUGINS] / cost[Way.VANILLA]
        found += [
            Figure(f"{what}, relative to vanilla, {Way.NOTHING.value}: no plug-in can cost less", floor),
            at_most(f"{what}, relative to vanilla, {Way.PLUGINS.value}", ours, "", 0.2),
        ]
    return found


def _run(command: Sequence[str], folder: Path, settings: dict[str, str]) -> Cost:
    began, before = time.monotonic(), processor_seconds()
    # Compiled modules are kept, as an installed kit has them.
    environment = {**os.environ, **settings, "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    cost = Cost(time.monotonic() - began, processor_seconds() - before)
    if done.returncode not in (0, 1):  # 1: a submission needs a person
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return cost


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True)
