"""The first process in the sandbox: imports all modules that a worker needs, then forks workers.

It is started as `python FOLDER LOCKS CONTROL`: LOCKS is JSON, CONTROL the descriptor of a socket to the judge. No
student code ever runs in this process: a worker locks itself in first (see lockdown.py), and cannot reach its parent
from there. Each message is a line of JSON:

    {"start": arguments}, with the worker's two pipes     fork a worker (see worker.py); there is no reply
    {"end": seconds}                                      kill the worker unless it ends by itself within that time

The reply to the second is {"code": ...}: the exit code of a worker that ended by itself, negative for a signal, else
null.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn, TypedDict

from grader.guest import lockdown, worker
from grader.guest.protocol import OUT_OF_MEMORY


class Ended(TypedDict):
    """How a worker ended: its exit code if it ended by itself."""

    code: int | None


def serve(locks: lockdown.Locks, judge: socket.socket) -> None:
    """Carry out the judge's orders until it closes the socket."""
    lockdown.die_with_parent()
    lockdown.keep_memory_private()
    gc.freeze()  # workers' collectors leave the present objects alone, so that their memory stays shared
    gc.enable()
    child, pending = 0, b""
    while True:
        while b"\n" not in pending:
            chunk, pipes, _, _ = socket.recv_fds(judge, 65536, 2)
            if not chunk:
                _end(child, 0.0)
                return
            pending += chunk
        line, _, pending = pending.partition(b"\n")
        message = json.loads(line)
        if "start" in message:
            parent = os.getpid()
            child = os.fork()
            if not child:
                lockdown.die_with_parent()
                if os.getppid() != parent:
                    os._exit(1)  # the parent died before the kernel was told to kill its child with it
                _work(locks, judge, pipes, message["start"])
            for pipe in pipes:
                os.close(pipe)
        else:
            reply = Ended(code=_end(child, message["end"]))
            child = 0
            judge.sendall(json.dumps(reply).encode() + b"\n")


def _work(locks: lockdown.Locks, judge: socket.socket, pipes: Sequence[int], arguments: Sequence[Any]) -> NoReturn:
    """Become the worker."""
    code = 1
    try:
        os.setsid()  # a group of its own: where the kernel lets it start processes, they can be killed with it
        judge.close()
        lockdown.limit(locks["limits"])
        lockdown.lock(locks)
        importlib.invalidate_caches()  # the solution was installed after our modules had been imported
        asked, told = pipes
        worker.main(asked, told, *arguments)
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _end(child: int, seconds: float) -> int | None:
    """Kill the worker; return its exit code if it ends by itself within that many seconds."""
    if not child:
        return None
    deadline = time.monotonic() + seconds
    code: int | None = None
    while code is None:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
        elif time.monotonic() < deadline:
            time.sleep(0.005)
        else:
            break
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    if code is None:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)  # it may not have had the time to make a group of its own
        os.waitpid(child, 0)
    return code


def main(arguments: Sequence[str]) -> None:
    """Start to serve with the arguments LOCKS and CONTROL, as above."""
    locks, control = arguments
    serve(json.loads(locks), socket.socket(fileno=int(control)))
