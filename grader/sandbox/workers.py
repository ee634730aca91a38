"""Workers, as seen by the judge: locked-in processes with one solution each, forked from a server in the sandbox.

Starting a sandbox and Python takes ten times as long as forking. So each submission has one sandbox, in which its
exercises run one after the other, each with a worker of its own.
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
from grader.guest.lockdown import keep_memory_private
from grader.sandbox.base import Sandbox
from grader.sandbox.payload import install_payload, install_solution

LAST_BREATH = 2.0
"""Seconds to wait for the pipe of a killed worker to close, which shows that all of its processes are gone."""

LAST_WORD = 0.5
"""Seconds in which a worker whose pipe is closed may end by itself."""


class ForkServer:
    """A sandbox for one submission, started with the first worker. Use it as a context manager."""

    def __init__(self, limits: Limits, sandbox: Sandbox, measured: bool = False) -> None:
        self.limits = limits
        self.sandbox = sandbox
        self.measured = measured
        """Whether workers note which lines run."""

        self.started: ServerProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, stem: str, sources: Mapping[str, str], limits: Limits) -> Worker:
        """Start a worker for the exercise; the one before it must have ended.

        Args:
            stem: The exercise.
            sources: The texts of the student's files, by stem: that of the exercise and those that it builds on.
            limits: The times that it has for answers.

        Raises:
            OSError: No worker can be started.
        """
        if self.started and self.started.process.poll() is not None:
            self.close()  # it was killed in the meantime, perhaps for lack of memory
        if self.started:
            worker = Worker(self, self.started, stem, sources, limits)
            if worker.begun:
                return worker
            worker.end()
            self.close()
        self.started = ServerProcess(self.limits, self.sandbox, self.measured)
        return Worker(self, self.started, stem, sources, limits)

    def close(self) -> None:
        """End the server and everything else in the sandbox."""
        if self.started:
            self.started.close()
            self.started = None


class ServerProcess:
    """The process in the sandbox that forks the workers (see guest/fork_server.py), and the socket to it."""

    def __init__(self, limits: Limits, sandbox: Sandbox, measured: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="grading-"))
        self.measured = measured
        if not sandbox.safe:
            keep_memory_private()
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

    def fork(self, stem: str, others: list[str], limits: Limits, pipes: tuple[int, int]) -> bool:
        """Have a worker forked that uses these pipes.

        Args:
            stem: The exercise.
            others: The stems of the student's other files.
            limits: The times that it has.
            pipes: The descriptors to read questions from and to write replies to.

        Returns:
            Whether the server was there to receive the order.
        """
        try:
            seconds = [limits.call_seconds, limits.check_seconds]
            socket.send_fds(self.control, [_line({"start": [stem, others, self.measured, *seconds]})], pipes)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def end(self, seconds: float) -> Ended | None:
        """Have the worker killed unless it ends within that many seconds. None if the server does not answer."""
        self.control.settimeout(seconds + LAST_BREATH)
        try:
            self.control.sendall(_line({"end": seconds}))
            reply: Ended = json.loads(self.control.makefile("rb").readline())
        except (OSError, ValueError):
            return None
        return reply

    def ended(self, seconds: float) -> int | None:
        """Return the exit code of the server itself, if it ends within that many seconds."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=seconds)
        return self.process.returncode

    def close(self) -> None:
        """Kill the server and remove its folder."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._let_go()

    def _let_go(self) -> None:
        self.control.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Worker:
    """A process with one solution, and the judge's ends of the two pipes to it."""

    def __init__(
        self, server: ForkServer, started: ServerProcess, stem: str, sources: Mapping[str, str], limits: Limits
    ) -> None:
        self._server = server
        self._started = started
        self.limits = limits
        self.folder = started.folder
        self._files = install_solution(self.folder, sources)
        asked, self.ask = os.pipe()
        self.hear, told = os.pipe()
        try:
            self.begun = started.fork(stem, [s for s in sources if s != stem], limits, (asked, told))
        except BaseException:
            self._let_go()
            raise
        finally:
            os.close(asked)
            os.close(told)
        os.set_blocking(self.ask, False)

    @property
    def sandbox_runs(self) -> bool:
        """Whether what was started on the outside still runs."""
        return self._started.process.poll() is None

    def end(self, gone: bool = False) -> int | None:
        """Kill the process and everything it started.

        Args:
            gone: Whether its end of the pipe is closed, so that it is expected to be ending.

        Returns:
            Its exit code if it had ended by itself, negative for a signal; else None.
        """
        seconds = LAST_WORD if gone else 0.0
        reply = self._started.end(seconds)
        code = reply["code"] if reply else self._started.ended(seconds)
        if reply is None:
            self._server.close()
        self._wait_until_all_are_gone()
        self._let_go()
        return code

    def _wait_until_all_are_gone(self) -> None:
        """Wait until no process holds the other end of the pipe, or until LAST_BREATH has passed."""
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
