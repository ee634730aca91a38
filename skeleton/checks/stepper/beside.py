"""A solution's recorded calls beside the right steps: when each is shown, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.explain.tree_text import number
from checks.guest.call_recorder import FORWARD, Call
from checks.law.answers import is_number, show
from checks.stepper.part import Part
from checks.stepper.parting import AT_THE_END, TELLS, Parting
from checks.stepper.question import Question
from checks.stepper.recording import Recording
from checks.stepper.steps import MOVE, SEND, START, VALUE, Step

MOST_CALLS = 240
"""Number of calls that are shown."""


def own_calls(
    question: Question, part: Part, steps: Sequence[Step], recording: Recording, parting: Parting | None
) -> dict[str, Any]:
    """Describe the calls up to where they part, as the data of a page.

    Args:
        question: The network.
        part: The part of it that is shown.
        steps: The right steps.
        recording: What the solution did.
        parting: Where it goes another way.
    """
    due = _due(part, steps)
    place = {i: k for k, i in enumerate(part.nodes)}
    halt = parting.call if parting and parting.call != AT_THE_END else len(recording.calls) - 1
    calls: list[dict[str, Any]] = []
    now, halted = 0, -1
    for at, call in enumerate(recording.calls[: halt + 1]):
        wrong = parting is not None and at == parting.call
        if (call.node in place and len(calls) < MOST_CALLS) or wrong:
            now = max(now, _when(call, due, steps, part, bool(wrong), recording.strict))
            calls.append(_shown(call, question, place, now))
            halted = len(calls) - 1 if wrong else halted
    end = len(steps) - 1 if parting and parting.call == AT_THE_END else now
    shown = None if parting is None else {"call": halted, "at": end, "node": place.get(parting.node, -1)}
    return {
        "whose": recording.whose,
        "calls": calls,
        "parts": shown and {**shown, "why": parting and _with_place(parting, question, place)},
        "problem": recording.problem,
        "end": end,
    }


def _with_place(parting: Parting, question: Question, place: dict[int, int]) -> str:
    hidden = "" if parting.node in place else f" ({question.names[parting.node]} is not in the part that you see.)"
    return parting.why + hidden


def _due(part: Part, steps: Sequence[Step]) -> dict[tuple[str, int], int]:
    """Find the step at which a node has its value, its whole derivative, and at which it moves."""
    due: dict[tuple[str, int], int] = {}
    for k, step in enumerate(steps):
        node = part.edges[step.at][2] if step.do == SEND else step.at
        due[{VALUE: VALUE, MOVE: MOVE}.get(step.do, SEND), node] = k
    return due


def _when(
    call: Call, due: dict[tuple[str, int], int], steps: Sequence[Step], part: Part, wrong: bool, strict: bool
) -> int:
    """Find the step beside which a call belongs; in a tree, a parameter may move as soon as it is told."""
    if call.phase == FORWARD:
        return due.get((VALUE, call.node), 0)
    first = [k for k, s in enumerate(steps) if s.do == SEND and part.edges[s.at][2] == call.node]
    if wrong and first:
        return first[0]  # it did not wait for the others
    begins = next(k for k, s in enumerate(steps) if s.do == START)
    known = max(begins, due.get((SEND, call.node), 0))
    moves = call.what == "train" or (strict and call.moved is not None)
    return max(known, due.get((MOVE, call.node), 0)) if moves else known


def _shown(call: Call, question: Question, place: dict[int, int], at: int) -> dict[str, Any]:
    """Describe a call for a page."""
    name, got = question.names[call.node], _got(call.got)
    text = {
        "op": f"{name}.op() returned {got}",
        "forward": f"{name}.forward() returned {got}",
        "grad": f"{name}.grad()",
        "on_backward": f"{name}.on_backward({got})",
    }.get(call.what, f"{call.what}() returned {got} for {name}")
    what = TELLS[call.what][0] if call.what in TELLS else call.what
    found = {"at": at, "node": place.get(call.node, -1), "what": what, "got": _got(call.got, 4), "text": text}
    return found if call.moved is None else found | {"moved": _got(call.moved, 4)}


def _got(value: Any, digits: int = 6) -> str:
    """Write what a call got or gave; it may be anything."""
    if is_number(value):
        return number(value, digits)
    if isinstance(value, list) and all(map(is_number, value)):
        return number(value[:4], digits).replace("]", ", …]" if len(value) > 4 else "]")
    text = show(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
