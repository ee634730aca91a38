"""The filter of system calls: the kernel lets a worker use those of `grader.sandbox.calls`, in every sandbox on Linux.

What the filter adds to the sandboxes. No sockets: Landlock alone leaves UDP and named Unix sockets open. No new
processes: none outlives the worker, and a fork bomb cannot start even where root grades, whom the kernel's own limit
spares. No signals: the fork server shares the workers' process table. No change to the mode, owner, times or attributes
of a file, which Landlock does not guard. No memory shared with others. And less of the kernel to attack.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
import tempfile
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from grader.sandbox.calls import ALLOWED, CHANGING, FORBIDDEN

if TYPE_CHECKING:
    import pyseccomp

CLONE_THREAD = 0x10000
CLONE_OTHERS = 0x7E02F000
"""The flags of clone that no thread needs: namespaces, descriptors of processes, tracing, another parent."""

PRCTL = (15, 16, 0x53564D41)
"""The orders that are allowed: to set and get a thread's name, and to name memory."""

PR_SET_PDEATHSIG = 1

FCNTL = (0, 1, 2, 3, 4, 1030, 1032)
"""The orders that are allowed: copies, flags, and the size of a pipe. No locks, owners, signals, leases or notices."""

SET_OWNER = (8, 15)
"""F_SETOWN and F_SETOWN_EX of fcntl: they name the process to which the kernel sends a signal."""

TCGETS2 = 0x802C542A
"""Asks what TCGETS does; the termios module does not know it."""

INT = 0xFFFFFFFF
"""Mask of the half of a register that the kernel reads as an int: the other half could disguise the argument."""


class Files(Enum):
    """What the filter does about changes to files."""

    GUARDED = "the sandbox itself guards files: calls that open them may ask for anything, others change nothing"
    SCRATCH = "as above, and the worker has a folder of its own in which it creates and removes files"
    FROZEN = "nothing else guards files: none can be opened for writing"


@cache
def compiled(files: Files) -> bytes:
    """Compile the filter into a program for the kernel.

    Raises:
        OSError: It cannot be compiled here: another system than Linux, or no libseccomp.
    """
    if sys.platform != "linux":
        raise OSError("system calls can be filtered on Linux only")
    try:
        import pyseccomp as seccomp  # not at the top: importing it searches for libseccomp
    except (ImportError, RuntimeError, OSError, AttributeError) as error:
        raise OSError(f"libseccomp cannot be used: {error}") from error
    rules = _Rules(seccomp)
    own_folder = files is Files.SCRATCH
    for name in f"{ALLOWED} {CHANGING if own_folder else ''}".split():
        rules.allow(name)
    for name in f"{FORBIDDEN} {'' if own_folder else CHANGING}".split():
        rules.refuse(name, errno.EPERM)
    _threads(rules)
    _orders(rules)
    _pairs(rules)
    _opening(rules, files)
    return rules.program()


class _Rules:
    """The rules of a filter. A condition is the number of an argument, a mask, and the value under that mask."""

    def __init__(self, seccomp: Any) -> None:
        self._seccomp = seccomp
        self._filter: pyseccomp.SyscallFilter = seccomp.SyscallFilter(seccomp.ERRNO(errno.ENOSYS))

    def allow(self, name: str, *conditions: tuple[int, int, int]) -> None:
        self._add(self._seccomp.ALLOW, name, conditions)

    def refuse(self, name: str, error: int, *conditions: tuple[int, int, int]) -> None:
        self._add(self._seccomp.ERRNO(error), name, conditions)

    def _add(self, action: int, name: str, conditions: tuple[tuple[int, int, int], ...]) -> None:
        seccomp = self._seccomp
        # Older libraries do not know every name, and no architecture has every call.
        if seccomp.resolve_syscall(seccomp.system_arch(), name) >= 0:
            arguments = [seccomp.Arg(n, seccomp.MASKED_EQ, mask, value) for n, mask, value in conditions]
            self._filter.add_rule(action, name, *arguments)

    def program(self) -> bytes:
        with tempfile.TemporaryFile() as file:
            self._filter.export_bpf(file)
            file.seek(0)
            return file.read()


def _threads(rules: _Rules) -> None:
    """Allow new threads, and no processes. A filter cannot see the flags of clone3; C libraries fall back on clone."""
    rules.allow("clone", (0, CLONE_THREAD | CLONE_OTHERS, CLONE_THREAD))
    rules.refuse("clone", errno.EAGAIN, (0, CLONE_THREAD, 0))
    for name in ("fork", "vfork"):
        rules.refuse(name, errno.EAGAIN)


def _orders(rules: _Rules) -> None:
    """Allow calls that do many things by what they are told to do; about this process and no other."""
    import termios  # which Windows does not have

    asked = (termios.TCGETS, TCGETS2, termios.TIOCGWINSZ, termios.FIONREAD)
    for order in (*asked, termios.FIONBIO, termios.FIOCLEX, termios.FIONCLEX):
        rules.allow("ioctl", (1, INT, order))
    for name in ("fcntl", "fcntl64"):
        for order in FCNTL:
            rules.allow(name, (1, INT, order))
        for order in SET_OWNER:
            rules.refuse(name, errno.EPERM, (1, INT, order))
    for order in PRCTL:
        rules.allow("prctl", (0, INT, order))
    rules.refuse("prctl", errno.EPERM, (0, INT, PR_SET_PDEATHSIG))
    for name in ("prlimit64", "getpgid", "getsid"):
        rules.allow(name, (0, INT, 0))


def _pairs(rules: _Rules) -> None:
    """Allow pairs of connected streams, as asyncio needs, and pipes.

    No datagrams: these could be addressed to somebody else. No bytes out of band, and no pipes that bring the kernel's
    own notices: nobody needs them, and both have been ways to attack the kernel.
    """
    kinds = INT & ~(socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK)
    rules.allow("socketpair", (0, INT, socket.AF_UNIX), (1, kinds, socket.SOCK_STREAM))
    rules.allow("sendto", (3, socket.MSG_OOB, 0), (4, 2**64 - 1, 0))
    rules.allow("recvfrom", (3, socket.MSG_OOB, 0))
    rules.allow("pipe2", (1, INT & ~(os.O_CLOEXEC | os.O_NONBLOCK | os.O_DIRECT), 0))


def _opening(rules: _Rules, files: Files) -> None:
    """Allow to open files: for reading, and where something else guards them, for writing."""
    for name, flags in (("open", 1), ("openat", 2)):
        if files is Files.FROZEN:
            changes = (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC)
            rules.allow(name, (flags, sum(changes), 0))
            for change in changes:
                rules.refuse(name, errno.EPERM, (flags, change, change))
        else:
            # To empty a file that is opened for reading only is a change that older versions of Landlock do not guard.
            rules.allow(name, (flags, os.O_TRUNC, 0))
            for access in (os.O_WRONLY, os.O_RDWR):
                rules.allow(name, (flags, os.O_TRUNC | access, os.O_TRUNC | access))
