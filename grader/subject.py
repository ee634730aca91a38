"""A solution in a process of its own: the same questions, asked through a pipe."""

from __future__ import annotations

import os
import secrets
import select
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from checks.exercises import BY_STEM
from checks.play import Play
from checks.subject import Subject
from checks.verdicts import CannotLoad, Crashed, Raised, Stop, TimedOut
from grader import protocol
from grader.endings import during, ending, with_limits
from grader.limits import Limits
from grader.sandbox import choose
from grader.sandbox.base import Sandbox
from grader.sandbox.worker import Worker
from grader.shapes import shaped

CHUNK = 65536
"""Bytes that are written or read at once."""

START_SECONDS = 60.0
"""How long a worker may take to start, before any of the student's code runs: long, for a machine with much to do."""


class SandboxedSubject(Subject):
    """Starts a worker when there is something to ask, and another one when that has ended or was too slow.

    The deadlines are kept here, outside of the student's reach. Use it as a context manager.
    """

    measured = False
    """Whether the process notes which lines run."""

    def __init__(
        self,
        stem: str,
        source: str,
        limits: Limits,
        sandbox: Sandbox | None = None,
        others: Mapping[str, str] | None = None,
    ) -> None:
        self.stem = stem
        self.file = BY_STEM[stem].file
        self.sources = {**(others or {}), stem: source}
        self.limits = limits
        self.sandbox = sandbox or choose()
        self._worker: Worker | None = None
        self._cannot_load: CannotLoad | Crashed | TimedOut | None = None
        self._seconds_left = limits.check_seconds
        self._fresh = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def new_check(self) -> None:
        """The module is loaded again, and the time for a check begins anew."""
        self._fresh = False
        self._seconds_left = self.limits.check_seconds

    def play(self, play: Play) -> tuple[list[Any], Raised | None]:
        # A network on which a solution fails does so by itself, not because of what an earlier one left in a class.
        self._fresh = False
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

    def replies(self, plays: Sequence[Play], bodies: Sequence[bytes]) -> tuple[list[bytes], Stop | None]:
        """What the solution says to these questions, unread, and why it does not say more, if it does not.

        `bodies` are the plays as the protocol sends them. They are asked at once: neither side waits for the other.
        """
        said: list[bytes] = []
        try:
            self._load()
            self._converse(plays, bodies, said)
        except Stop as stop:
            return said, stop
        return said, None

    def _exchange(self, asked: Play | None, most: int, **question: Any) -> tuple[list[Any], Raised | None]:
        """Ask, and wait for the reply."""
        said: list[bytes] = []
        self._converse([asked], [protocol.body(**question)], said)
        try:
            answers, raised = protocol.read_content(said[0], most)
        except protocol.ProtocolError as error:
            raise self._broken(asked, error) from None
        return answers, with_limits(raised, self.limits)

    def _converse(self, asked: Sequence[Play | None], bodies: Sequence[bytes], said: list[bytes]) -> None:
        """Ask all the questions, and put what is replied into `said`; no reply may take longer than a call may."""
        worker = self._worker or self._start()
        identities = [secrets.token_hex(8) for _ in bodies]
        outgoing = b"".join(protocol.question(i, b) for i, b in zip(identities, bodies, strict=True))
        began = time.monotonic()
        try:
            for line in self._lines(worker, outgoing, len(bodies)):
                said.append(protocol.content(line, identities[len(said)]))
        except TimeoutError:
            self._end()
            if self._seconds_left - (time.monotonic() - began) <= 0:
                message = f"More than {self.limits.check_seconds:g} seconds for all the answers of this check"
            else:
                message = f"No answer within {self.limits.call_seconds:g} seconds"
            play = asked[len(said)]
            raise TimedOut(f"{message}, {during(self.file, play)}.", play) from None
        except (EOFError, BrokenPipeError):
            how, play = ending(self._end(gone=True), self.limits), asked[len(said)]
            raise Crashed(f"Its process {how} {during(self.file, play)}.", play) from None
        except protocol.ProtocolError as error:
            raise self._broken(asked[min(len(said), len(asked) - 1)], error) from None
        finally:
            self._seconds_left -= time.monotonic() - began

    def _broken(self, play: Play | None, error: protocol.ProtocolError) -> Crashed:
        """What to raise when the worker said something that it would not have said by itself."""
        self._end()
        return Crashed(f"Its process broke the protocol {during(self.file, play)}: {error}.", play)

    def _lines(self, worker: Worker, outgoing: bytes, count: int) -> Iterator[bytes]:
        """So many lines of the worker, as they come, while it is told what is outgoing. TimeoutError, EOFError."""
        check_ends = time.monotonic() + self._seconds_left
        incoming = b""
        while count:
            deadline = min(check_ends, time.monotonic() + self.limits.call_seconds)
            while b"\n" not in incoming:
                outgoing, chunk = _move(worker, outgoing, deadline)
                incoming += chunk
                if len(incoming) > self.limits.reply_bytes:
                    raise protocol.ProtocolError(f"the reply is longer than {self.limits.reply_bytes} bytes")
            line, _, incoming = incoming.partition(b"\n")
            count -= 1
            yield line
        if incoming:
            raise protocol.ProtocolError("there are more replies than questions")

    def _start(self) -> Worker:
        """A worker that has said it is ready. RuntimeError if it does not: that is our fault, not the student's."""
        try:
            self._worker = worker = Worker(self.stem, self.sources, self.limits, self.sandbox, self.measured)
        except OSError as error:
            raise RuntimeError(f"no worker could be started in the sandbox {self.sandbox.name}: {error}") from error
        try:
            first = b""
            while not first.endswith(b"\n"):
                first += _move(worker, b"", time.monotonic() + START_SECONDS)[1]
            protocol.read_answer(first, protocol.READY, 0)
        except (TimeoutError, EOFError, protocol.ProtocolError) as error:
            how = ending(self._end(gone=True), self.limits)
            raise RuntimeError(f"the worker in the sandbox {self.sandbox.name} did not get ready: it {how}") from error
        return worker

    def _end(self, gone: bool = False) -> int | None:
        """End the worker; the next question starts another one. Returns its exit code if it had ended by itself."""
        worker, self._worker, self._fresh = self._worker, None, False
        return worker.end(gone) if worker else None


def _move(worker: Worker, outgoing: bytes, deadline: float) -> tuple[bytes, bytes]:
    """Write what can be written, read what is there: what is left to write, and what came. TimeoutError, EOFError."""
    wanted = [worker.ask] if outgoing else []
    can_read, can_write, _ = select.select([worker.hear], wanted, [], max(0.0, deadline - time.monotonic()))
    if not can_read and not can_write:
        raise TimeoutError
    if can_write:
        outgoing = outgoing[os.write(worker.ask, outgoing[:CHUNK]) :]
    chunk = os.read(worker.hear, CHUNK) if can_read else b""
    if can_read and not chunk:
        raise EOFError
    return outgoing, chunk
