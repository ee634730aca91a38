"""The sandboxes: what a student's code can reach, which sandbox is chosen, and what the report says of it."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checks.law.check import Check
from checks.model.network import Builder
from checks.model.scenario import call
from checks.model.status import Status
from grader import sandbox as sandboxes
from grader.cli import main
from grader.course import registry
from grader.course.limits import Limits
from grader.course.sampling import Sampling
from grader.diagnosis import matching
from grader.grading import solution, submission
from grader.grading.plan import Plan
from grader.guest.lockdown import Locks
from grader.intake.files import SourceFile, Submission
from grader.judge.check_runner import Outcome
from grader.judge.subject import SandboxedSubject
from grader.paths import KIT
from grader.sandbox import NAMES, SANDBOXES, NoSandbox, Sandbox, choose
from grader.sandbox.base import resource_limits
from grader.sandbox.bubblewrap import Bubblewrap
from grader.sandbox.landlock import Landlock
from grader.sandbox.process import Process, in_a_shared_process_table
from grader.sandbox.workers import ForkServer
from tests.places import PROBE

MACHINE = [sandbox for sandbox in SANDBOXES if not sandbox.problem]
SAFE = [sandbox for sandbox in MACHINE if sandbox.safe]
LIMITS = Limits(call_seconds=30, check_seconds=60)

each = pytest.mark.parametrize("sandbox", MACHINE, ids=lambda sandbox: sandbox.name)
each_safe = pytest.mark.parametrize("sandbox", SAFE, ids=lambda sandbox: sandbox.name)


HONEST = """
def three_steps():
    return [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]
"""


def ask(source: str, sandbox: Sandbox, *question: Any, limits: Limits = LIMITS) -> Any:
    """Ask a function of the source in the sandbox."""
    with SandboxedSubject("ex1_by_hand", source, limits, sandbox) as subject:
        answers = subject.ask(Builder().network(), call(*question))
        return answers[0]


@each_safe
def test_probe_finds_nothing(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the reference nor hidden checks, expected values, other submissions or the user's home can be read."""
    home = tmp_path / "home"
    (home / "submissions" / "ada").mkdir(parents=True)
    (home / "submissions" / "ada" / "ex1_by_hand.py").write_text("NEEDLE = 'a neighbour'\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("NEEDLE", "from the environment")
    starts = [str(KIT), str(home), os.path.expanduser("~root"), str(Path(os.__file__).parent), "/"]
    opened = (home / "secret.txt").open("w+")  # a descriptor that must not be handed down
    opened.write("NEEDLE")
    found = ask(PROBE.read_text(), sandbox, "probe", starts)
    opened.close()
    assert found == []


def test_probe_can_find() -> None:
    """Without a sandbox, the same probe finds the reference and the hidden checks."""
    found = ask(PROBE.read_text(), choose("process"), "files", [str(KIT / "reference"), str(KIT / "grader" / "hidden")])
    assert any("reference" in line for line in found)
    assert any("hidden" in line for line in found)


@each_safe
def test_nothing_can_be_written_outside(sandbox: Sandbox, tmp_path: Path) -> None:
    """No file can be written: not in the worker's folder, not in the kit, not in any place that the probe knows."""
    source = """
import os

def write(places):
    done = []
    for place in places:
        for how in (lambda p: open(p, "w"), os.mkdir, lambda p: os.symlink("/", p), os.mkfifo, os.mknod):
            try:
                how(os.path.join(place, "written"))
                done.append(place)
                os.unlink(os.path.join(place, "written"))
            except OSError:
                pass
    return done
"""
    places = [
        "/",
        "/dev",
        "/usr",
        "/etc",
        "/exercise",
        "/exercise/backprop",
        str(KIT),
        str(tmp_path),
        "backprop",
        "/lib",
    ]
    assert ask(source, sandbox, "write", places) == []
    assert not (tmp_path / "written").exists()


@each
def test_limits_are_in_force(sandbox: Sandbox) -> None:
    """The limits are those that were set, and cannot be raised again."""
    limits = Limits(call_seconds=30, memory_mb=300, cpu_seconds=50, open_files=40, file_mb=3, processes=20)
    source = """
import resource

def limits(names):
    return [resource.getrlimit(getattr(resource, "RLIMIT_" + name))[0] for name in names]
"""
    expected = resource_limits(limits)
    names = [name for name in expected if name != "NPROC"]  # where processes are shared, that is a sum
    assert ask(source, sandbox, "limits", names, limits=limits) == [expected[name] for name in names]


def test_processes_are_counted_with_those_that_are_there() -> None:
    """A limit below what the user runs already would refuse the first thread."""
    assert in_a_shared_process_table(Limits(processes=5))["NPROC"] >= 6


@each
def test_environment_is_empty(sandbox: Sandbox) -> None:
    """The environment has only variables that make runs alike, and those of Python and bubblewrap."""
    answer = ask("import os\ndef names(): return sorted(os.environ)", sandbox, "names")
    assert set(answer) <= {"LC_CTYPE", "PWD", "PYTHONHASHSEED"}


@each
def test_worker_has_its_two_pipes_only(sandbox: Sandbox) -> None:
    """A worker has its two pipes, and standard streams that lead nowhere."""
    source = """
import os, stat

def kinds():
    found = []
    for descriptor in range(256):
        try:
            mode = os.fstat(descriptor).st_mode
        except OSError:
            continue
        found.append("pipe" if stat.S_ISFIFO(mode) else "device" if stat.S_ISCHR(mode) else "something else")
    return sorted(found)
"""
    assert ask(source, sandbox, "kinds") == ["device"] * 3 + ["pipe"] * 2


@each
def test_same_grade_in_each_sandbox(sandbox: Sandbox) -> None:
    """Honest code gets the same grade in each sandbox."""
    assert ask(HONEST, sandbox, "three_steps") == [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]


def test_only_what_asks_is_in_the_workers_folder() -> None:
    """The worker's folder has no oracle, no strategies, no checks and no answers."""
    source = "import os\ndef files(): return sorted(os.listdir(os.path.dirname(os.path.dirname(__file__)) + '/checks'))"
    names = {name.removesuffix(".py") for name in ask(source, choose(), "files")} - {"__pycache__"}
    assert not names & {"oracle", "strategies", "answers", "check", "descent", "formulas", "messages"}
    assert not any(name.startswith("test_") for name in names)


# Which sandbox is taken.


class Broken(Process):
    """A sandbox that this machine does not have."""

    name = "broken"
    safe = True
    advice = "buy another machine"
    problem = "its kernel is too old"


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Pretend that the machine has these sandboxes."""

    def pretend(*candidates: Sandbox) -> None:
        monkeypatch.setattr(sandboxes, "SANDBOXES", candidates)
        choose.cache_clear()

    yield pretend
    choose.cache_clear()


def test_auto_takes_the_first_that_works(only: Any) -> None:
    """bubblewrap comes before Landlock, and Landlock before a plain process."""
    assert NAMES == ("auto", "bubblewrap", "landlock", "process")
    only(Broken(), Process())
    assert choose("auto").name == "process"


def test_required_sandbox_that_is_not_there(only: Any) -> None:
    """A required sandbox that is missing is refused, with the reason and a remedy."""
    only(Broken(), Process())
    with pytest.raises(NoSandbox, match=r"its kernel is too old.*buy another machine"):
        choose("auto", required=True)
    with pytest.raises(NoSandbox, match="cannot be used with --require-sandbox"):
        choose("process", required=True)


def test_missing_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without bubblewrap on the path, it says so."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert Bubblewrap().problem == "the program bwrap is not installed"


def test_without_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Landlock is not offered without the system call filter, for the network would be open; the others do without."""

    def missing(_: object) -> bytes:
        raise OSError("libseccomp cannot be used: not found")

    monkeypatch.setattr("grader.sandbox.seccomp.compiled", missing)
    assert "libseccomp" in Landlock().problem
    assert Process().problem == ""


def test_lock_that_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """A filter that the kernel refuses: then the student's code is not run at all."""
    monkeypatch.setattr("grader.sandbox.seccomp.compiled", lambda _: b"\xff" * 8)
    assert "seccomp" in Process().problem
    with pytest.raises(RuntimeError, match="did not get ready"):
        ask(HONEST, Process(), "three_steps")


# One sandbox for a submission, a worker for each exercise in it.


class Counted(Sandbox):
    """A sandbox that counts how often it is started."""

    def __init__(self, inner: Sandbox) -> None:
        self.inner = inner
        self.name = inner.name
        self.safe = inner.safe
        self.starts = 0

    def locks(self, limits: Limits) -> Locks:
        return self.inner.locks(limits)

    def launch(self, *arguments: Any, **named: Any) -> subprocess.Popen[bytes]:
        self.starts += 1
        return self.inner.launch(*arguments, **named)


def in_turn(sandbox: Sandbox, *questions: tuple[str, str]) -> tuple[list[Any], int]:
    """Ask functions of different solutions, one after the other in one sandbox; also return its number of starts."""
    counted = Counted(sandbox)
    answers = []
    with ForkServer(LIMITS, counted) as server:
        for source, function in questions:
            with SandboxedSubject("ex1_by_hand", source, LIMITS, server=server) as subject:
                asked = subject.ask(Builder().network(), call(function))
                answers.append(asked[0] if asked.raised is None else asked.raised.type)
    return answers, counted.starts


@each
def test_a_sandbox_is_started_once(sandbox: Sandbox) -> None:
    """A sandbox starts once; each worker in it has a new process, without anything of the one before."""
    source = "import builtins, os\ndef first():\n    builtins.mark = 1\n    return os.getpid()\n"
    second = "import builtins, os\ndef second():\n    return [hasattr(builtins, 'mark'), os.getpid()]\n"
    (first, (marked, other)), starts = in_turn(sandbox, (source, "first"), (second, "second"))
    assert not marked
    assert first != other
    assert starts == 1


@each_safe
def test_nothing_is_left_for_the_next_worker(sandbox: Sandbox) -> None:
    """What a worker left in its temporary folder is gone with it."""
    leave = "def leave():\n    open('/tmp/answers', 'w').write('8')\n"
    find = "import os\ndef find():\n    return [n for n in os.listdir('/tmp') if n == 'answers']\n"
    (left, found), starts = in_turn(sandbox, (leave, "leave"), (find, "find"))
    if sandbox.name == "bubblewrap":
        assert (left, found, starts) == (None, [], 1)
    else:
        assert (left, found, starts) == ("PermissionError", "PermissionError", 1)


@each
def test_the_parent_is_out_of_reach(sandbox: Sandbox) -> None:
    """A worker cannot end, stop or debug the process that starts the workers, nor speak to the judge in its place."""
    reach = """
import ctypes, os, signal

def reach():
    refused = []
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, 0):
        try:
            os.kill(os.getppid(), number)
        except OSError as error:
            refused.append(error.errno)
    libc = ctypes.CDLL(None, use_errno=True)
    refused.append(libc.ptrace(16, os.getppid(), 0, 0))
    return refused
"""
    (refused, answer), starts = in_turn(sandbox, (reach, "reach"), (HONEST, "three_steps"))
    assert refused == [errno.EPERM] * 4 + [-1]
    assert answer == [(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]
    assert starts == 1


@each
def test_a_signal_by_way_of_a_pipe(sandbox: Sandbox) -> None:
    """A worker cannot have the kernel send a signal, nor pass the filter with a wider number."""
    send = """
import ctypes, fcntl, os

F_SETOWN, PR_SET_PDEATHSIG, WIDE = 8, 1, 1 << 32

def send():
    reader, writer = os.pipe()
    refused = []
    for command in (F_SETOWN, 15):
        try:
            fcntl.fcntl(reader, command, os.getppid() if command == F_SETOWN else bytes(8))
        except OSError as error:
            refused.append(error.errno)
    libc = ctypes.CDLL(None, use_errno=True)
    refused.append(libc.prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0))
    numbers = {"x86_64": (72, 157), "aarch64": (25, 167)}.get(os.uname().machine)
    if numbers:
        fcntl_, prctl = numbers
        refused.append(libc.syscall(fcntl_, reader, ctypes.c_long(F_SETOWN | WIDE), os.getppid()))
        refused.append(libc.syscall(prctl, ctypes.c_long(PR_SET_PDEATHSIG | WIDE), 0, 0, 0, 0))
    return refused
"""
    refused = ask(send, sandbox, "send")
    assert refused[:2] == [errno.EPERM] * 2
    assert set(refused[2:]) == {-1}


@each
def test_modes_owners_and_times_stay(sandbox: Sandbox, tmp_path: Path) -> None:
    """Mode, owner and times of a file cannot be changed, which Landlock alone would allow."""
    change = """
import os

def change(path):
    ways = {
        "chmod": lambda: os.chmod(path, 0o600),
        "chown": lambda: os.chown(path, os.getuid(), os.getgid()),
        "utime": lambda: os.utime(path, (1, 1)),
        "setxattr": lambda: os.setxattr(path, "user.mark", b"1"),
        "truncate": lambda: os.truncate(path, 0),
    }
    done = []
    for name, way in ways.items():
        try:
            way()
            done.append(name)
        except OSError:
            pass
    return done
"""
    file = tmp_path / "thesis.txt"
    file.write_text("mine", encoding="utf-8")
    before = file.stat()
    assert ask(change, sandbox, "change", str(file)) == []
    after = file.stat()
    assert (after.st_mode, after.st_uid, after.st_mtime) == (before.st_mode, before.st_uid, before.st_mtime)
    assert file.read_text(encoding="utf-8") == "mine"


@each
def test_a_server_that_was_killed_is_replaced(sandbox: Sandbox) -> None:
    """A server that was killed between two exercises is replaced."""
    with ForkServer(LIMITS, sandbox) as server:
        for _ in range(2):
            with SandboxedSubject("ex1_by_hand", HONEST, LIMITS, server=server) as subject:
                assert subject.ask(Builder().network(), call("three_steps"))[0]
            assert server.started is not None
            server.started.process.kill()
            server.started.process.wait()


def test_the_file_of_another_exercise_is_gone() -> None:
    """Each worker sees the one file that it is about, though they share a folder."""
    files = (
        "import os\ndef files():\n    return sorted(n for n in os.listdir(os.path.dirname(__file__)) if n[:2] == 'ex')"
    )
    with ForkServer(LIMITS, choose()) as server:
        for stem in ("ex1_by_hand", "ex2_compile"):
            with SandboxedSubject(stem, files, LIMITS, server=server) as subject:
                assert subject.ask(Builder().network(), call("files"))[0] == [f"{stem}.py"]


@pytest.mark.parametrize("status", [Status.PASSED, Status.FAILED])
def test_nothing_visible_is_asked_after_a_hidden_question(monkeypatch: pytest.MonkeyPatch, status: Status) -> None:
    """A sandbox in which a hidden question was asked is asked nothing more whose answer is shown, in no exercise."""
    hidden = {check for stem in registry.stems() for check in registry.hidden_checks(stem)}
    asked: list[tuple[bool, ForkServer]] = []

    def judged(check: Check, subject: SandboxedSubject, _: Sampling) -> Outcome:
        asked.append((check in hidden, subject.server))
        return Outcome(check, status)

    def diagnosed(_: str, outcomes: list[Outcome], subject: SandboxedSubject, *__: Any) -> list[Outcome]:
        if any(outcome.status is Status.FAILED for outcome in outcomes):
            asked.append((False, subject.server))
        return outcomes

    monkeypatch.setattr(solution, "judge", judged)
    monkeypatch.setattr(matching, "diagnosed", diagnosed)
    files = {stem: SourceFile(Path(f"{stem}.py"), HONEST) for stem in registry.stems()}
    submission.grade(Submission("eve", Path(), files), Plan(tuple(registry.stems())))
    assert len(asked) >= len(hidden)
    spoilt: list[ForkServer] = []
    for secret, server in asked:
        assert secret or server not in spoilt
        spoilt += [server] if secret else []


# What the instructor sees.


def grade(*arguments: str, folder: Path) -> Any:
    (folder / "eve").mkdir()
    (folder / "eve" / "ex1_by_hand.py").write_text(HONEST)
    record = folder / "record.json"
    result = CliRunner().invoke(
        main, ["grade", str(folder / "eve"), "--exercise", "ex1_by_hand", "--fresh", "--json", str(record), *arguments]
    )
    return result, json.loads(record.read_text()) if record.exists() else None


@each
def test_the_report_says_which_it_was(sandbox: Sandbox, tmp_path: Path) -> None:
    """The record and the summary name the sandbox; a plain process comes with a warning."""
    result, record = grade("--sandbox", sandbox.name, folder=tmp_path)
    assert result.exit_code == 0, result.output
    assert record["sandbox"] == sandbox.name
    words = " ".join(result.output.split())
    assert f"sandbox: {sandbox.name}" in words
    assert ("NO protection of files" in words) is not sandbox.safe


def test_weak_sandbox_is_refused(tmp_path: Path) -> None:
    """A weak sandbox ends the command with exit code 2, before anything is graded."""
    result, record = grade("--sandbox", "process", "--require-sandbox", folder=tmp_path)
    assert result.exit_code == 2
    assert record is None


def test_help_lists_every_limit_with_unit_and_default() -> None:
    """The help lists every limit, with its unit and its default."""
    text = " ".join(CliRunner().invoke(main, ["grade", "--help"], terminal_width=200).output.split())
    for name, value in vars(Limits()).items():
        option = re.search(rf"--{name.replace('_', '-')} .*?\(default: ([\d.,]+)\)", text)
        assert option, name
        assert float(option[1].replace(",", "")) == value


def test_limits_can_be_set(tmp_path: Path) -> None:
    """A limit that is set by an option reaches the worker."""
    result, record = grade("--source-bytes", "10", folder=tmp_path)
    assert result.exit_code == 0, result.output
    assert "at most 10 are accepted" in record["submissions"][0]["exercises"][0]["checks"][0]["message"]


def test_doctor() -> None:
    """`grader doctor` says which sandboxes work, which do not, and which one is used."""
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == (0 if SAFE else 1)
    for sandbox in SANDBOXES:
        assert f"{'✗' if sandbox.problem else '✓'} {sandbox.name}" in result.output
    assert f"takes {MACHINE[0].name} here" in result.output


def test_judge_that_is_killed_takes_the_worker_along(tmp_path: Path) -> None:
    """If the judge is killed, its worker ends too."""
    script = """
import sys
from grader.course.limits import Limits
from grader.sandbox import choose
from grader.sandbox.workers import ForkServer
from grader.judge.subject import SandboxedSubject
from checks.model.network import Builder
from checks.model.scenario import call
source = "def f():\\n    while True: pass\\n"
subject = SandboxedSubject("ex1_by_hand", source, Limits(call_seconds=600), choose(sys.argv[1]))
subject.new_check()
print("started", flush=True)
subject.ask(Builder().network(), call("f"))
"""
    for sandbox in MACHINE:
        judge = subprocess.Popen(
            [sys.executable, "-c", script, sandbox.name],
            stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path)}, text=True,
        )  # fmt: skip
        assert judge.stdout is not None
        assert judge.stdout.readline() == "started\n"
        deadline = time.monotonic() + 120
        while not running(tmp_path) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert running(tmp_path)
        judge.kill()
        judge.wait()
        while running(tmp_path) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not running(tmp_path), sandbox.name


def running(folder: Path) -> list[str]:
    """The command lines of processes that were started for a worker in this folder."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (OSError, ValueError):
            continue
        if str(folder / "grading-") in command:
            found.append(command)
    return found
