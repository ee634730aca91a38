"""Faults around a grading: none leads to a wrong record, and points that were earned stay."""

from __future__ import annotations

import errno
import os
import random
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from checks.model.network import Builder
from checks.model.outcomes import Crashed, TimedOut
from checks.model.scenario import Scenario, call
from checks.model.status import Status
from grader.course.limits import Limits
from grader.course.registry import all_checks
from grader.grading.plan import Plan
from grader.grading.submission import grade
from grader.guest.protocol import LATE, body
from grader.intake.files import read_submission
from grader.judge import conversation
from grader.judge.conversation import Conversation
from grader.judge.exit_reasons import Wording
from grader.judge.subject import SandboxedSubject
from grader.record import SubmissionEntry
from grader.sandbox import SANDBOXES, Sandbox, choose
from grader.sandbox.pipes import move
from grader.sandbox.process import Process
from grader.sandbox.workers import ForkServer

MACHINE = [sandbox for sandbox in SANDBOXES if not sandbox.problem]
STEM = "ex1_by_hand"
LIMITS = Limits(call_seconds=30)

THREE_STEPS = """
def three_steps():
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]
"""


def graded(folder: Path, source: str, limits: Limits = LIMITS) -> SubmissionEntry:
    """The entry of a submission with that source."""
    (folder / f"{STEM}.py").write_text(source)
    return grade(read_submission(folder, "eve", 10_000), Plan((STEM,), limits))


def statuses(entry: SubmissionEntry) -> list[str]:
    return [check.status for check in entry.checks]


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sandbox], None]:
    """Pretend that a sandbox is the only one of this machine."""
    return lambda sandbox: monkeypatch.setattr("grader.grading.sandboxes.choose", lambda name: sandbox)


class Unwilling(Process):
    """A sandbox in which nothing can be started."""

    name = "unwilling"

    def __init__(self, error: OSError) -> None:
        self.error = error

    def launch(self, *_: Any) -> subprocess.Popen[bytes]:
        raise self.error


@pytest.mark.parametrize("number", [errno.EAGAIN, errno.ENOSPC, errno.ENOMEM, errno.EMFILE, errno.ENOENT])
def test_no_worker_can_be_started(number: int, tmp_path: Path, only: Callable[[Sandbox], None]) -> None:
    """If no worker can be started (`fork` refused, disk full, no memory), there is no grade."""
    only(Unwilling(OSError(number, os.strerror(number))))
    entry = graded(tmp_path, THREE_STEPS)
    assert entry.status == "needs_review"
    assert set(statuses(entry)) == {"grader_error"}
    assert os.strerror(number) in entry.checks[0].message


class Mute(Process):
    """A sandbox in which the worker ends before it is ready."""

    name = "mute"

    def launch(self, folder: Path, *rest: Any) -> subprocess.Popen[bytes]:
        (folder / "__main__.py").write_text("raise SystemExit(3)\n")
        return super().launch(folder, *rest)


def test_worker_that_does_not_get_ready(tmp_path: Path, only: Callable[[Sandbox], None]) -> None:
    """A worker that ends before it is ready has run no student code: this is an error of the grader, not a crash."""
    only(Mute())
    entry = graded(tmp_path, THREE_STEPS)
    assert entry.status == "needs_review"
    assert set(statuses(entry)) == {"grader_error"}
    assert "did not get ready" in entry.checks[0].message


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the worker's folder cannot be filled, it is removed."""

    def full(path: Path, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(Path, "write_bytes", full)
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(OSError, match="No space left"):
        ForkServer(LIMITS, choose()).start(STEM, {STEM: ""}, LIMITS)
    assert list(tmp_path.iterdir()) == []
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize("sandbox", MACHINE, ids=lambda sandbox: sandbox.name)
def test_worker_killed_at_any_moment(sandbox: Sandbox) -> None:
    """Killing a worker costs one question; another worker answers the next one."""
    chance = random.Random(4)
    source = "def work(n):\n    return sum(range(n))\n"
    told = []
    with SandboxedSubject(STEM, source, LIMITS, sandbox) as subject:
        for _ in range(12):
            subject.new_check()
            killer = threading.Timer(chance.random() * 0.05, kill_workers)
            killer.start()
            try:
                answers = subject.ask(Builder().network(), call("work", 1_000_000))
                assert answers[0] == 499999500000
            except (Crashed, RuntimeError) as error:
                told.append(str(error))
            finally:
                killer.join()
            subject._cannot_load = None
        for _ in range(2):  # the last one may have been killed after it had answered, and the next one with it
            with suppress(Crashed):
                subject.ask(Builder().network(), call("work", 10))
        assert subject.ask(Builder().network(), call("work", 10))[0] == 45
    # Before it was ready, that is the grader's error; after it, a crash.
    assert all("was killed (SIGKILL)" in words for words in told), told


def kill_workers() -> None:
    """Kill the process that this one has started."""
    for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)


@pytest.mark.parametrize("sandbox", MACHINE, ids=lambda sandbox: sandbox.name)
def test_what_was_answered_before_the_end_counts(sandbox: Sandbox) -> None:
    """Answers before the end count, also if the judge was still writing questions into a full pipe."""
    source = """
import os

asked = 0

def derivative_at(x):
    global asked
    asked += 1
    if asked > 2:
        os._exit(0)
    return asked
"""
    scenario = Scenario(Builder().network(), (call("derivative_at", "x" * 100_000),))
    with SandboxedSubject(STEM, source, LIMITS, sandbox) as subject:
        replies, stop = subject.replies([body(scenario=scenario.to_json())] * 20)
        assert [subject.read(reply, scenario) for reply in replies] == [([1], None), ([2], None)]
        assert isinstance(stop, Crashed) and "ended itself" in str(stop)


def test_what_was_said_is_read_though_nobody_listens_any_more() -> None:
    """Answers are read although the worker was gone before the next questions were written."""
    asked, ask = os.pipe()
    hear, told = os.pipe()
    os.write(told, b"said\n")
    os.close(told)
    os.close(asked)
    worker: Any = SimpleNamespace(ask=ask, hear=hear)
    try:
        left, heard = move(worker, b"asked\n", time.monotonic() + 30)
        assert (left, heard) == (b"", b"said\n")
        with pytest.raises(EOFError):
            move(worker, left, time.monotonic() + 30)
    finally:
        os.close(ask)
        os.close(hear)


def test_a_sandbox_that_is_gone_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its start may have been killed while a part of it hangs on, with the pipe open."""
    monkeypatch.setattr(conversation, "LOOK_SECONDS", 0.0)
    hear, told = os.pipe()
    looks = [True, True, False]
    worker: Any = Mock(hear=hear)
    type(worker).sandbox_runs = property(lambda _: looks.pop(0))
    try:
        with pytest.raises(EOFError):
            Conversation(worker, 1000).wait_until_ready()
    finally:
        os.close(hear)
        os.close(told)
    assert not looks


def test_who_does_not_listen_is_not_waited_for_for_ever() -> None:
    """A worker that closes its end of the pipe for questions, and then says nothing."""
    source = """
import os, time

def derivative_at(x):
    os.closerange(3, 20)
    time.sleep(60)
"""
    scenario = Scenario(Builder().network(), (call("derivative_at", "x" * 100_000),))
    limits = Limits(call_seconds=1, check_seconds=2)
    with SandboxedSubject(STEM, source, limits) as subject:
        replies, stop = subject.replies([body(scenario=scenario.to_json())] * 20)
    assert replies == [] and isinstance(stop, (Crashed, TimedOut))


def test_points_earned_before_a_crash_stay(tmp_path: Path) -> None:
    """Points before a crash stay, and those after it can be earned."""
    source = "import os\n" + THREE_STEPS + "\ndef gradients(*_):\n    os._exit(7)\n"
    entry = graded(tmp_path, source)
    by_name = {check.id.partition("::")[2]: check for check in entry.checks}
    assert by_name["three_steps"].status == "passed"
    assert by_name["gradients"].status == "crashed"
    assert "ended itself with os._exit(7) during gradients()" in by_name["gradients"].message
    assert entry.status == "graded"
    assert len(by_name) == len(all_checks(STEM))


def test_endless_loading_costs_one_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that never finishes loading is not waited for again in each check."""
    waits = []
    timed_out = Wording.timed_out

    def noted(words: Wording, *arguments: Any) -> TimedOut:
        waits.append(arguments)
        return timed_out(words, *arguments)

    monkeypatch.setattr(Wording, "timed_out", noted)
    entry = graded(tmp_path, "while True: pass\n", Limits(call_seconds=1))
    assert set(statuses(entry)) == {"timeout"}
    assert len(waits) == 1


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder and no open descriptor, however a worker ended."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    submission = tmp_path / "eve"
    submission.mkdir()
    graded(submission, "import os\n\ndef gradients(*_):\n    os._exit(1)\n")
    before = len(os.listdir("/proc/self/fd"))
    graded(submission, "import os\n\ndef gradients(*_):\n    os._exit(1)\n")
    assert [path.name for path in tmp_path.iterdir()] == ["eve"]
    assert len(os.listdir("/proc/self/fd")) == before


def test_who_hangs_once_has_less_time_after_that(tmp_path: Path) -> None:
    """Each check has its own verdict, in the time that the text promises; the message names the law and the step."""
    source = (
        THREE_STEPS
        + """
def gradients(*_):
    while True:
        pass

def train(weight, bias, data, learning_rate, steps):
    while True:
        pass
"""
    )
    entry = graded(tmp_path, source, Limits(call_seconds=0.5))
    timeouts = [" ".join(check.message.split()) for check in entry.checks if check.status is Status.TIMEOUT]
    assert len(timeouts) == 6
    assert timeouts[0].startswith("The law: gradients() follows the chain rule. The question: gradients(")
    assert "No answer within 0.5 seconds of computing (2 on the clock), while it did gradients(" in timeouts[0]
    assert all("No answer within 0.1 seconds" in message for message in timeouts[1:])
    assert "passed" in statuses(entry)


def test_a_timeout_names_its_step() -> None:
    """The step that was being done when the time was over, not the first or the last one."""
    source = "def one():\n    return 1\n\ndef hang():\n    while True:\n        pass\n"
    with SandboxedSubject(STEM, source, Limits(call_seconds=0.5)) as subject, pytest.raises(TimedOut) as stopped:
        subject.ask(Builder().network(), call("one"), call("one"), call("hang"), call("one"))
    assert stopped.value.step == 2


def test_all_answers_of_a_check_have_a_limit_together() -> None:
    """Each answer is quick enough, all of them are not; the next check begins anew."""
    with SandboxedSubject(STEM, WAITS, Limits(call_seconds=5, check_seconds=0.5)) as subject:
        subject.new_check()
        asked = [call("works", 0.2)]
        subject.ask(Builder().network(), *asked)
        with pytest.raises(TimedOut, match=r"More than 0.5 seconds of computing .* for all answers of this check"):
            subject.ask(Builder().network(), *asked * 4)
        subject.new_check()
        assert subject.ask(Builder().network(), call("works", 0.2))[0] == "done"


WAITS = """
import signal, time

def computes():
    while True:
        pass

def sleeps():
    time.sleep(1000)

def deaf():
    return sum(range(10**11))

def stubborn():
    for number in (signal.SIGPROF, signal.SIGVTALRM, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    computes()

def works(seconds):
    began = time.process_time()
    while time.process_time() - began < seconds:
        pass
    return "done"
"""


@pytest.mark.parametrize(
    ("function", "code", "step"),
    [("computes", LATE, 1), ("sleeps", LATE, 1), ("deaf", -signal.SIGVTALRM, None), ("stubborn", None, None)],
)
def test_computing_and_the_clock(
    monkeypatch: pytest.MonkeyPatch, function: str, code: int | None, step: int | None
) -> None:
    """The worker ends what computes or waits; the system what does not listen; the judge what ignores all signals."""
    codes = []
    end = SandboxedSubject._end

    def noted(subject: SandboxedSubject, gone: bool = False) -> int | None:
        codes.append(end(subject, gone))
        return codes[-1]

    monkeypatch.setattr(SandboxedSubject, "_end", noted)
    monkeypatch.setattr("grader.judge.budget.LAST_RESORT", 1 if function == "stubborn" else 100)
    with SandboxedSubject(STEM, WAITS, Limits(call_seconds=0.2, check_seconds=1000)) as subject:
        with pytest.raises(TimedOut, match=re.escape("No answer within 0.2 seconds of computing")) as stopped:
            subject.ask(Builder().network(), call("works", 0.01), call(function))
        assert codes[0] == code
    assert stopped.value.step == step


def test_each_answer_has_its_own_processor_time() -> None:
    """Earlier answers of the same process do not count."""
    with SandboxedSubject(STEM, WAITS, Limits(call_seconds=0.5, check_seconds=1000)) as subject:
        for _ in range(5):
            assert subject.ask(Builder().network(), call("works", 0.2))[0] == "done"


LOADS = """
import math
math.loads = getattr(math, "loads", 0) + 1

def loads():
    return math.loads
"""


@pytest.mark.parametrize(("demo", "told"), [("", [1, 2, 3]), ("print('a demo')\n", [1, 1, 1])])
def test_a_demo_runs_once_in_a_process(demo: str, told: list[int]) -> None:
    """Another module is loaded again for each check; see `checks.guest.demos` for what a demo is."""
    with SandboxedSubject(STEM, LOADS + demo, LIMITS) as subject:
        answers = []
        for _ in range(3):
            subject.new_check()
            answers.append(subject.ask(Builder().network(), call("loads"))[0])
    assert answers == told
