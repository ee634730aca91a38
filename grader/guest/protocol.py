"""What judge and worker say to each other: one JSON object a line, over a pipe that nothing else uses.

The judge asks {"id": ..., "load": stem} or {"id": ..., "scenario": [network, steps]}. The worker answers
{"id": ..., "answers": [...], "raised": null or [type, message, frames]}. Only how to write that is here: how the judge
reads a reply, of which it trusts nothing, is in judge/replies.py.
"""

from __future__ import annotations

import json
from typing import Any

from checks.model.outcomes import Raised

READY = "ready"
"""The identity of the worker's first word, said before any of the student's code has run."""

OUT_OF_MEMORY = 113
"""The exit code with which the worker says that there was no memory left to answer with."""


def body(**content: Any) -> bytes:
    """A question without its identity: the same for everybody who is asked it."""
    return json.dumps(content).encode()


def question(identity: str, asked: bytes) -> bytes:
    """A line that asks what is in that body."""
    return head(identity) + asked[1:] + b"\n"


def head(identity: str) -> bytes:
    """How a line with that identity begins."""
    return json.dumps({"id": identity}).encode()[:-1] + b", "


def answer(identity: str, answers: list[Any], raised: Raised | None) -> bytes:
    """A line that answers."""
    reply = {"id": identity, "answers": answers, "raised": raised.to_json() if raised else None}
    return json.dumps(reply).encode() + b"\n"
