"""The protocol of judge and worker: one JSON object a line, over a pipe with no other use.

The judge asks {"id": ..., "load": stem, "check": number} or {"id": ..., "scenario": [network, steps]}. The worker
answers {"id": ..., "answers": [...], "raised": null or [type, message, frames]}. This module only encodes; replies,
which the judge does not trust, are decoded in judge/replies.py.
"""

from __future__ import annotations

import json
from typing import Any

from checks.model.outcomes import Raised

READY = "ready"
"""The identity of the worker's first line, sent before any student code has run."""

OUT_OF_MEMORY = 113
"""The exit code of a worker that had no memory left to answer."""


def body(**content: Any) -> bytes:
    """Encode a question without its identity, so that the same bytes serve for every solution."""
    return json.dumps(content).encode()


def question(identity: str, asked: bytes) -> bytes:
    """Encode the line that asks the question with that body."""
    return head(identity) + asked[1:] + b"\n"


def head(identity: str) -> bytes:
    """Encode the beginning of a line with that identity."""
    return json.dumps({"id": identity}).encode()[:-1] + b", "


def progress(step: int, whole_check: bool) -> bytes:
    """Encode what a worker notes before each step: which it is, and whether the time left for the check is short.

    It is written at the beginning of a file, not into the pipe: nobody reads it unless an answer does not come.
    """
    return (2 * step + whole_check).to_bytes(8, "little")


def read_progress(noted: bytes) -> tuple[int, bool]:
    """Decode what `progress` encodes; whatever the bytes are, it is a number and a truth value."""
    return divmod(int.from_bytes(noted, "little"), 2)[0], bool(int.from_bytes(noted, "little") % 2)


def answer(identity: str, answers: list[Any], raised: Raised | None) -> bytes:
    """Encode the line that answers the question of that identity.

    Args:
        identity: The identity of the question.
        answers: One for each step that was performed.
        raised: The exception that ended the scenario, if any.
    """
    reply = {"id": identity, "answers": answers, "raised": raised.to_json() if raised else None}
    return json.dumps(reply).encode() + b"\n"
