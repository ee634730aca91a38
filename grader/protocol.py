"""What judge and worker say to each other: one JSON object a line, over a pipe that nothing else uses.

The judge asks {"id": ..., "load": stem} or {"id": ..., "play": [network, steps]}. The worker answers
{"id": ..., "answers": [...], "raised": null or [type, message, frames]}. Nothing in an answer is trusted: its shape
is checked here, what it holds is compared with what is right by the checks.
"""

from __future__ import annotations

import json
import re
from typing import Any

from checks.verdicts import Raised

DEEPEST = 12
"""Levels of lists and dicts in an answer; the deepest that a check asks for has five."""

READY = "ready"
"""The identity of the worker's first word, said before any of the student's code has run."""

ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


class ProtocolError(Exception):
    """The reply is not one that our worker would have sent; the message says why."""


def question(identity: str, **content: Any) -> bytes:
    """A line that asks."""
    return json.dumps({"id": identity, **content}).encode() + b"\n"


def answer(identity: str, answers: list[Any], raised: Raised | None) -> bytes:
    """A line that answers."""
    reply = {"id": identity, "answers": answers, "raised": raised.to_json() if raised else None}
    return json.dumps(reply).encode() + b"\n"


def read_answer(line: bytes, identity: str, most: int) -> tuple[list[Any], Raised | None]:
    """The answers in a reply to the question of that identity, `most` at the most; ProtocolError if it is none."""
    try:
        reply = json.loads(line, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("the reply is not JSON") from error
    if type(reply) is not dict or set(reply) != {"id", "answers", "raised"}:
        raise ProtocolError("the reply has not the fields of a reply")
    if reply["id"] != identity:
        raise ProtocolError("the reply belongs to no question that was asked")
    answers, raised = reply["answers"], reply["raised"]
    if type(answers) is not list or len(answers) > most or _depth(answers) > DEEPEST:
        raise ProtocolError("the reply has answers to questions that were not asked")
    return answers, None if raised is None else _read_raised(raised)


def _read_raised(raised: Any) -> Raised:
    match raised:
        case [str(kind), str(message), list(frames)] if len(frames) <= 5:
            for frame in frames:
                match frame:
                    case [str(), int(), str()]:
                        continue
                raise ProtocolError("the reply has a malformed traceback")
            # Addresses differ from run to run; the same submission gets the same report.
            return Raised.from_json([kind[:100], ADDRESS.sub("0x...", message[:500]), frames])
    raise ProtocolError("the reply has a malformed exception")


def _integer(text: str) -> int:
    if len(text) > 310:
        raise ValueError("an integer that no float can hold")
    return int(text)


def _depth(value: Any) -> int:
    """Levels of nesting; the parser has bounded it already, so that recursion is safe."""
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0
