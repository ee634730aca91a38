"""An answer in the words of the reader: names of nodes instead of positions, sentences instead of lists of lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from checks.explain.verbs import VERBS, Shape
from checks.guest.call_counter import METHODS
from checks.law.answers import LONGEST, several, show
from checks.model.scenario import Scenario

MOST = 8
"""Number of things that are listed at most."""


def in_words(scenario: Scenario, step: int, answer: Any) -> str:
    """Write the answer of a step for a person.

    The answer may have any form: a solution that shares its process with our interpreter may have made it.
    """
    words = WORDS.get(VERBS[scenario.steps[step].verb].answer)
    try:
        text = words(answer, scenario.network.names) if words else show(answer)
    except (TypeError, ValueError, IndexError, KeyError, AttributeError):
        text = show(answer)
    return text if len(text) <= LONGEST else text[:LONGEST] + " ..."


def has_words(scenario: Scenario, step: int) -> bool:
    """Tell whether the answer of a step is no value that a solution returned, so that it makes no table of numbers."""
    return VERBS[scenario.steps[step].verb].answer in WORDS


def listed(items: Sequence[str]) -> str:
    """List some things, with an end if there are too many."""
    return ", ".join([*items[:MOST], *(["..."] if len(items) > MOST else [])])


def _with(count: int, what: str, items: Sequence[str]) -> str:
    return several(count, what) + (f" ({listed(items)})" if items else "")


def _name(position: int, names: Sequence[str], otherwise: str) -> str:
    return names[position] if 0 <= position < len(names) else otherwise


def _survey(answer: Any, names: Sequence[str]) -> str:
    inputs, parameters, macros = answer
    own = [_name(position, names, "a new one") for position in inputs]
    found = [_with(len(inputs), "input", own), _with(len(parameters), "parameter", list(map(show, parameters)))]
    return ", ".join([*found, _with(len(macros), "macro", list(map(str, macros)))])


def _structure(answer: Any, names: Sequence[str]) -> str:
    """Write a tree as the code that would make it, with the names of the nodes that were there before."""
    lines = []
    for at, (kind, children, leaf, _) in enumerate(answer):
        inside = (
            show(leaf) if leaf is not None else f"[{', '.join(_place(child, answer, names) for child in children)}]"
        )
        lines.append(f"{_place(at, answer, names)} = {kind}({inside})")
    return listed(lines)


def _place(at: int, answer: Any, names: Sequence[str]) -> str:
    """Name an object of a structure: by its name if it was there before, else by where it stands in the list."""
    return _name(answer[at][3], names, f"new{at + 1}")


def _training(answer: Any, names: Sequence[str]) -> str:
    path, end = answer
    steps = [f"{show(one)} after update {at}" for at, one in enumerate(path, 1)]
    return listed([f"the parameters {one}" for one in [*steps, f"{show(end)} at the end"]])


def _calls(answer: Any, names: Sequence[str]) -> str:
    told = []
    for method in (*METHODS, "children"):
        what = f"reads of {method}" if method == "children" else f"calls of {method}"
        counts = [f"{count} on {_name(at, names, 'a new node')}" for at, count in enumerate(answer[method]) if count]
        told += [f"{what}: {listed(counts)}"] if counts else []
    return "; ".join(told) or "no calls"


def _positions(answer: Any, names: Sequence[str]) -> str:
    return listed([_name(position, names, "a node that was not there before") for position in answer]) or "no inputs"


def _exception(answer: Any, names: Sequence[str]) -> str:
    if answer is None:
        return "no exception"
    kind, message, _ = answer
    return f"{kind}: {message}" if message else str(kind)


WORDS: dict[Shape, Callable[[Any, Sequence[str]], str]] = {
    Shape.SURVEY: _survey,
    Shape.STRUCTURE: _structure,
    Shape.TRAINING: _training,
    Shape.CALLS: _calls,
    Shape.POSITIONS: _positions,
    Shape.EXCEPTION: _exception,
    Shape.TEXT: lambda answer, names: str(answer).rstrip() or "nothing",
}
"""For each form of an answer that is not just the value that a solution returned: how to say it."""
