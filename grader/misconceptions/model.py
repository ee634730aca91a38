"""The type of a misconception, and how it becomes the text of a wrong solution."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from textwrap import dedent

Change = tuple[str, str]
"""A piece of the reference (whole lines or a part of one line), and its replacement."""


class ChangeError(ValueError):
    """A change does not fit the reference (any more). The message says which."""


class Severity(StrEnum):
    """How bad a mistake is; `grader verify` holds the loss of points to a band for each."""

    SLIP = "slip"
    """The idea is right, a corner was forgotten."""

    MISUNDERSTANDING = "misunderstanding"
    """Something that the exercise is about was not understood; the rest works."""

    DOES_NOT_WORK = "does not work"
    """What the exercise is for does not come out."""


@dataclass(frozen=True)
class Named:
    """A mistake with a name: what a report shows of it."""

    id: str
    name: str
    """One line in a student's words: what the code does."""

    explanation: str
    """Helps a student to see the mistake without giving the solution away."""


@dataclass(frozen=True)
class Misconception(Named):
    """A mistake that many students make: changes to the reference, or a whole solution."""

    severity: Severity

    clauses: tuple[str, ...]
    """The numbers of the sentences of the contract that it breaks."""

    changes: tuple[Change, ...] = ()

    solution: str = ""
    """The text of the whole solution, if it is not made by changes."""

    family: str = ""
    """Misconceptions of one family are the same mistake in different forms."""

    hidden_only: bool = False
    """Whether only hidden checks catch it. `grader verify` tests that this is true."""


def wrong(
    identity: str,
    name: str,
    explanation: str,
    *changes: Change,
    severity: Severity,
    clauses: tuple[str, ...],
    family: str = "",
    hidden_only: bool = False,
) -> Misconception:
    """Make a misconception, with the arguments in the order in which a person reads it.

    Args:
        identity: Its id, unique among all misconceptions.
        name: See `Misconception`.
        explanation: See `Misconception`; line breaks and indentation do not matter.
        changes: The changes to the reference, applied in this order.
        severity: See `Severity`.
        clauses: See `Misconception`.
        family: See `Misconception`.
        hidden_only: See `Misconception`.
    """
    return Misconception(
        identity, name, " ".join(explanation.split()), severity, clauses, changes, "", family, hidden_only
    )


def wrong_solution(misconception: Misconception, source: str) -> str:
    """Make the text of a misconception's solution: its own, or the reference's with the changes.

    Raises:
        ChangeError: A piece does not occur exactly once.
    """
    if misconception.solution:
        return misconception.solution
    for old, new in misconception.changes:
        source = _replaced(source, dedent(old).strip("\n"), dedent(new).strip("\n"), misconception.id)
    return source


def _replaced(source: str, old: str, new: str, identity: str) -> str:
    """Replace one piece. Whole lines match at any indentation, which the new text takes over."""
    first, *others = (re.escape(line) for line in old.split("\n"))
    # A blank line in the middle has no indentation to repeat.
    rest = "".join(rf"\n(?:(?P=indent){line})" if line else r"\n" for line in others)
    whole = rf"(?m)^(?P<indent> *)(?P<before>){first}{rest}$"
    part = rf"(?m)^(?P<indent> *)(?P<before>(?:\S.*?)??){first}"
    found = list(re.finditer(whole if others else part, source))
    if len(found) != 1 or (not others and source.count(old) != 1):
        count = len(found) if others else source.count(old)
        raise ChangeError(
            f"misconception {identity}: its piece of the reference must occur once, but it occurs {count} times:\n{old}"
        )
    match = found[0]
    indented = new.replace("\n", "\n" + match["indent"]) if new else new
    indented = re.sub(r"(?m)^ +$", "", indented)
    start = match.start("indent") + len(match["indent"]) + len(match["before"])
    return source[:start] + indented + source[match.end() :]
