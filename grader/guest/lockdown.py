"""Takes everything away from a process that the student's code must not have; what is taken away does not come back.

Run as a program with LOCKS as its argument, which is JSON, it locks itself in and ends with the code LOCKED_IN:
so it can be tried whether a sandbox works here. Only the standard library is there.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from typing import TypedDict

PR_SET_PDEATHSIG = 1
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
LANDLOCK_RESTRICT_SELF = 446
"""Numbers of the Linux kernel, the same on all processors."""


LOCKED_IN = 42


def limit(limits: dict[str, int]) -> None:
    """Set resource limits by their names without RLIMIT_, never above what is in force already."""
    import resource  # which Windows does not have

    for name, value in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            value = min(value, most - (name == "CPU"))
        try:
            # The first signal, SIGXCPU, says what it was; the last one cannot be ignored.
            resource.setrlimit(kind, (value, value + 1 if name == "CPU" else value))
        except (ValueError, OSError):
            if sys.platform == "linux":  # elsewhere some limits are known by name only
                raise


class Locks(TypedDict):
    """What a process is told to take away, as JSON on its command line."""

    limits: dict[str, int]
    """Of the kernel, by their names without RLIMIT_."""

    filter: str
    """A compiled system call filter in hexadecimal digits; empty for none."""

    scratch: str | None
    """The temporary folder that the sandbox has for itself, if it has one."""

    landlock: int | None
    """A descriptor of Landlock's rules."""


def lock(locks: Locks) -> None:
    """Die with the parent, drop root's powers, then Landlock and the system call filter, where there are any."""
    if sys.platform != "linux":
        return
    die_with_parent()
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in range(64):  # as root; nobody else has any, and the call changes nothing
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    _succeed(libc, "no_new_privs", libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    if locks["landlock"] is not None:
        _succeed(libc, "Landlock", libc.syscall(LANDLOCK_RESTRICT_SELF, locks["landlock"], 0))
        os.close(locks["landlock"])
    if locks["filter"]:
        refuse_calls(libc, bytes.fromhex(locks["filter"]))


def die_with_parent() -> None:
    """Where the kernel can see to that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def refuse_calls(libc: ctypes.CDLL, program: bytes) -> None:
    """Install a compiled system call filter: a list of 8-byte instructions."""

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]

    loaded = Program(len(program) // 8, program)
    _succeed(libc, "seccomp", libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(loaded), 0, 0))


def _succeed(libc: ctypes.CDLL, what: str, result: int) -> None:
    """Rather no worker than one that is not locked in."""
    if result != 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    limit(wanted["limits"])
    lock(wanted)
    sys.exit(LOCKED_IN)
