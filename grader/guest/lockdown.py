"""Takes rights away from a process before student code runs in it. They cannot be regained.

Run as a program with LOCKS (JSON) as its argument, it locks itself in and ends with the exit code LOCKED_IN: a trial
that shows whether a sandbox works here. It imports the standard library only.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from typing import TypedDict

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2
LANDLOCK_RESTRICT_SELF = 446
CLONE_NEWNS = 0x20000
MS_NOSUID_NODEV_NOEXEC = 2 | 4 | 8
CAPABILITY_VERSION = 0x20080522
CAP_DAC_READ_SEARCH = 2
"""Numbers of the Linux kernel, the same on all processors."""


LOCKED_IN = 42
"""Exit code of a successful trial; no failing Python ends with it."""


def limit(limits: dict[str, int]) -> None:
    """Set resource limits, never above those already in force.

    Args:
        limits: Values by the names of the resource module without RLIMIT_, in its units.

    Raises:
        ValueError: A limit is refused (on Linux only).
        OSError: A limit is refused (on Linux only).
    """
    import resource  # which Windows does not have

    for name, wanted in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        _, most = resource.getrlimit(kind)
        value = wanted if most == resource.RLIM_INFINITY else min(wanted, most - (name == "CPU"))
        try:
            # The soft limit sends SIGXCPU, which names the reason; the hard one sends SIGKILL, which cannot be ignored.
            resource.setrlimit(kind, (value, value + 1 if name == "CPU" else value))
        except (ValueError, OSError):
            if sys.platform == "linux":  # other systems know some limits by name only
                raise


class Locks(TypedDict):
    """The rights to take away, passed as JSON on the command line of the process."""

    limits: dict[str, int]
    """Resource limits by their names without RLIMIT_."""

    filter: str
    """A compiled system call filter in hexadecimal digits; empty for none."""

    scratch: tuple[str, str] | None
    """Where to mount a temporary folder of the process' own, and the options that bound it; None for no such folder."""

    landlock: int | None
    """The descriptor of a Landlock ruleset, if there is one."""


def lock(locks: Locks) -> None:
    """Die with the parent, mount the temporary folder, drop capabilities, then apply Landlock's rules and the filter.

    Raises:
        OSError: A step failed; the process must not run student code.
    """
    if sys.platform != "linux":
        return
    die_with_parent()
    libc = ctypes.CDLL(None, use_errno=True)
    if locks["scratch"]:
        mount(libc, *locks["scratch"])
    drop_capabilities(libc)
    _succeed(libc, "no_new_privs", libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    if locks["landlock"] is not None:
        _succeed(libc, "Landlock", libc.syscall(LANDLOCK_RESTRICT_SELF, locks["landlock"], 0))
        os.close(locks["landlock"])
    if locks["filter"]:
        refuse_calls(libc, bytes.fromhex(locks["filter"]))


def mount(libc: ctypes.CDLL, place: str, options: str) -> None:
    """Mount a temporary folder that only this process sees, and that is gone with it.

    Where the kernel does not let us, what was there before remains: a folder in which nothing can be written.
    """
    if libc.unshare(CLONE_NEWNS) == 0:
        libc.mount(b"tmpfs", place.encode(), b"tmpfs", MS_NOSUID_NODEV_NOEXEC, options.encode())
        os.chdir(place)


def drop_capabilities(libc: ctypes.CDLL) -> None:
    """Drop the capabilities of root, and of whoever may mount; other users have none.

    What remains of root's is that of reading, for root may have its Python in the folder of somebody else.

    Raises:
        OSError: The kernel refuses.
    """
    for capability in range(64):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; then the same for capabilities above 31
    _succeed(libc, "capget", libc.capget(header, sets))
    left = [kept & 1 << CAP_DAC_READ_SEARCH for kept in sets[:2]]
    _succeed(libc, "capset", libc.capset(header, (ctypes.c_uint32 * 6)(*left)))


def keep_memory_private() -> None:
    """Let no other process of the same user read this one's memory (by /proc/PID/mem); root still can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent dies, where it can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def refuse_calls(libc: ctypes.CDLL, program: bytes) -> None:
    """Install a compiled system call filter, a list of 8-byte instructions.

    Raises:
        OSError: The kernel does not accept it.
    """

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]

    loaded = Program(len(program) // 8, program)
    _succeed(libc, "seccomp", libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(loaded), 0, 0))


def _succeed(libc: ctypes.CDLL, what: str, result: int) -> None:
    """Raise OSError unless the call succeeded: better no worker than one that is not locked in."""
    if result != 0:
        raise OSError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")


if __name__ == "__main__":
    wanted = json.loads(sys.argv[1])
    limit(wanted["limits"])
    lock(wanted)
    sys.exit(LOCKED_IN)
