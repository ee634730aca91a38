"""Reads what a worker replies. Nothing in it is trusted: its shape is checked here, what it holds by the checks."""

from __future__ import annotations

import json
import re
from typing import Any

from checks.model.outcomes import Frame, Raised
from grader.guest.protocol import head
from grader.printable import printable

DEEPEST = 12
"""Levels of lists and dicts in an answer; the deepest that a check asks for has five."""

ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


class ProtocolError(Exception):
    """The reply is not one that our worker would have sent; the message says why."""


def read_answer(line: bytes, identity: str, most: int) -> tuple[list[Any], Raised | None]:
    """The answers in a reply to the question of that identity, `most` at the most; ProtocolError if it is none."""
    return read_content(content(line, identity), most)


def content(line: bytes, identity: str) -> bytes:
    """What a reply says, without the identity, which is another one each time; ProtocolError if it is not the one."""
    expected = head(identity)
    if not line.startswith(expected):
        raise ProtocolError("the reply belongs to no question that was asked")
    return b"{" + line[len(expected) :]


def read_content(said: bytes, most: int) -> tuple[list[Any], Raised | None]:
    """The answers in what a reply says, `most` at the most; ProtocolError if there are none."""
    try:
        reply = json.loads(said, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("the reply is not JSON") from error
    if type(reply) is not dict or set(reply) != {"answers", "raised"}:
        raise ProtocolError("the reply has not the fields of a reply")
    answers, raised = reply["answers"], reply["raised"]
    if type(answers) is not list or len(answers) > most:
        raise ProtocolError("the reply has answers to questions that were not asked")
    if raised is None and len(answers) < most:
        raise ProtocolError("the reply leaves questions unanswered")
    if _deeper_than(DEEPEST, answers):
        raise ProtocolError(f"the reply is nested more than {DEEPEST} levels deep")
    return answers, None if raised is None else _read_raised(raised)


def _read_raised(raised: Any) -> Raised:
    match raised:
        case [str(kind), str(message), list(frames)] if len(frames) <= 5:
            shown: list[Frame] = []
            for frame in frames:
                match frame:
                    case [str(file), int(line), str(function)] if 0 <= line < 2**31:
                        shown.append(Frame(_shown(file, 100), int(line), _shown(function, 100)))
                    case _:
                        raise ProtocolError("the reply has a malformed traceback")
            return Raised(_shown(kind, 100), _shown(message, 500), tuple(shown))
    raise ProtocolError("the reply has a malformed exception")


def _shown(text: str, longest: int) -> str:
    """Fit to be shown. Addresses differ from run to run; the same submission gets the same report."""
    return ADDRESS.sub("0x...", printable(text[:longest]))


def _integer(text: str) -> int:
    if len(text) > 300:
        raise ValueError("an integer that no float can hold")
    return int(text)


def _deeper_than(most: int, value: Any) -> bool:
    """Whether lists and dicts are nested deeper than that."""
    level = [value]
    for _ in range(most + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, (list, dict))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return bool(level)
