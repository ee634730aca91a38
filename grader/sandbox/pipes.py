"""The pipes to a worker: written to and read at the same time, so that neither side waits for the other for ever."""

from __future__ import annotations

import os
import select
import time

from grader.sandbox.workers import Worker

CHUNK = 65536
"""Bytes that are written or read at once."""


def move(worker: Worker, outgoing: bytes, deadline: float) -> tuple[bytes, bytes]:
    """Write what can be written, read what is there: what is left to write, and what came. TimeoutError, EOFError."""
    wanted = [worker.ask] if outgoing else []
    can_read, can_write, _ = select.select([worker.hear], wanted, [], max(0.0, deadline - time.monotonic()))
    if not can_read and not can_write:
        raise TimeoutError
    if can_write:
        try:
            outgoing = outgoing[os.write(worker.ask, outgoing[:CHUNK]) :]
        except BrokenPipeError:
            outgoing = b""  # nobody listens any more, but what was said before is still to be read
    chunk = os.read(worker.hear, CHUNK) if can_read else b""
    if can_read and not chunk:
        raise EOFError
    return outgoing, chunk
