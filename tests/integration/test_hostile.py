"""The hostile class: each submission earns only what its honest part earns, and nothing outside changes."""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from checks.law.search import minimize
from grader.course import registry
from grader.course.limits import Limits
from grader.course.sampling import OWN
from grader.grading import sandboxes, submission
from grader.grading.batch import grade_each
from grader.grading.plan import Plan
from grader.judge.bank.examples import recorded_examples
from grader.judge.budget import Purse
from grader.paths import REFERENCE
from grader.record import SubmissionEntry
from grader.sandbox import SANDBOXES, Sandbox
from grader.sandbox.workers import ForkServer
from tests.canary import picture
from tests.places import HOSTILE

PLAN = json.loads((HOSTILE / "expected.json").read_text())
EXPECTED: dict[str, dict[str, Any]] = PLAN["submissions"]

LIMITS = Limits(
    call_seconds=0.3, check_seconds=1.5, exercise_seconds=12, submission_seconds=15,
    memory_mb=160, temporary_mb=4, file_mb=2,
)  # fmt: skip
"""Short ones: whoever waits does so for as long as it may."""

JUDGE_SECONDS = 10
"""Seconds that the judge may compute for one of them, by the processor's count: most of it looks for small examples."""

TO_END = 5
"""Seconds on the clock within which a process that has used its time up is ended, on a busy machine."""

FEW_TRIES = 20
"""Number of variants of a wrong example: how small it can be made is not the question here."""

MACHINE = [sandbox for sandbox in SANDBOXES if not sandbox.problem]
"""The sandboxes that this machine has."""

WALLS = ("reading", "results", "files", "exhausting", "network", "system")
"""The rows that are about what a sandbox keeps from its inmates. What an answer earns is the same in all sandboxes, so
the other rows are slow tests in all but the first."""

EACH = [
    pytest.param(
        sandbox, row, id=f"{sandbox.name}-{row}", marks=[pytest.mark.slow] if number and row not in WALLS else []
    )
    for number, sandbox in enumerate(MACHINE)
    for row in PLAN["rows"]
]

PR_SET_CHILD_SUBREAPER = 36

HONEST = "zoe"
"""The student who is graded last: nothing that the others did must reach her."""

HONEST_CODE = """
def three_steps():
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]
"""


@pytest.fixture(scope="module", autouse=True)
def orphans_come_to_us() -> None:
    """A process that outlives the worker which started it becomes a child of this one, so that it is seen."""
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0


@pytest.fixture
def ears() -> Iterator[list[socket.socket]]:
    """Open TCP, UDP and Unix sockets that no submission must reach."""
    tcp = socket.create_server(("127.0.0.1", 0))
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", tcp.getsockname()[1]))
    unix = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    unix.bind(f"\0backprop-{os.getpid()}")
    yield [tcp, udp, unix]
    for ear in (tcp, udp, unix):
        ear.close()


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder with files that a student would like to read or change."""
    folder = tmp_path / "outside"
    for name in ("reference", "neighbour"):
        (folder / name).mkdir(parents=True)
        reference = REFERENCE / "ex1_by_hand.py"
        shutil.copyfile(reference, folder / name / "ex1_by_hand.py")
    (folder / "grades.json").write_text("{}")
    return folder


def test_every_row_has_submissions_and_every_submission_a_row() -> None:
    """Every submission says what its result must be."""
    folders = {path.name for path in HOSTILE.iterdir() if path.is_dir()}
    assert folders == set(EXPECTED)
    assert {expected["row"] for expected in EXPECTED.values()} == set(PLAN["rows"])
    assert all(expected["tries"] for expected in EXPECTED.values())
    assert len(folders) >= 130


class Costs:
    """What each submission has cost: seconds of waiting for its answers, and seconds in which the judge computed."""

    def __init__(self) -> None:
        self.purses: list[Purse] = []
        self.computed: dict[str, float] = {}
        self._since = 0.0

    def begin(self) -> None:
        """Count from now on."""
        self._since = time.process_time()

    def purse(self, seconds: float) -> Purse:
        """Make the purse of the next submission."""
        self.purses.append(Purse(seconds))
        return self.purses[-1]

    def graded(self, entry: SubmissionEntry) -> None:
        now = time.process_time()
        self.computed[entry.student], self._since = now - self._since, now

    def found(self, entry: SubmissionEntry) -> None: ...

    def examined(self, stem: str, passed: int, checks: int) -> None: ...


class Lent(AbstractContextManager["Lent"]):
    """A fork server that several submissions use in turn: to start one takes longer than most of them."""

    def __init__(self, server: ForkServer) -> None:
        self._server = server

    def __getattr__(self, name: str) -> Any:
        return getattr(self._server, name)

    def __exit__(self, *_: object) -> None: ...


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> Costs:
    """Note what submissions cost, and make that less."""
    noted = Costs()
    monkeypatch.setattr(submission, "Purse", noted.purse)
    monkeypatch.setattr(minimize, "MOST_TRIES", FEW_TRIES)
    return noted


@pytest.mark.parametrize(("sandbox", "row"), EACH)
def test_hostile(
    sandbox: Sandbox, row: str, tmp_path: Path, outside: Path, ears: list[socket.socket], costs: Costs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """No unearned point, the class is completed within its time, and outside all is as it was."""
    names = [name for name, expected in EXPECTED.items() if expected["row"] == row]
    course = tmp_path / "class"
    for name in names:
        hand_in(name, course, outside, ears)
    (course / HONEST).mkdir()
    (course / HONEST / "ex1_by_hand.py").write_text(HONEST_CODE)
    before, family, memory = picture(tmp_path), children(), largest()
    stems = sorted({path.stem for name in names for path in (course / name).glob("ex*.py")} | {"ex1_by_hand"})

    for check in (one for stem in stems for one in registry.all_checks(stem)):
        recorded_examples(check, OWN)  # to draw them takes longer than to ask them
    costs.begin()

    with ForkServer(LIMITS, sandbox) as visible, ForkServer(LIMITS, sandbox) as hidden:
        lent = cycle((Lent(visible), Lent(hidden)))
        monkeypatch.setattr(sandboxes, "ForkServer", lambda *_: next(lent))
        plan = Plan(tuple(stems), LIMITS, sandbox=sandbox.name)
        entries = grade_each(sorted(course.iterdir()), plan, watcher=costs)

    assert [entry.student for entry in entries] == [*sorted(names), HONEST]
    wrong = []
    for entry in entries:
        earned = {c.id.partition("::")[2] for c in entry.checks if c.score}
        expected = EXPECTED.get(entry.student, {"earns": ["three_steps"], "says": []})
        # Where files are not protected, the reference can be read, and the student's own be lost: so says the warning.
        if entry.status == "needs_review" and expected.get("doubtful"):
            continue  # points that a person has to look at are not given by the machine
        unsafe = not sandbox.safe and (expected.get("reads") or (expected.get("writes") and not earned))
        due = set(expected["earns"])  # and more, if a thread comes too late to spoil what is honest work
        if not due <= earned <= due | set(expected.get("may_earn", [])) and not unsafe:
            wrong.append(f"{entry.student} earned {earned}")
        told = "\n".join(check.message for check in entry.checks)
        words = " ".join(told.split())  # messages are wrapped
        if expected["says"] and not any(said in words for said in expected["says"]):
            wrong.append(f"{entry.student} should read one of {expected['says']}, but reads: {words}")
        if any(check.status == "grader_error" for check in entry.checks):
            wrong.append(f"{entry.student} is blamed on the grader: {words}")
    wrong += [
        f"{name} kept the judge busy for {spent:.1f} s"
        for name, spent in costs.computed.items()
        if spent > JUDGE_SECONDS
    ]
    wrong += [
        f"a submission took {-purse.left:.1f} s more than it has" for purse in costs.purses if purse.left < -TO_END
    ]
    assert not wrong, "\n".join(wrong)
    assert len(costs.purses) == len(costs.computed) == len(entries)

    assert picture(tmp_path) == before
    assert not heard(ears)
    assert [child for child in children() if child not in family] == []
    assert largest() - memory < 300_000  # a huge reply was not taken in


def hand_in(name: str, course: Path, outside: Path, ears: list[socket.socket]) -> None:
    """Copy a submission, and tell it where the test keeps what it looks for."""
    shutil.copytree(HOSTILE / name, course / name)
    for file in (course / name).glob("ex*.py"):
        text = re.sub(r'^OUTSIDE = ".*"$', f'OUTSIDE = "{outside}"', file.read_text(), flags=re.MULTILINE)
        text = re.sub(r"^PORT = \d+$", f"PORT = {ears[0].getsockname()[1]}", text, flags=re.MULTILINE)
        file.write_text(text.replace("\\0backprop", f"\\0backprop-{os.getpid()}"))


def heard(ears: list[socket.socket]) -> list[str]:
    """The connections and messages that reached the sockets."""
    found = []
    for ear in ears:
        ear.setblocking(False)
        try:
            found.append(f"{ear.accept() if ear.type is socket.SOCK_STREAM else ear.recv(100)!r}")
        except BlockingIOError:
            continue
    return found


def largest() -> int:
    """The largest amount of memory that this process has ever had, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def children() -> list[str]:
    """The processes below this one that are still alive after a moment."""
    for _ in range(5):
        try:
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass  # that one has ended, and only waited for somebody to notice
        except ChildProcessError:
            return []
        time.sleep(0.1)
    found = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in found]
