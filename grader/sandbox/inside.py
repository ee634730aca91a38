"""The first thing that runs in the sandbox: takes everything away that the student's code must not have.

It is started as `python inside.py LOCKS SCRIPT ARGUMENT ...`, where LOCKS is JSON, and then runs SCRIPT in this very
process. Only the standard library is there. What is taken away here does not come back.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import runpy
import signal
import sys
from typing import Any

PR_SET_PDEATHSIG = 1
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
LANDLOCK_RESTRICT_SELF = 446
"""Numbers of the Linux kernel, the same on all processors."""


def limit(limits: dict[str, int]) -> None:
    """Set resource limits by their names without RLIMIT_, never above what is in force already."""
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


def lock(locks: dict[str, Any]) -> None:
    """Die with the judge, drop root's powers, then Landlock and the system call filter, where there are any."""
    if locks["landlock"] is None and not locks["filter"] and sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    for capability in range(64):  # as root; nobody else has any, and the call changes nothing
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    _succeed(libc, "no_new_privs", libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    if locks["landlock"] is not None:
        _succeed(libc, "Landlock", libc.syscall(LANDLOCK_RESTRICT_SELF, locks["landlock"], 0))
        os.close(locks["landlock"])
    if locks["filter"]:
        refuse_calls(libc, bytes.fromhex(locks["filter"]))


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
    sys.argv[:] = sys.argv[2:]
    runpy.run_path(sys.argv[0], run_name="__main__")
