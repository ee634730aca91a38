"""Workers as the judge holds them: locked-in processes with one solution each, forked from a server in the sandbox.

To start a sandbox and Python in it takes ten times as long as to fork what is there. So a submission has a sandbox of
its own, and its exercises, one after the other, have a worker each in it.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from grader.course.limits import Limits
from grader.guest.fork_server import Ended
from grader.sandbox.base import Sandbox
from grader.sandbox.payload import install_payload, install_solution

LAST_BREATH = 2.0
"""Seconds to wait for a killed worker's pipe to close: then all of its processes are gone."""

LAST_WORD = 0.5
"""Seconds in which a worker whose pipe is closed may end by itself."""


class ForkServer:
    """A sandbox for one submission, from the first worker on. Use it as a context manager."""

    def __init__(self, limits: Limits, sandbox: Sandbox, measured: bool = False) -> None:
        self.limits = limits
        self.sandbox = sandbox
        self.measured = measured
        """Whether workers note which lines run."""

        self.started: Started | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, stem: str, sources: Mapping[str, str], computing: float) -> Worker:
        """A worker for the exercise; the one before it must have ended. OSError if none can be started.

        `computing`: seconds of processor time for one answer.
        """
        if self.started and self.started.process.poll() is not None:
            self.close()  # killed meanwhile, perhaps for lack of memory
        if self.started:
            worker = Worker(self, self.started, stem, sources, computing)
            if worker.begun:
                return worker
            worker.end()
            self.close()
        self.started = Started(self.limits, self.sandbox, self.measured)
        return Worker(self, self.started, stem, sources, computing)

    def close(self) -> None:
        """End it, and all that is in the sandbox."""
        if self.started:
            self.started.close()
            self.started = None


class Started:
    """The process in the sandbox that forks the workers (see guest/fork_server.py), and the socket to it."""

    def __init__(self, limits: Limits, sandbox: Sandbox, measured: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="grading-"))
        self.measured = measured
        self.control, theirs = socket.socketpair()
        with theirs:
            try:
                install_payload(self.folder, measured)
                self.process: subprocess.Popen[bytes] = sandbox.launch(
                    self.folder, [str(theirs.fileno())], [theirs.fileno()], limits
                )
            except BaseException:
                self._let_go()
                raise

    def fork(self, stem: str, others: list[str], computing: float, pipes: tuple[int, int]) -> bool:
        """Have a worker started that reads and writes these pipes; whether anybody was there to be told."""
        try:
            socket.send_fds(self.control, [_line({"start": [stem, others, self.measured, computing]})], pipes)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def end(self, seconds: float) -> Ended | None:
        """Have the worker killed, unless it ends by itself within so many seconds; None if nobody says how it ended."""
        self.control.settimeout(seconds + LAST_BREATH)
        try:
            self.control.sendall(_line({"end": seconds}))
            reply: Ended = json.loads(self.control.makefile("rb").readline())
        except (OSError, ValueError):
            return None
        return reply

    def ended(self, seconds: float) -> int | None:
        """The exit code of the server itself, if it ends within so many seconds."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=seconds)
        return self.process.returncode

    def close(self) -> None:
        """Kill it, and remove its folder."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._let_go()

    def _let_go(self) -> None:
        self.control.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Worker:
    """A process with one solution in it, and the two ends of the pipes to it."""

    def __init__(
        self, server: ForkServer, started: Started, stem: str, sources: Mapping[str, str], computing: float
    ) -> None:
        self._server = server
        self._started = started
        self.folder = started.folder
        self._files = install_solution(self.folder, sources)
        asked, self.ask = os.pipe()
        self.hear, told = os.pipe()
        try:
            self.begun = started.fork(stem, [s for s in sources if s != stem], computing, (asked, told))
        except BaseException:
            self._let_go()
            raise
        finally:
            os.close(asked)
            os.close(told)
        os.set_blocking(self.ask, False)

    def end(self, gone: bool = False) -> int | None:
        """Kill the process and all it started; returns its exit code if it had ended by itself.

        `gone`: its end of the pipe is closed, so it is expected to be ending. A negative code is a signal's.
        """
        seconds = LAST_WORD if gone else 0.0
        reply = self._started.end(seconds)
        code = reply["code"] if reply else self._started.ended(seconds)
        if reply is None or reply["spent"]:
            self._server.close()
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
        for file in self._files:
            file.unlink(missing_ok=True)


def _line(message: Mapping[str, object]) -> bytes:
    return json.dumps(message).encode() + b"\n"
