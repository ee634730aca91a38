"""A process with limits, where no better sandbox works. For honest mistakes: the code has the user's own rights."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from grader.course.limits import Limits
from grader.guest.lockdown import Locks
from grader.sandbox import seccomp
from grader.sandbox.base import Sandbox, resource_limits


class Process(Sandbox):
    """Limits resources and, on Linux, system calls; otherwise the code has the user's own rights."""

    name = "process"
    safe = False
    summary = (
        "NO protection of files: student code can read what you can read (the reference and the hidden checks, other "
        "submissions) and change what you can change"
    )
    advice = "grade on Linux or macOS"

    def locks(self, limits: Limits) -> Locks:
        try:
            program = seccomp.compiled(seccomp.Files.FROZEN)
        except OSError:
            program = b""
        return Locks(limits=in_a_shared_process_table(limits), filter=program.hex(), scratch=None, landlock=None)


def in_a_shared_process_table(limits: Limits) -> dict[str, int]:
    """Adjust the limits to a kernel that counts all processes of the user together, also those outside the sandbox."""
    result = resource_limits(limits)
    if sys.platform == "linux":
        result["NPROC"] += _tasks_of_this_user()
    else:
        del result["NPROC"]
    return result


def _tasks_of_this_user() -> int:
    """Count the processes and threads of this user."""
    found = 0
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                threads = (process / "task").stat()
            except OSError:  # it has just ended
                continue
            found += threads.st_nlink - 2 if threads.st_uid == os.getuid() else 0
    return found
