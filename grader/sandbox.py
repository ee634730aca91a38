"""Where the student's code runs: a process of its own, in a folder that holds nothing but what it needs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from grader.paths import GRADER, SKELETON

GIVEN = ("__init__", "framework", "losses", "training")
CHECKS = ("__init__", "counting", "loading", "networks", "play", "stage", "verdicts")
"""What the worker needs of the package `checks`: how to ask, not what is right."""

JUDGES = ("__init__", "protocol")
"""What it needs of the grader."""


class Worker:
    """A process with one solution in it, and the two ends of the pipes to it."""

    def __init__(self, stem: str, source: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="grading-"))
        _furnish(self.folder, stem, source)
        asked, self._ask = os.pipe()
        self._hear, told = os.pipe()
        self.ask, self.hear = self._ask, self._hear
        self.process = subprocess.Popen(
            _command(self.folder, stem, asked, told),
            pass_fds=(asked, told),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env={"PYTHONHASHSEED": "0"},  # sets in a solution have the same order in every grading
            start_new_session=True,
        )
        os.close(asked)
        os.close(told)
        os.set_blocking(self.ask, False)

    def end(self, gone: bool = False) -> str:
        """Kill the process and all it started, remove its folder; returns in words how it had ended, if it had.

        `gone`: its end of the pipe is closed, so it is expected to be ending.
        """
        # Right after its last word a process may still be on its way out.
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=0.5 if gone else 0)
        code = self.process.returncode
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.ask)
        os.close(self.hear)
        shutil.rmtree(self.folder, ignore_errors=True)
        if code is None:
            return ""
        if code < 0:
            return f"its process was killed by signal {signal.Signals(-code).name}"
        return f"its process ended itself with exit code {code}"


def _command(folder: Path, stem: str, asked: int, told: int) -> list[str]:
    """How to start the worker. This is the one place where the process can be locked in."""
    python = getattr(sys, "_base_executable", sys.executable)
    # No site-packages (-S), no user's packages (-s), no cache files (-B); the worker's folder holds only our files.
    return [python, "-s", "-S", "-B", str(folder / "worker.py"), stem, str(asked), str(told)]


def _furnish(folder: Path, stem: str, source: str) -> None:
    """Put in the given framework, how to ask, and the one file of the student."""
    for source_folder, modules in ((SKELETON / "backprop", GIVEN), (SKELETON / "checks", CHECKS), (GRADER, JUDGES)):
        target = folder / source_folder.name
        target.mkdir()
        for module in modules:
            shutil.copyfile(source_folder / f"{module}.py", target / f"{module}.py")
    shutil.copyfile(GRADER / "worker.py", folder / "worker.py")
    (folder / "backprop" / f"{stem}.py").write_text(source, encoding="utf-8", newline="")
