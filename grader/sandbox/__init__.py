"""Runs student code. Three sandboxes with one interface, the safest first."""

from __future__ import annotations

from functools import cache

from grader.sandbox.base import Sandbox, unsupported
from grader.sandbox.bubblewrap import Bubblewrap
from grader.sandbox.landlock import Landlock
from grader.sandbox.process import Process

__all__ = ["NAMES", "SANDBOXES", "NoSandbox", "Sandbox", "choose", "unsupported"]

SANDBOXES: tuple[Sandbox, ...] = (Bubblewrap(), Landlock(), Process())

NAMES = ("auto", *(sandbox.name for sandbox in SANDBOXES))


class NoSandbox(Exception):
    """The sandbox that was asked for does not work on this machine. The message says why, and what to do."""


@cache
def choose(name: str = "auto", required: bool = False) -> Sandbox:
    """Choose the sandbox of that name, or with 'auto' the safest that works here.

    Args:
        name: One of `NAMES`.
        required: Whether it must protect files.

    Raises:
        NoSandbox: None of the candidates works on this machine.
    """
    if reason := unsupported():
        raise NoSandbox(reason)
    candidates = [s for s in SANDBOXES if name in ("auto", s.name) and (s.safe or not required)]
    for sandbox in candidates:
        if not sandbox.problem:
            return sandbox
    if not candidates:
        raise NoSandbox(f"{name} does not protect files, so it cannot be used with --require-sandbox")
    lines = [f"{s.name} does not work here: {s.problem}. To get it: {s.advice}." for s in candidates]
    raise NoSandbox("\n".join([*lines, "`grader doctor` tells more."]))
