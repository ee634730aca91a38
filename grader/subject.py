"""A solution in a process of its own: the same questions, asked through a pipe."""

from __future__ import annotations

import os
import secrets
import select
import time
from typing import Any

from checks.exercises import BY_STEM
from checks.play import Play
from checks.subject import Subject
from checks.verdicts import CannotLoad, Crashed, Raised, TimedOut
from grader import protocol
from grader.endings import during, ending, with_limits
from grader.limits import Limits
from grader.sandbox import choose
from grader.sandbox.base import Sandbox
from grader.sandbox.worker import Worker
from grader.shapes import shaped

START_SECONDS = 60.0
"""How long a worker may take to start, before any of the student's code runs: long, for a machine with much to do."""


class SandboxedSubject(Subject):
    """Starts a worker when there is something to ask, and another one when that has ended or was too slow.

    The deadlines are kept here, outside of the student's reach. Use it as a context manager.
    """

    def __init__(self, stem: str, source: str, limits: Limits, sandbox: Sandbox | None = None) -> None:
        self.stem = stem
        self.file = BY_STEM[stem].file
        self.source = source
        self.limits = limits
        self.sandbox = sandbox or choose()
        self._worker: Worker | None = None
        self._cannot_load: CannotLoad | Crashed | TimedOut | None = None
        self._seconds_left = limits.check_seconds
        self._fresh = False

    def __enter__(self) -> SandboxedSubject:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def new_check(self) -> None:
        """The module is loaded again, and the time for a check begins anew."""
        self._fresh = False
        self._seconds_left = self.limits.check_seconds

    def play(self, play: Play) -> tuple[list[Any], Raised | None]:
        self._load()
        answers, raised = self._exchange(play, len(play.steps), play=play.to_json())
        if not shaped(play, answers):
            self._end()
            raise Crashed(f"Its process forged a reply {during(self.file, play)}.", play)
        return answers, raised

    def _load(self) -> None:
        """Load the module, once for each check; what cannot be loaded once is not tried again."""
        if self._cannot_load:
            raise self._cannot_load
        if self._fresh and self._worker:
            return
        try:
            _, raised = self._exchange(None, 0, load=self.stem)
            if raised:
                raise CannotLoad(self.file, raised)
        except (CannotLoad, Crashed, TimedOut) as error:
            self._cannot_load = error
            raise
        self._fresh = True

    def _exchange(self, asked: Play | None, most: int, **content: Any) -> tuple[list[Any], Raised | None]:
        """Ask, and wait for the reply."""
        worker = self._worker or self._start()
        identity = secrets.token_hex(8)
        began = time.monotonic()
        deadline = began + min(self.limits.call_seconds, self._seconds_left)
        try:
            self._send(worker, protocol.question(identity, **content), deadline)
            answers, raised = protocol.read_answer(self._receive(worker, deadline), identity, most)
            return answers, with_limits(raised, self.limits)
        except TimeoutError:
            self._end()
            if self._seconds_left < self.limits.call_seconds:
                message = f"More than {self.limits.check_seconds:g} seconds for all the answers of this check"
            else:
                message = f"No answer within {self.limits.call_seconds:g} seconds"
            raise TimedOut(f"{message}, {during(self.file, asked)}.", asked) from None
        except (EOFError, BrokenPipeError):
            how = ending(self._end(gone=True), self.limits)
            raise Crashed(f"Its process {how} {during(self.file, asked)}.", asked) from None
        except protocol.ProtocolError as error:
            self._end()
            raise Crashed(f"Its process broke the protocol {during(self.file, asked)}: {error}.", asked) from None
        finally:
            self._seconds_left -= time.monotonic() - began

    def _start(self) -> Worker:
        """A worker that has said it is ready. RuntimeError if it does not: that is our fault, not the student's."""
        try:
            self._worker = worker = Worker(self.stem, self.source, self.limits, self.sandbox)
        except OSError as error:
            raise RuntimeError(f"no worker could be started in the sandbox {self.sandbox.name}: {error}") from error
        try:
            protocol.read_answer(self._receive(worker, time.monotonic() + START_SECONDS), protocol.READY, 0)
        except (TimeoutError, EOFError, protocol.ProtocolError) as error:
            how = ending(self._end(gone=True), self.limits)
            raise RuntimeError(f"the worker in the sandbox {self.sandbox.name} did not get ready: it {how}") from error
        return worker

    def _send(self, worker: Worker, data: bytes, deadline: float) -> None:
        while data:
            if not select.select([], [worker.ask], [], max(0.0, deadline - time.monotonic()))[1]:
                raise TimeoutError
            data = data[os.write(worker.ask, data) :]

    def _receive(self, worker: Worker, deadline: float) -> bytes:
        line = b""
        while not line.endswith(b"\n"):
            if not select.select([worker.hear], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError
            chunk = os.read(worker.hear, 65536)
            if not chunk:
                raise EOFError
            line += chunk
            if len(line) > self.limits.reply_bytes:
                raise protocol.ProtocolError(f"the reply is longer than {self.limits.reply_bytes} bytes")
        return line

    def _end(self, gone: bool = False) -> int | None:
        """End the worker; the next question starts another one. Returns its exit code if it had ended by itself."""
        worker, self._worker, self._fresh = self._worker, None, False
        return worker.end(gone) if worker else None
