"""Questions to a worker over its pipe, and the lines that come back. What is in them is not read here."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence

from grader.guest import protocol
from grader.judge.replies import ProtocolError, content, read_answer
from grader.sandbox.pipes import move
from grader.sandbox.workers import Worker

START_SECONDS = 60.0
"""How long a worker may take to start, before any of the student's code runs: long, for a machine with much to do."""


class Conversation:
    """What is said between the judge and one worker."""

    def __init__(self, worker: Worker, reply_bytes: int) -> None:
        """`reply_bytes`: no reply may be longer."""
        self.worker = worker
        self.reply_bytes = reply_bytes

    def wait_until_ready(self) -> None:
        """Hear the worker's first word. TimeoutError, EOFError, ProtocolError if it is not the right one."""
        first = b""
        while not first.endswith(b"\n"):
            first += move(self.worker, b"", time.monotonic() + START_SECONDS)[1]
        read_answer(first, protocol.READY, 0)

    def ask(self, bodies: Sequence[bytes], deadline: Callable[[], float], replies: list[bytes]) -> None:
        """Ask all the questions at once, and put what is replied into `replies`, one by one.

        Args:
            bodies: the questions, as `protocol.body` makes them.
            deadline: until when the next reply must be there; asked for each.
            replies: what came, without its identity. After an exception it has what came before.

        Raises:
            TimeoutError: a reply did not come in time.
            EOFError: the worker's end of the pipe is closed.
            ProtocolError: what came is no reply to the question.
        """
        identities = [secrets.token_hex(8) for _ in bodies]
        outgoing = b"".join(protocol.question(i, b) for i, b in zip(identities, bodies, strict=True))
        for line in self._lines(outgoing, len(bodies), deadline):
            replies.append(content(line, identities[len(replies)]))

    def _lines(self, outgoing: bytes, count: int, deadline: Callable[[], float]) -> Iterator[bytes]:
        """So many lines of the worker, as they come, while it is told what is outgoing."""
        incoming = b""
        while count:
            until = deadline()
            while b"\n" not in incoming:
                outgoing, chunk = move(self.worker, outgoing, until)
                incoming += chunk
                if len(incoming) > self.reply_bytes:
                    raise ProtocolError(f"the reply is longer than {self.reply_bytes} bytes")
            line, _, incoming = incoming.partition(b"\n")
            count -= 1
            yield line
        if incoming:
            raise ProtocolError("there are more replies than questions")
