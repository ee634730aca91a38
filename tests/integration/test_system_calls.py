"""The filter of system calls: honest code meets nothing of it, and whatever reaches outside is refused."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyseccomp
import pytest

from checks.model.network import Builder
from checks.model.scenario import call
from checks.model.status import Status
from grader.course import registry
from grader.course.limits import Limits
from grader.judge.check_runner import judge
from grader.judge.subject import SandboxedSubject
from grader.misconceptions.catalogue import right_solutions
from grader.sandbox import SANDBOXES, Sandbox
from grader.sandbox.bubblewrap import Bubblewrap
from grader.sandbox.calls import ALLOWED, CHANGING, FORBIDDEN
from grader.sandbox.landlock import Landlock
from grader.sandbox.workers import ForkServer
from tests.canary import Canary
from tests.places import HONEST

MACHINE = [sandbox for sandbox in SANDBOXES if not sandbox.problem]
LIMITS = Limits(call_seconds=30, check_seconds=60)

each = pytest.mark.parametrize("sandbox", MACHINE, ids=lambda sandbox: sandbox.name)

BY_ARGUMENT = (
    "clone fork vfork ioctl fcntl fcntl64 prctl prlimit64 getpgid getsid socketpair sendto recvfrom pipe2 open openat"
)
"""The calls that are allowed or refused by what they are told to do."""

RETURN_FROM_PROBE = {335, 336} if os.uname().machine == "x86_64" else set()
"""Calls that the kernel never asks a filter about. Whoever makes them without a probe is ended by it."""

REFUSALS = {errno.EPERM, errno.ENOSYS, errno.EAGAIN}
"""The last one for new processes: that is how a machine that is full says it."""

FILE, HERE, PARENT, PIPE, READ_ONLY = "FILE", "HERE", "PARENT", "PIPE", "READ_ONLY"
"""Stand for what is known when the call is made: the canary's file and folder, a process, descriptors."""

AT_FDCWD = -100
SEGMENT = 424242
"""The key of System V objects that exist already, for everybody."""

EFFECTS: list[tuple[str, tuple[Any, ...]]] = [
    ("chmod", (FILE, 0o600)),
    ("fchmod", (READ_ONLY, 0o600)),
    ("fchmodat", (AT_FDCWD, FILE, 0o600)),
    ("fchmodat2", (AT_FDCWD, FILE, 0o600, 0)),
    ("chmod", (HERE, 0)),
    *[(name, (FILE, 1, 1)) for name in ("chown", "lchown")],
    ("fchown", (READ_ONLY, 1, 1)),
    ("fchownat", (AT_FDCWD, FILE, 1, 1, 0)),
    *[(name, (FILE, 0)) for name in ("utime", "utimes")],
    ("futimesat", (AT_FDCWD, FILE, 0)),
    ("utimensat", (AT_FDCWD, FILE, 0, 0)),
    ("utimensat", (READ_ONLY, 0, 0, 0)),
    *[(name, (FILE, "user.mark", "1", 1, 0)) for name in ("setxattr", "lsetxattr")],
    ("fsetxattr", (READ_ONLY, "user.mark", "1", 1, 0)),
    *[(name, (FILE, "user.owner")) for name in ("removexattr", "lremovexattr")],
    ("fremovexattr", (READ_ONLY, "user.owner")),
    ("truncate", (FILE, 0)),
    ("open", (FILE, os.O_RDONLY | os.O_TRUNC)),
    ("openat", (AT_FDCWD, FILE, os.O_RDONLY | os.O_TRUNC)),
    ("openat2", (AT_FDCWD, FILE, 0, 24)),
    ("mknod", (FILE + "2", 0o100644, 0)),
    ("mknodat", (AT_FDCWD, FILE + "2", 0o100644, 0)),
    ("shmget", (SEGMENT, 0, 0)),
    ("shmat", (0, 0, 0)),
    ("shmctl", (0, 0, 0)),
    ("semget", (SEGMENT, 0, 0)),
    ("semop", (0, 0, 0)),
    ("semctl", (0, 0, 0)),
    ("msgget", (SEGMENT, 0, 0)),
    ("msgsnd", (0, "x", 1, 0)),
    ("mq_open", ("queue", os.O_RDWR | os.O_CREAT, 0o600, 0)),
    ("memfd_create", ("x", 0)),
    ("socket", (1, 2, 0)),
    ("socketpair", (1, 2, 0, 0)),
    ("socketpair", (1, 5, 0, 0)),
    ("socketpair", (2, 1, 0, 0)),
    ("sendto", (PIPE, "x", 1, 0, FILE, 16)),
    ("sendto", (PIPE, "x", 1, 1, 0, 0)),  # out of band
    ("recvfrom", (PIPE, 0, 0, 1, 0, 0)),
    ("recvfrom", (PIPE, 0, 0, 1 | 64, 0, 0)),
    ("pipe2", (0, os.O_EXCL)),  # with notices of the kernel
    ("sendmsg", (PIPE, 0, 0)),
    ("sendmmsg", (PIPE, 0, 0, 0)),
    ("connect", (PIPE, FILE, 16)),
    ("kill", (PARENT, 0)),
    ("kill", (-1, 0)),
    ("tkill", (PARENT, 0)),
    ("tgkill", (PARENT, PARENT, 0)),
    ("rt_sigqueueinfo", (PARENT, 0, 0)),
    ("rt_tgsigqueueinfo", (PARENT, PARENT, 0, 0)),
    ("pidfd_open", (PARENT, 0)),
    ("pidfd_send_signal", (PIPE, 0, 0, 0)),
    ("ptrace", (16, PARENT, 0, 0)),
    ("process_vm_readv", (PARENT, 0, 0, 0, 0, 0)),
    ("process_vm_writev", (PARENT, 0, 0, 0, 0, 0)),
    ("kcmp", (PARENT, PARENT, 0, 0, 0)),
    ("prlimit64", (PARENT, 0, 0, 0)),
    ("setpriority", (0, PARENT, 19)),
    ("sched_setaffinity", (PARENT, 0, 0)),
    ("mount", ("none", HERE, "tmpfs", 0, 0)),
    ("unshare", (0x10000000,)),
    ("setns", (PIPE, 0)),
    ("keyctl", (0, -3, 0)),
    ("add_key", ("user", "x", "y", 1, -3)),
    ("bpf", (0, 0, 0)),
    ("perf_event_open", (0, 0, -1, -1, 0)),
    ("io_uring_setup", (1, 0)),
    ("userfaultfd", (1,)),
    ("inotify_init1", (0,)),
    ("name_to_handle_at", (AT_FDCWD, FILE, 0, 0, 0)),
    ("flock", (READ_ONLY, 2)),
    ("execve", ("/bin/true", 0, 0)),
    ("execveat", (AT_FDCWD, "/bin/true", 0, 0, 0)),
    ("fork", ()),
    ("vfork", ()),
    ("clone", (signal.SIGCHLD, 0, 0, 0, 0)),
    ("clone", (0x10000 | 0x800 | 0x100 | 0x10000000, 0, 0, 0, 0)),
    ("clone3", (0, 0)),
    ("prctl", (1, 0, 0, 0, 0)),  # not to die with its parent
    ("prctl", (1 | 1 << 32, 0, 0, 0, 0)),  # the same in disguise
    ("prctl", (4, 1, 0, 0, 0)),  # to be dumpable
    ("prctl", (0x59616D61, -1, 0, 0, 0)),  # to be debugged by anybody
    *[("fcntl", (PIPE, order, PARENT)) for order in (8, 8 | 1 << 32, 10, 15, 1024, 1026, 6, 38)],
    *[("ioctl", (PIPE, order, 0)) for order in (termios.TIOCSTI, termios.FIOASYNC, 0x8901, 0x8902, termios.TIOCLINUX)],
]
"""Calls that would have an effect outside, or reach for something there."""

TRY = """
import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)

def attempt(calls, file):
    reader, writer = os.pipe()
    known = {"PARENT": os.getppid(), "PIPE": reader, "HERE": os.path.dirname(file)}
    try:
        known["READ_ONLY"] = os.open(file, os.O_RDONLY)
    except OSError:
        known["READ_ONLY"] = os.open(os.__file__, os.O_RDONLY)  # where the canary is out of sight
    found = []
    for number, arguments in calls:
        values = []
        for value in arguments:
            value = known.get(value, value)
            if isinstance(value, str):
                value = value.replace("FILE", file).replace("HERE", known["HERE"]).encode()
            values.append(ctypes.c_char_p(value) if isinstance(value, bytes) else ctypes.c_long(value))
        result = libc.syscall(ctypes.c_long(number), *values)
        found.append(ctypes.get_errno() if result == -1 else 0)
    return found
"""


def number(name: str) -> int:
    """The number of a call on this machine, negative if it has none of that name."""
    return int(pyseccomp.resolve_syscall(pyseccomp.system_arch(), name))


def attempt(sandbox: Sandbox, calls: list[tuple[int, tuple[Any, ...]]], file: Path) -> list[int]:
    """Make these calls in the sandbox; return the error of each, 0 if there was none."""
    with SandboxedSubject("ex1_by_hand", TRY, LIMITS, sandbox) as subject:
        found: list[int] = subject.ask(Builder().network(), call("attempt", calls, str(file)))[0]
        return found


@pytest.fixture
def segment() -> Iterator[ctypes.CDLL]:
    """A System V segment that everybody may write to."""
    libc = ctypes.CDLL(None, use_errno=True)
    identity = libc.shmget(SEGMENT, 4096, 0o1666)
    assert identity >= 0
    yield libc
    libc.shmctl(identity, 0, None)


@each
def test_what_reaches_outside_is_refused(sandbox: Sandbox, tmp_path: Path, segment: ctypes.CDLL) -> None:
    """Each call that reaches outside is refused by the filter, and a classmate's folder stays as it is."""
    canary = Canary(tmp_path / "class")
    calls = [(number(name), arguments) for name, arguments in EFFECTS]
    known = [n for n, (code, _) in enumerate(calls) if code >= 0]
    found = attempt(sandbox, [calls[n] for n in known], canary.file)
    done = [(EFFECTS[n], errno.errorcode.get(e, e)) for n, e in zip(known, found, strict=True) if e not in REFUSALS]
    assert done == []
    assert canary.changes() == []


@each
def test_whatever_is_not_named_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    """No number of a call works but those on the list, not even one that this kernel does not have yet."""
    allowed = {number(name) for name in f"{ALLOWED} {CHANGING} {BY_ARGUMENT}".split()}
    numbers = [n for n in range(600) if n not in allowed and n not in RETURN_FROM_PROBE]
    assert len(numbers) > 400
    found = attempt(sandbox, [(n, (0,) * 6) for n in numbers], tmp_path)
    assert [n for n, error in zip(numbers, found, strict=True) if error not in REFUSALS] == []


@pytest.mark.skipif(bool(Landlock().problem), reason="Landlock does not work here")
@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6])
def test_an_older_landlock_protects_as_well(
    version: int, tmp_path: Path, segment: ctypes.CDLL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The filter refuses what an older kernel's rules do not know: to empty a file, to give orders to devices."""
    monkeypatch.setattr("py_landlock.landlock_sys.get_abi_version", lambda: version)
    sandbox = Landlock()
    assert sandbox.problem == ""
    test_what_reaches_outside_is_refused(sandbox, tmp_path / "reach", segment)
    test_files_cannot_be_made(sandbox, tmp_path / "make")


@pytest.mark.skipif(bool(Landlock().problem), reason="Landlock does not work here")
@pytest.mark.parametrize("version", [-1, 0])
def test_a_kernel_without_landlock_offers_none(version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("py_landlock.landlock_sys.get_abi_version", lambda: version)
    assert Landlock().problem


def test_lists_do_not_contradict_each_other() -> None:
    """A call is on one list only."""
    every = f"{ALLOWED} {CHANGING} {FORBIDDEN} {BY_ARGUMENT}".split()
    assert sorted(every) == sorted(set(every))


@each
def test_files_cannot_be_made(sandbox: Sandbox, tmp_path: Path) -> None:
    """Outside of a temporary folder of its own, a worker cannot make, move or remove anything."""
    canary = Canary(tmp_path / "class")
    new = FILE + ".new"
    ways = [
        ("open", (new, os.O_CREAT | os.O_WRONLY, 0o600)),
        ("open", (FILE, os.O_WRONLY)),
        ("open", (FILE, os.O_RDWR)),
        ("openat", (AT_FDCWD, FILE, os.O_WRONLY | os.O_TRUNC)),
        ("openat", (AT_FDCWD, HERE, os.O_TMPFILE | os.O_RDWR, 0o600)),
        ("creat", (FILE, 0o600)),
        ("mkdir", (new, 0o700)),
        ("mkdirat", (AT_FDCWD, new, 0o700)),
        ("unlink", (FILE,)),
        ("unlinkat", (AT_FDCWD, FILE, 0)),
        ("rename", (FILE, new)),
        ("renameat2", (AT_FDCWD, FILE, AT_FDCWD, new, 0)),
        ("link", (FILE, new)),
        ("symlink", (FILE, new)),
        ("rmdir", (HERE + "/../../empty",)),
    ]
    calls = [(number(name), arguments) for name, arguments in ways if number(name) >= 0]
    assert 0 not in attempt(sandbox, calls, canary.file)
    assert canary.changes() == []


@pytest.mark.parametrize("code", ["os.kill(os.getppid(), 0)", "os.pidfd_open(os.getppid())"])
def test_the_message_says_that_it_is_the_sandbox(code: str) -> None:
    """Whoever meets the filter reads so, by whichever error the call fails."""
    with SandboxedSubject("ex1_by_hand", f"import os\ndef reach():\n    {code}\n", LIMITS) as subject:
        raised = subject.ask(Builder().network(), call("reach")).raised
    assert raised is not None
    assert raised.message.endswith("(the sandbox does not allow that)")


@each
def test_wide_honest_program(sandbox: Sandbox) -> None:
    """What the standard library does for computing works in each sandbox."""
    own_folder = sandbox.name == "bubblewrap"
    with SandboxedSubject("ex1_by_hand", HONEST.read_text(encoding="utf-8"), LIMITS, sandbox) as subject:
        assert subject.ask(Builder().network(), call("work", own_folder))[0] == []


@each
@pytest.mark.parametrize("stem", ["ex1_by_hand", "ex5_training"])
def test_right_solutions(sandbox: Sandbox, stem: str) -> None:
    """Every right solution, however it is written, passes under the filter."""
    with ForkServer(LIMITS, sandbox) as server:
        for name, text in right_solutions(stem).items():
            with SandboxedSubject(stem, text, LIMITS, server=server) as subject:
                outcomes = [judge(check, subject) for check in registry.all_checks(stem)]
            assert {outcome.status for outcome in outcomes} == {Status.PASSED}, name


FLOOD = """
import os

def flood(folder, most):
    made = 0
    try:
        for made in range(most):
            os.close(os.open(os.path.join(folder, str(made)), os.O_CREAT | os.O_WRONLY))
    except OSError:
        pass
    return made
"""


@each
def test_number_of_files_is_bounded(sandbox: Sandbox, tmp_path: Path) -> None:
    """A submission cannot make files without end, empty as they may be."""
    with SandboxedSubject("ex1_by_hand", FLOOD, LIMITS, sandbox) as subject:
        for folder in ("/tmp", str(tmp_path)):  # of the sandbox
            made = subject.ask(Builder().network(), call("flood", folder, 20_000))[0]
            assert made <= (1000 if sandbox.name == "bubblewrap" else 0)
    assert list(tmp_path.iterdir()) == []


class Unmounted(Bubblewrap):
    """bubblewrap on a system that does not let it mount anything more inside its namespaces."""

    def command(self, folder: Path, start: list[str], limits: Limits) -> list[str]:
        command = super().command(folder, start, limits)
        place = command.index("--cap-add")
        return command[:place] + command[place + 2 :]


@pytest.mark.skipif(bool(Bubblewrap().problem), reason="bubblewrap does not work here")
def test_without_the_right_to_mount() -> None:
    """Where a worker cannot have a temporary folder of its own, it writes nowhere, and works otherwise."""
    with SandboxedSubject("ex1_by_hand", FLOOD, LIMITS, Unmounted()) as subject:
        assert subject.ask(Builder().network(), call("flood", "/tmp", 5))[0] == 0


LEAVE = """
import os

def leave():
    done = []
    for place in (os.path.dirname(__file__), __file__, "/tmp"):
        ways = {
            "utime": lambda: os.utime(place, (8, 8)),
            "setxattr": lambda: os.setxattr(place, "user.answer", b"8"),
            "chmod": lambda: os.chmod(place, 0o707),
            "mkdir": lambda: os.mkdir(os.path.join(place, "answer_is_8")),
        }
        for name, way in ways.items():
            try:
                way()
                done.append([place, name])
            except OSError:
                pass
    return done

def find():
    return sorted(os.listdir("/tmp"))
"""


@each
def test_nothing_carries_over_to_the_next_exercise(sandbox: Sandbox) -> None:
    """Files, modes, times and attributes in the sandbox's folders say nothing about what was asked before."""
    own_folder = sandbox.name == "bubblewrap"
    with ForkServer(LIMITS, sandbox) as server:
        for _ in range(2):
            with SandboxedSubject("ex1_by_hand", LEAVE, LIMITS, server=server) as subject:
                if own_folder:
                    assert subject.ask(Builder().network(), call("find"))[0] == []
                done = subject.ask(Builder().network(), call("leave"))[0]
                assert done == ([["/tmp", "mkdir"]] if own_folder else [])


def test_memory_of_the_judge_is_private() -> None:
    """In a plain process, the judge is not dumpable: no other process of the user reads its memory."""
    process = next(sandbox for sandbox in SANDBOXES if not sandbox.safe)
    libc = ctypes.CDLL(None)
    libc.prctl(4, 1, 0, 0, 0)
    with SandboxedSubject("ex1_by_hand", READ, LIMITS, process) as subject:
        assert subject.ask(Builder().network(), call("read", os.getpid()))[0] == []
    assert libc.prctl(3, 0, 0, 0, 0) == 0


READ = """
import os

def read(judge):
    found = []
    for pid in (judge, os.getppid()):
        for what in ("mem", "maps", "environ", "fd/0"):
            try:
                open(f"/proc/{pid}/{what}", "rb").close()
                found.append([pid, what])
            except OSError:
                pass
    return found
"""


def test_the_canary_notices(tmp_path: Path) -> None:
    """Without a sandbox, each way to change a file is seen by the canary."""
    if sys.platform != "linux":
        pytest.skip("extended attributes are a part of Linux")
    ways = [
        lambda c: c.file.chmod(0o600),
        lambda c: os.utime(c.file, (1, 1)),
        lambda c: os.setxattr(c.file, "user.mark", b"1"),
        lambda c: os.setxattr(c.file, "user.owner", b"me"),
        lambda c: c.file.write_text("MINE = None\n"),
        lambda c: (c.folder / "new").touch(),
        lambda c: (c.folder / "empty").rmdir(),
        lambda c: os.link(c.file, c.folder / "second"),
    ]
    for n, way in enumerate(ways):
        canary = Canary(tmp_path / str(n))
        assert canary.changes() == []
        way(canary)
        assert canary.changes() != []
