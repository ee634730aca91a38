"""What every sandbox can do: say whether it works here, and start Python in a folder with its doors locked."""

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
from typing import Any

from grader.course.limits import Limits
from grader.guest import lockdown
from grader.sandbox import runtime

ENVIRONMENT = {"PYTHONHASHSEED": "0"}
"""All of it. With that, sets in a solution have the same order in every grading."""

MEGABYTE = 2**20


def unsupported() -> str:
    """Why no sandbox can work on this kind of system; empty on those where one can."""
    if hasattr(os, "fork"):
        return ""
    return (
        f"Student code runs in forked processes, which {sys.platform} does not have: grade on Linux or macOS, "
        "or on Windows in the Windows Subsystem for Linux (WSL)."
    )


class Sandbox(ABC):
    """A way to lock a process in."""

    name: str
    safe: bool
    """Whether nothing secret can be read and nothing outside changed."""
    summary: str
    """For a report: what it protects, or what it does not."""
    advice: str
    """How to get it where it is missing."""

    @abstractmethod
    def locks(self, limits: Limits) -> dict[str, Any]:
        """What grader/guest/lockdown.py is told to take away: resource limits by name, a system call filter.

        With "scratch", the temporary folder that the sandbox has for itself, if it has one.
        """

    def ruleset(self, folder: Path) -> int | None:
        """A descriptor of Landlock rules to be put in force in the process."""
        return None

    def command(self, folder: Path, start: list[str], limits: Limits) -> list[str]:
        """The command line that runs `start` (Python and its arguments) and shows it the folder."""
        return start

    def place(self, folder: Path) -> Path:
        """Where the process sees its folder."""
        return folder

    def launch(
        self,
        folder: Path,
        arguments: Sequence[str],
        fds: Sequence[int],
        limits: Limits,
        errors: int = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        """Start Python with the folder's `__main__.py`; `fds` stay open in it.

        It gets the locks, as JSON, before the `arguments`. To apply them is its business.
        """
        place = self.place(folder)
        locks = {"scratch": None, **self.locks(limits)}
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
        """Why it does not work on this machine, found out by trying; empty if it does."""
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
    """What the kernel enforces for a process, by the names of the resource module."""
    return {
        "AS": limits.memory_mb * MEGABYTE,
        "CPU": limits.cpu_seconds,
        "FSIZE": limits.file_mb * MEGABYTE,
        "NOFILE": limits.open_files,
        "NPROC": limits.processes + 1,  # the process that forks the workers is one of them
        "CORE": 0,
    }
