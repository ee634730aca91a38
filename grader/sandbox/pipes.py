"""The pipes to a worker, written and read at the same time, so that neither side blocks the other for ever."""

from __future__ import annotations

import os
import select
import time

from grader.sandbox.workers import Worker

CHUNK = 65536
"""Maximum number of bytes to write or read at once."""


def move(worker: Worker, outgoing: bytes, deadline: float) -> tuple[bytes, bytes]:
    """Write as much as the pipe takes and read what has arrived, or wait until one of both is possible.

    Args:
        worker: The worker at the other end.
        outgoing: The bytes still to be written.
        deadline: The latest time, in seconds of time.monotonic().

    Returns:
        The bytes still to be written, and the bytes that were read.

    Raises:
        TimeoutError: Nothing could be written or read before the deadline.
        EOFError: The worker has closed its end.
    """
    try:
        # Mostly there is room, and one call of the system less is felt in a dialogue.
        if outgoing:
            outgoing = outgoing[os.write(worker.ask, outgoing[:CHUNK]) :]
    except BlockingIOError:
        pass
    except BrokenPipeError:
        outgoing = b""  # the worker no longer listens, but its earlier replies are still to be read
    wanted = [worker.ask] if outgoing else []
    can_read, can_write, _ = select.select([worker.hear], wanted, [], max(0.0, deadline - time.monotonic()))
    if not can_read and not can_write:
        raise TimeoutError
    chunk = os.read(worker.hear, CHUNK) if can_read else b""
    if can_read and not chunk:
        raise EOFError
    return outgoing, chunk
