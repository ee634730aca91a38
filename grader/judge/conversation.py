"""Questions to a worker over its pipe, and the reply lines that come back. Their content is not read here."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence

from grader.guest import protocol
from grader.judge.replies import ProtocolError, content, read_answer, read_late
from grader.sandbox.pipes import move
from grader.sandbox.workers import Worker

START_SECONDS = 60.0
"""Seconds a worker may take to start, before any student code runs. Generous, for busy machines."""

LOOK_SECONDS = 0.5
"""Seconds between looks at whether the sandbox is still there, while a worker starts."""

NAP = 0.001
"""Seconds in which the judge lets replies gather while several are still to come. To be woken for each of them costs
both processes more than many a reply does."""

LONG = 20_000
"""Bytes of a reply that is called long. A right solution has a few of them; to read one takes the judge its time."""

MOST_LONG = 1_500_000
"""Bytes that all long replies of a solution may have together."""


class Allowance:
    """What is left for the long replies of a solution."""

    def __init__(self, left: int = MOST_LONG) -> None:
        self.left = left

    def spend(self, reply: bytes) -> None:
        """Count a reply.

        Raises:
            ProtocolError: The reply is long, and the solution has sent too much.
        """
        if len(reply) <= LONG:
            return
        self.left -= len(reply)
        if self.left < 0:
            raise ProtocolError(f"its answers of more than {LONG} bytes have more than {MOST_LONG} together")


class Late(Exception):
    """The worker has said that an answer takes too long."""

    def __init__(self, step: int | None, whole_check: bool) -> None:
        """Note the step that was being done, if any, and whether all answers of the check together took too long."""
        super().__init__("the time is over")
        self.step = step
        self.whole_check = whole_check


class Conversation:
    """The exchange of questions and replies between the judge and one worker."""

    def __init__(self, worker: Worker, reply_bytes: int, allowance: Allowance | None = None) -> None:
        """Talk to this worker; a reply of more than `reply_bytes` bytes is refused, and what is not allowed for."""
        self.worker = worker
        self.reply_bytes = reply_bytes
        self.allowance = allowance or Allowance()

    def wait_until_ready(self) -> None:
        """Wait for the worker's first line, which says that it is ready.

        Raises:
            TimeoutError: It did not come in time.
            EOFError: The worker's end of the pipe is closed.
            ProtocolError: The line is not the expected one.
        """
        first, last = b"", time.monotonic() + START_SECONDS
        while not first.endswith(b"\n"):
            try:
                first += move(self.worker, b"", min(last, time.monotonic() + LOOK_SECONDS))[1]
            except TimeoutError:
                # What started the sandbox may have been killed while a part of it hangs on, with the pipe open.
                if not self.worker.sandbox_runs:
                    raise EOFError from None
                if time.monotonic() >= last:
                    raise
        read_answer(first, protocol.READY, 0)

    def ask(self, bodies: Sequence[bytes], deadline: Callable[[], float], replies: list[bytes]) -> None:
        """Send all the questions at once, and append each reply to `replies` as it comes.

        Args:
            bodies: The questions, as `protocol.body` makes them.
            deadline: Called before each wait for a reply; returns the latest time for it, as time.monotonic() has it.
            replies: Receives the replies without their identities. After an exception it holds those that came before.

        Raises:
            Late: The worker says that the time is over.
            TimeoutError: A reply did not come in time.
            EOFError: The worker's end of the pipe is closed.
            ProtocolError: A line is no reply to its question.
        """
        identities = [secrets.token_hex(8) for _ in bodies]
        outgoing = b"".join(protocol.question(i, b) for i, b in zip(identities, bodies, strict=True))
        for line in self._lines(outgoing, len(bodies), deadline):
            reply = content(line, identities[len(replies)])
            if told := read_late(reply):
                raise Late(*told)
            self.allowance.spend(reply)
            replies.append(reply)

    def dialogue(self, body: bytes, respond: Callable[[bytes], bytes | None], deadline: Callable[[], float]) -> bytes:
        """Send a question, say something to each line that comes, and return the last one, without its identity.

        Args:
            body: The question.
            respond: Called with each line without its identity; returns what to say, or None to the last one.
            deadline: As for `ask`.

        Raises:
            Late, TimeoutError, EOFError, ProtocolError: As for `ask`.
        """
        identity = secrets.token_hex(8)
        outgoing: bytes | None = protocol.question(identity, body)
        while True:
            assert outgoing is not None
            (line,) = self._lines(outgoing, 1, deadline)
            reply = content(line, identity)
            if told := read_late(reply):
                raise Late(*told)
            self.allowance.spend(reply)
            outgoing = respond(reply)
            if outgoing is None:
                return reply

    def _lines(self, outgoing: bytes, count: int, deadline: Callable[[], float]) -> Iterator[bytes]:
        """Yield `count` lines from the worker as they come, while sending the `outgoing` bytes."""
        incoming = b""
        while count:
            until = deadline()
            while b"\n" not in incoming:
                outgoing, chunk = move(self.worker, outgoing, until)
                incoming += chunk
                if len(incoming) > self.reply_bytes:
                    raise ProtocolError(f"the reply is longer than {self.reply_bytes} bytes")
            *lines, incoming = incoming.split(b"\n")
            yield from lines[:count]
            if len(lines) > count:
                break
            count -= len(lines)
            if count > 1:
                time.sleep(NAP)
        if count or incoming:
            raise ProtocolError("there are more replies than questions")
