"""A solution in a process of its own: the same questions, asked through a pipe."""

from __future__ import annotations

import secrets
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from checks.exercises import BY_STEM, EXERCISES
from checks.law.subject import Subject
from checks.model.outcomes import CannotLoad, CheckAborted, Crashed, Raised, TimedOut
from checks.model.scenario import Scenario
from grader.course.limits import Limits
from grader.guest import protocol
from grader.judge.answer_schema import fits_schema
from grader.judge.exit_reasons import ending, with_limits
from grader.judge.replies import ProtocolError, content, read_answer, read_content
from grader.sandbox import choose
from grader.sandbox.base import Sandbox
from grader.sandbox.pipes import move
from grader.sandbox.workers import ForkServer, Worker

COMPUTING = 0.4
"""The part of the time for an answer that may be spent computing. The clock goes on when a machine has other things to
do, processor time does not: so what never ends is told sooner from what has to wait. Not so for badges, where a right
answer may take a second."""

HURRY = 5
"""What has once not answered in time has, for the rest of the exercise, this many times less: else a solution that
hangs in every check would keep a processor busy for as long as the rest of the class together. Not so for badges."""

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
        server: ForkServer | None = None,
    ) -> None:
        """`server`: starts the workers; one that is shared by the exercises of a submission, or else one of its own."""
        self.stem = stem
        self.file = BY_STEM[stem].file
        self.sources = {**(others or {}), stem: source}
        self.limits = limits
        self.server = server or ForkServer(limits, sandbox or choose(), self.measured)
        self._owns_server = server is None
        self._worker: Worker | None = None
        self._cannot_load: CheckAborted | None = None
        self._seconds_left = limits.check_seconds
        self._call_seconds = limits.call_seconds
        self._is_exercise = BY_STEM[stem] in EXERCISES
        self._fresh = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        if self._owns_server:
            self.server.close()

    def new_check(self) -> None:
        """The module is loaded again, and the time for a check begins anew."""
        self._fresh = False
        self._seconds_left = self.limits.check_seconds

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        said, stop = self.replies([scenario], [protocol.body(scenario=scenario.to_json())], apart=True)
        if stop:
            raise stop
        return self.read(said[0], scenario)

    def read(self, said: bytes, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        """The answers in a reply to that scenario."""
        answers, raised = self._read(said, scenario, len(scenario.steps))
        if not fits_schema(scenario, answers):
            self._end()
            raise Crashed("Its process forged a reply", scenario)
        return answers, raised

    def replies(
        self, scenarios: Sequence[Scenario], bodies: Sequence[bytes], apart: bool = False
    ) -> tuple[list[bytes], CheckAborted | None]:
        """What the solution says to these questions, unread, and why it does not say more, if it does not.

        `bodies` are the scenarios as the protocol sends them. They are asked at once: neither side waits for the other.
        The module is loaded first, once for each check; `apart`: for each scenario, so that a network on which a
        solution fails does so by itself, not because of what an earlier one left in a class. What cannot be loaded
        once is not tried again.
        """
        if self._cannot_load:
            return [], self._cannot_load
        asked: list[Scenario | None] = []
        outgoing: list[bytes] = []
        for scenario, body in zip(scenarios, bodies, strict=True):
            if apart or not (asked or (self._fresh and self._worker)):
                asked.append(None)
                outgoing.append(protocol.body(load=self.stem))
            asked.append(scenario)
            outgoing.append(body)
        said: list[bytes] = []
        stop: CheckAborted | None = None
        try:
            self._converse(asked, outgoing, said)
        except CheckAborted as error:
            stop = error
            if len(said) < len(asked) and asked[len(said)] is None:
                self._cannot_load = stop
        self._fresh = stop is None
        replies: list[bytes] = []
        for question, reply in zip(asked, said, strict=False):
            if question is not None:
                replies.append(reply)
            elif problem := self._load_error(reply):
                self._cannot_load = problem
                return replies, problem
        return replies, stop

    def _load_error(self, said: bytes) -> CheckAborted | None:
        """Why the module could not be loaded, by the reply; None if it was."""
        try:
            _, raised = self._read(said, None, 0)
        except Crashed as error:
            return error
        return CannotLoad(raised) if raised else None

    def _exchange(self, **question: Any) -> list[Any]:
        """Ask something else than a scenario, and wait for the one answer."""
        said: list[bytes] = []
        self._converse([None], [protocol.body(**question)], said)
        return self._read(said[0], None, 1)[0]

    def _read(self, said: bytes, asked: Scenario | None, most: int) -> tuple[list[Any], Raised | None]:
        """The answers in a reply, `most` at the most."""
        try:
            answers, raised = read_content(said, most)
        except ProtocolError as error:
            raise self._broken(asked, error) from None
        return answers, with_limits(raised, self.limits)

    def _converse(self, asked: Sequence[Scenario | None], bodies: Sequence[bytes], said: list[bytes]) -> None:
        """Ask all the questions, and put what is replied into `said`; no reply may take longer than a call may."""
        worker = self._worker or self._start()
        identities = [secrets.token_hex(8) for _ in bodies]
        outgoing = b"".join(protocol.question(i, b) for i, b in zip(identities, bodies, strict=True))
        began = time.monotonic()
        try:
            for line in self._lines(worker, outgoing, len(bodies)):
                said.append(content(line, identities[len(said)]))
        except TimeoutError:
            self._end()
            raise self._timed_out(asked[len(said)], time.monotonic() - began) from None
        except EOFError:
            code, scenario = self._end(gone=True), asked[len(said)]
            if code == -signal.SIGPROF:
                raise self._timed_out(scenario, time.monotonic() - began) from None
            raise Crashed(f"Its process {ending(code, self.limits)}", scenario) from None
        except ProtocolError as error:
            raise self._broken(asked[min(len(said), len(asked) - 1)], error) from None
        finally:
            self._seconds_left -= time.monotonic() - began

    def _timed_out(self, scenario: Scenario | None, taken: float) -> TimedOut:
        """What to raise when there was no answer in time, `taken` seconds after it was asked."""
        if self._seconds_left <= taken:
            message = f"More than {self.limits.check_seconds:g} seconds for all the answers of this check"
        elif self._is_exercise:
            message = f"No answer within {self._computing():g} seconds of computing"
            message += f" ({self._call_seconds:g} on the clock)"
            self._call_seconds = self.limits.call_seconds / HURRY
        else:
            message = f"No answer within {self._call_seconds:g} seconds"
        return TimedOut(message, scenario)

    def _computing(self) -> float:
        """Seconds of processor time for one answer."""
        return self._call_seconds * (COMPUTING if self._is_exercise else 1)

    def _broken(self, scenario: Scenario | None, error: ProtocolError) -> Crashed:
        """What to raise when the worker said something that it would not have said by itself."""
        self._end()
        return Crashed("Its process broke the protocol", scenario, str(error))

    def _lines(self, worker: Worker, outgoing: bytes, count: int) -> Iterator[bytes]:
        """So many lines of the worker, as they come, while it is told what is outgoing. TimeoutError, EOFError."""
        check_ends = time.monotonic() + self._seconds_left
        incoming = b""
        while count:
            deadline = min(check_ends, time.monotonic() + self._call_seconds)
            while b"\n" not in incoming:
                outgoing, chunk = move(worker, outgoing, deadline)
                incoming += chunk
                if len(incoming) > self.limits.reply_bytes:
                    raise ProtocolError(f"the reply is longer than {self.limits.reply_bytes} bytes")
            line, _, incoming = incoming.partition(b"\n")
            count -= 1
            yield line
        if incoming:
            raise ProtocolError("there are more replies than questions")

    def _start(self) -> Worker:
        """A worker that has said it is ready. RuntimeError if it does not: that is our fault, not the student's."""
        sandbox = self.server.sandbox.name
        try:
            self._worker = worker = self.server.start(self.stem, self.sources, self._computing())
        except OSError as error:
            raise RuntimeError(f"no worker could be started in the sandbox {sandbox}: {error}") from error
        try:
            first = b""
            while not first.endswith(b"\n"):
                first += move(worker, b"", time.monotonic() + START_SECONDS)[1]
            read_answer(first, protocol.READY, 0)
        except (TimeoutError, EOFError, ProtocolError) as error:
            how = ending(self._end(gone=True), self.limits)
            raise RuntimeError(f"the worker in the sandbox {sandbox} did not get ready: it {how}") from error
        return worker

    def _end(self, gone: bool = False) -> int | None:
        """End the worker; the next question starts another one. Returns its exit code if it had ended by itself."""
        worker, self._worker, self._fresh = self._worker, None, False
        return worker.end(gone) if worker else None
