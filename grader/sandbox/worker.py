"""A worker as the judge holds it: a locked-in process with one solution, and the pipes to it."""

from __future__ import annotations

import importlib.util
import os
import py_compile
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from py_compile import PycInvalidationMode

from grader.limits import Limits
from grader.paths import GRADER, SKELETON
from grader.sandbox.base import Sandbox

GIVEN = ("__init__", "framework", "losses", "training")
CHECKS = ("__init__", "counting", "exercises", "loading", "networks", "play", "stage", "verdicts")
"""What the worker needs of the package `checks`: how to ask, not what is right."""

JUDGES = ("__init__", "printable", "protocol")
"""What it needs of the grader."""

LAST_BREATH = 2.0
"""Seconds to wait for a killed worker's pipe to close: then all of its processes are gone."""


class Worker:
    """A process with one solution in it, and the two ends of the pipes to it."""

    def __init__(
        self, stem: str, sources: Mapping[str, str], limits: Limits, sandbox: Sandbox, measured: bool = False
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="grading-"))
        asked, self.ask = os.pipe()
        self.hear, told = os.pipe()
        try:
            _furnish(self.folder, sources, measured)
            command = ["worker.py", stem, str(asked), str(told), *(["measured"] if measured else [])]
            self.process: subprocess.Popen[bytes] = sandbox.launch(self.folder, command, (asked, told), limits)
        except BaseException:
            self._let_go()
            raise
        finally:
            os.close(asked)
            os.close(told)
        os.set_blocking(self.ask, False)

    def end(self, gone: bool = False) -> int | None:
        """Kill the process and all it started, remove its folder; returns its exit code if it had ended by itself.

        `gone`: its end of the pipe is closed, so it is expected to be ending. A negative code is a signal's.
        """
        # Right after its last word a process may still be on its way out.
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=0.5 if gone else 0)
        code = self.process.returncode
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._wait_until_all_are_gone()
        self._let_go()
        return code

    def _wait_until_all_are_gone(self) -> None:
        """Nobody holds the other end of the pipe any more, or it has taken too long."""
        deadline = time.monotonic() + LAST_BREATH
        while select.select([self.hear], [], [], max(0.0, deadline - time.monotonic()))[0]:
            if not os.read(self.hear, 65536):
                return

    def _let_go(self) -> None:
        os.close(self.ask)
        os.close(self.hear)
        shutil.rmtree(self.folder, ignore_errors=True)


def _furnish(folder: Path, sources: Mapping[str, str], measured: bool) -> None:
    """Put in the given framework, how to ask, and the student's files: one, except for what builds on others."""
    for name in ("backprop", "checks", "grader", *(["coverage"] if measured else [])):
        (folder / name / "__pycache__").mkdir(parents=True)
    for name, content in _furniture(measured).items():
        (folder / name).write_bytes(content)
    for stem, source in sources.items():
        (folder / "backprop" / f"{stem}.py").write_text(source, encoding="utf-8", newline="")


@cache
def _furniture(measured: bool) -> dict[str, bytes]:
    """The files that are the same for all, by their names in the folder; compiled, so that a start is quick."""
    files = {"worker.py": (GRADER / "worker.py").read_bytes()}
    packages = [(SKELETON / "backprop", GIVEN), (SKELETON / "checks", CHECKS), (GRADER, JUDGES)]
    if measured:
        packages += [(GRADER, ("measuring",)), _coverage()]
    with tempfile.TemporaryDirectory() as scratch:
        compiled = Path(scratch) / "compiled"
        for folder, modules in packages:
            for module in modules:
                source = folder / f"{module}.py"
                name = f"{folder.name}/{module}.py"
                files[name] = source.read_bytes()
                py_compile.compile(
                    str(source), str(compiled), name, True, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH
                )
                files[importlib.util.cache_from_source(name)] = compiled.read_bytes()
    return files


def _coverage() -> tuple[Path, tuple[str, ...]]:
    """What is written in Python of the package coverage: it measures without the rest, and a solution gets no more."""
    import coverage

    folder = Path(coverage.__file__).parent
    return folder, tuple(sorted(path.stem for path in folder.glob("*.py")))
