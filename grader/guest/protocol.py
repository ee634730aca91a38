"""The protocol of judge and worker: one JSON object a line, over a pipe with no other use.

The judge asks {"id": ..., "load": stem, "check": number} or {"id": ..., "scenario": [network, steps]}. The worker
answers {"id": ..., "answers": [...], "raised": null or [type, message, frames]}, or, before it ends for lack of time,
{"id": ..., "late": [step, whole check]}.

A sealed scenario, {"id": ..., "sealed": [network, steps], "first": steps}, is a dialogue: the worker sends {"id": ...,
"next": [answers, notes]} to get more steps, and {"id": ..., "ask": [what, node, argument, notes]} for what a sealed
node wants to know. A note is a node and the derivative that it got. The judge says {"say": ...}, or {"refused": why}.
In the end comes the usual reply; the answers in it are those to the last steps before an exception.

Replies, which the judge does not trust, are decoded in judge/replies.py.
"""

from __future__ import annotations

import json
import re
from typing import Any

from checks.model.outcomes import Raised
from checks.model.scenario import Scenario

READY = "ready"
"""The identity of the worker's first line, sent before any student code has run."""

LATE = 114
"""The exit code of a worker whose solution took too long."""

OUT_OF_MEMORY = 113
"""The exit code of a worker that had no memory left to answer."""


def body(**content: Any) -> bytes:
    """Encode a question without its identity, so that the same bytes serve for every solution."""
    return json.dumps(content).encode()


def scenario_in(asked: bytes) -> Scenario:
    """Decode the scenario in the body of a question."""
    return Scenario.from_json(json.loads(asked)["scenario"])


def question(identity: str, asked: bytes) -> bytes:
    """Encode the line that asks the question with that body."""
    return head(identity) + asked[1:] + b"\n"


def head(identity: str) -> bytes:
    """Encode the beginning of a line with that identity, which is of digits and letters: each line needs it."""
    return f'{{"id": "{identity}", '.encode()


def late(identity: str, step: int | None, whole_check: bool) -> bytes:
    """Encode the line that says that there will be no answer to that question: the time is over.

    Args:
        identity: The identity of the question.
        step: The step that was being done; None while the network was being built.
        whole_check: Whether it was the time for all answers of the check.
    """
    return json.dumps({"id": identity, "late": [step, whole_check]}).encode() + b"\n"


def message(identity: str, what: str, *content: Any) -> bytes:
    """Encode a line of the worker in the middle of that question: an "ask" or a "next"."""
    return head(identity) + f'"{what}": [{", ".join(map(_written, content))}]}}\n'.encode()


def said(what: Any) -> bytes:
    """Encode what the judge says to such a line."""
    return f'{{"say": {_written(what)}}}\n'.encode()


def refused(why: str) -> bytes:
    """Encode why the judge says nothing to such a line."""
    return json.dumps({"refused": why}).encode() + b"\n"


def hear(line: bytes) -> dict[str, Any]:
    """Decode a question, or what the judge says; nothing if it has closed the pipe."""
    # Without what json.loads() does in addition: it guesses the encoding, and looks for what comes after.
    said: dict[str, Any] = _decoder.raw_decode(line.decode())[0] if line else {}
    return said


_decoder = json.JSONDecoder()
_encode = json.JSONEncoder(check_circular=False).encode
"""Answers are of lists and dicts made for them, none of which can be inside itself."""

NUMBERS = re.compile(r"[]\d[,.e +-]*")
"""What lists of finite numbers consist of."""


def _written(value: Any) -> str:
    """Write data as JSON. Python writes numbers the same way, in a third of the time."""
    text = repr(value)
    return text if NUMBERS.fullmatch(text) else json.dumps(value)


def answer(identity: str, answers: list[Any], raised: Raised | None) -> bytes:
    """Encode the line that answers the question of that identity.

    Args:
        identity: The identity of the question.
        answers: One for each step that was performed.
        raised: The exception that ended the scenario, if any.
    """
    reply = {"id": identity, "answers": answers, "raised": raised.to_json() if raised else None}
    return _encode(reply).encode() + b"\n"
