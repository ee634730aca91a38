"""Reads the worker's replies and trusts nothing in them: the shape is checked here, the values by the checks."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from checks.model.outcomes import Frame, Raised
from grader.guest.protocol import head
from grader.printable import fit

DEEPEST = 12
"""Maximum nesting of lists and dicts in an answer; the deepest that a check asks for has five levels."""

LONGEST = 303
"""Maximum length of an integer: that of the largest that an answer can hold (see checks/model/kinds.py)."""

LONG = re.compile(rb"[0-9]{%d}" % LONGEST)
"""So many digits in a row: perhaps of an integer that is too long, which may have a sign."""

MOST_ITEMS = 40_000
"""Maximum number of values in the answers to one question, together; the longest that a check asks for has 10,000."""

MOST_TEXT = 1_000_000
"""Maximum number of characters in the texts of those answers: exercise 6 promises that a text may have so many."""

MOST_TOLD = 1_000
"""Both of these for what a sealed node sends: an asking is kept, and there may be many."""

NUMBERS = {int, float, bool, type(None)}
"""What a reply is made of at its ends, but for texts."""

ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")
"""A memory address, as Python shows it in the representation of an object."""


class ProtocolError(Exception):
    """The reply is not one that our worker would have sent. The message says why."""


def read_answer(line: bytes, identity: str, most: int) -> tuple[list[Any], Raised | None]:
    """Read the answers in a reply line.

    Args:
        line: The line, with its identity.
        identity: The identity of the question.
        most: Maximum number of answers.

    Returns:
        The answers, and the exception that ended them, if any.

    Raises:
        ProtocolError: The line is no reply to that question.
    """
    return read_content(content(line, identity), most)


def content(line: bytes, identity: str) -> bytes:
    """Strip the identity, which is different each time, from a reply line.

    Raises:
        ProtocolError: The identity is not the expected one.
    """
    expected = head(identity)
    if not line.startswith(expected):
        raise ProtocolError("the reply belongs to no question that was asked")
    return b"{" + line[len(expected) :]


def read_late(reply_bytes: bytes) -> tuple[int | None, bool] | None:
    """Read the step and whether it was the whole check, if a reply without its identity says that the time is over."""
    if not reply_bytes.startswith(b'{"late": ') or len(reply_bytes) > 100:
        return None
    try:
        match json.loads(reply_bytes):
            case {"late": [int() | None as step, bool(whole_check)]}:
                return step, whole_check
    except ValueError:
        pass
    return None


class Message(NamedTuple):
    """What the worker sends in the middle of a sealed scenario."""

    asked: tuple[str, int, Any] | None
    """What is asked, the node and the argument; None if more steps are wanted."""

    answers: list[Any]
    """The answers to the latest steps."""

    notes: list[list[Any]]
    """Nodes, each with something that should be a derivative."""


def read_message(reply_bytes: bytes) -> Message | None:
    """Read what the worker sends in the middle of a sealed scenario, without its identity; None if it is the reply.

    Raises:
        ProtocolError: It has another shape.
    """
    message = _json(reply_bytes)
    if not reply_bytes.startswith(b'{"ask"'):
        _refuse_large(message, MOST_ITEMS, MOST_TEXT)
    elif len(reply_bytes) > MOST_TOLD:  # in a shorter line is nothing large, and the witness reads the rest
        _refuse_large(message, MOST_TOLD, MOST_TOLD)
    match message:
        case {"ask": [str(what), int(node), argument, list(notes)], **rest} if not rest and _are_notes(notes):
            return Message((what, node, argument), [], notes)
        case {"next": [list(answers), list(notes)], **rest} if not rest and _are_notes(notes):
            return Message(None, answers, notes)
        case {"answers": _}:
            return None
    raise ProtocolError("the message is none of a dialogue")


def _are_notes(notes: list[Any]) -> bool:
    return all(type(one) is list and len(one) == 2 and type(one[0]) is int for one in notes)


def read_content(reply_bytes: bytes, most: int) -> tuple[list[Any], Raised | None]:
    """Read the answers in a reply without its identity.

    Args:
        reply_bytes: The reply, as `content` returns it.
        most: Maximum number of answers; without an exception it is their exact number.

    Returns:
        The answers, and the exception that ended them, if any.

    Raises:
        ProtocolError: The reply has another shape.
    """
    reply = _json(reply_bytes)
    if type(reply) is not dict or set(reply) != {"answers", "raised"}:
        raise ProtocolError("the reply does not have the fields of a reply")
    answers, raised = reply["answers"], reply["raised"]
    if type(answers) is not list or len(answers) > most:
        raise ProtocolError("the reply has answers to questions that were not asked")
    if raised is None and len(answers) < most:
        raise ProtocolError("the reply leaves questions unanswered")
    _refuse_large(answers, MOST_ITEMS, MOST_TEXT)
    return answers, None if raised is None else _read_raised(raised)


def _read_raised(raised: Any) -> Raised:
    match raised:
        case [str(kind), str(message), list(frames), list(bases)] if len(frames) <= 5 and len(bases) <= 10:
            shown: list[Frame] = []
            for frame in frames:
                match frame:
                    case [str(file), int(line), str(function)] if 0 <= line < 2**31:
                        shown.append(Frame(_shown(file, 100), int(line), _shown(function, 100)))
                    case _:
                        raise ProtocolError("the reply has a malformed traceback")
            if not all(type(base) is str and len(base) <= 100 for base in bases):
                raise ProtocolError("the reply has a malformed exception")
            names = tuple(_shown(base, 100) for base in bases)
            return Raised(_shown(kind, 100), _shown(message, 500), tuple(shown), names)
    raise ProtocolError("the reply has a malformed exception")


def _shown(text: str, longest: int) -> str:
    """Make a text fit to be shown. Addresses are hidden: they differ from run to run, and reports must not."""
    return ADDRESS.sub("0x...", fit(text, longest))


def _json(reply_bytes: bytes) -> Any:
    try:
        text = reply_bytes.decode()
        # The one that looks at each integer takes three times as long, and there is hardly ever a long one.
        value, end = (_careful if LONG.search(reply_bytes) else _decoder).raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("the reply is not JSON") from error
    if text[end:].strip():
        raise ProtocolError("the reply is not JSON: it goes on after its end")
    return value


def _integer(text: str) -> int:
    if len(text) > LONGEST:
        raise ValueError("an integer that no float can hold")
    return int(text)


_decoder = json.JSONDecoder()
_careful = json.JSONDecoder(parse_int=_integer)


def _refuse_large(value: Any, items: int, characters: int) -> None:
    """Refuse lists and dicts that are nested too deep, or hold too many values or texts that are too long together.

    Raises:
        ProtocolError: No step gives such an answer.
    """
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [one for one in level if type(one) not in NUMBERS]  # thousands, sometimes, that need no second look
        if not level:
            return
        characters -= sum(len(one) for one in level if isinstance(one, str))
        inner = [one for outer in level if isinstance(outer, (list, dict)) for one in outer]
        items -= len(inner)
        if items < 0 or characters < 0:
            raise ProtocolError(f"an answer is too long: more than {MOST_ITEMS} values, or {MOST_TEXT} characters")
        level = inner + [one for outer in level if isinstance(outer, dict) for one in outer.values()]
    if not level:
        return
    raise ProtocolError(f"the reply is nested more than {DEEPEST} levels deep")
