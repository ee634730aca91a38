"""The interface of every sandbox: whether it works here, and how to start a locked-in Python in a folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from shutil import copyfile

from grader.course.limits import Limits
from grader.guest import lockdown
from grader.guest.lockdown import Locks
from grader.sandbox import runtime

ENVIRONMENT = {"PYTHONHASHSEED": "0"}
"""The whole environment. With this hash seed, sets in a solution have the same order in every grading."""

MEGABYTE = 2**20


def unsupported() -> str:
    """Explain why no sandbox can work on this operating system; empty where one can."""
    if hasattr(os, "fork"):
        return ""
    return (
        f"Student code runs in forked processes, which {sys.platform} does not have: grade on Linux or macOS, "
        "or on Windows in the Windows Subsystem for Linux (WSL)."
    )


class Sandbox(ABC):
    """One way to lock a process in."""

    name: str
    safe: bool
    """Whether student code can neither read secrets nor change anything outside."""
    summary: str
    """For a report: what it protects, or that it does not."""
    advice: str
    """How to get it on a machine that lacks it."""

    @abstractmethod
    def locks(self, limits: Limits) -> Locks:
        """Return the orders for grader/guest/lockdown.py. Landlock's rules are added when the process starts."""

    def ruleset(self, folder: Path) -> int | None:
        """Open the Landlock ruleset that the process applies; return its descriptor, or None if there is none."""
        return None

    def command(self, folder: Path, start: list[str], limits: Limits) -> list[str]:
        """Build the command line that runs `start` (Python and its arguments) and shows the folder to it."""
        return start

    def place(self, folder: Path) -> Path:
        """Return the path at which the process sees its folder."""
        return folder

    def launch(
        self,
        folder: Path,
        arguments: Sequence[str],
        fds: Sequence[int],
        limits: Limits,
        errors: int = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        """Start Python with the folder's `__main__.py`.

        The process gets the locks, as JSON, before the `arguments`, and applies them itself.

        Args:
            folder: The folder that the process sees.
            arguments: Further arguments on its command line.
            fds: Descriptors that stay open in the process.
            limits: The maximum values to enforce.
            errors: Where its standard error goes, as for `subprocess.Popen`.

        Raises:
            OSError: The sandbox cannot be set up.
        """
        place = self.place(folder)
        locks = self.locks(limits)
        rules = self.ruleset(folder)
        try:
            # No site-packages (-S), no user's packages (-s), no cache files (-B).
            python = [str(runtime.python()), "-s", "-S", "-B"]
            start = [*python, str(place), json.dumps({**locks, "landlock": rules}), *arguments]
            return subprocess.Popen(
                self.command(folder, start, limits),
                pass_fds=[*fds] if rules is None else [*fds, rules],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                cwd=folder,
                env=ENVIRONMENT,
                start_new_session=True,
            )
        finally:
            if rules is not None:
                os.close(rules)

    @cached_property
    def problem(self) -> str:
        """Why it does not work on this machine, found out by a trial; empty if it works."""
        with tempfile.TemporaryDirectory(prefix="sandbox-") as name:
            folder = Path(name)
            copyfile(lockdown.__file__, folder / "__main__.py")
            try:
                process = self.launch(folder, [], [], Limits(), subprocess.PIPE)
                _, errors = process.communicate(timeout=60)
            except (OSError, subprocess.TimeoutExpired) as error:
                return f"{error}"
        if process.returncode == lockdown.LOCKED_IN:
            return ""
        lines = errors.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"it ended with exit code {process.returncode}"


def resource_limits(limits: Limits) -> dict[str, int]:
    """Return the limits that the kernel enforces for a process, by names and in units of the resource module."""
    return {
        "AS": limits.memory_mb * MEGABYTE,
        "CPU": limits.cpu_seconds,
        "FSIZE": limits.file_mb * MEGABYTE,
        "NOFILE": limits.open_files,
        "NPROC": limits.processes + 1,  # the fork server counts as well
        "CORE": 0,
    }
