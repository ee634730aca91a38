"""Helpers for the code in a message, to look at a network that your own code has made."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from backprop import framework
from checks.guest.inspection import below, children_of
from checks.law.answers import several


def parameters_below(root: Any) -> list[framework.Parameter]:
    """List the parameters of a network."""
    return [node for node in below(root) if isinstance(node, framework.Parameter)]


def fill(root: Any, values: Sequence[float], known: Sequence[Any]) -> int:
    """Give the parameters that are neither known nor copies of known ones these values; return the number of them."""
    values_known = [node.value for node in known if isinstance(node, framework.Parameter)]
    made = [p for p in parameters_below(root) if p.value not in values_known and not any(p is n for n in known)]
    for i, parameter in enumerate(made):
        parameter.value = values[i % len(values)]
    return len(made)


def survey(root: Any, /, **known: Any) -> str:
    """List the inputs, parameters and macros of a network in words, the known inputs by their names."""
    nodes = below(root)
    inputs = [
        next((name for name, node in known.items() if node is one), "an Input that was not there before")
        for one in nodes
        if isinstance(one, framework.Input)
    ]
    parameters = [one.value for one in parameters_below(root)]
    macros = [type(one).__name__ for one in nodes if hasattr(one, "body")]
    found: dict[str, list[Any]] = {"input": inputs, "parameter": parameters, "macro": macros}
    return "\n".join(f"{several(len(ones), what)}: {ones}" for what, ones in found.items())


def structure(root: Any, /, **known: Any) -> str:
    """Write a network as a tree, a line for each object, the known ones by their names."""
    lines: list[str] = []
    met: list[Any] = []

    def write(node: Any, indent: str) -> None:
        name = name_of(node, known, "new")
        if any(one is node for one in met):
            name += ", the same as above"
        met.append(node)
        value = f" {node.value!r}" if hasattr(node, "value") else ""
        lines.append(f"{indent}{type(node).__name__}{value} ({name})")
        for child in children_of(node):
            write(child, indent + "    ")

    write(root, "")
    return "\n".join(lines)


def by_name(nodes: Sequence[Any], /, **known: Any) -> list[str]:
    """Return the names of nodes."""
    return [name_of(node, known, f"another {type(node).__name__}") for node in nodes]


def name_of(node: Any, known: Mapping[str, Any], otherwise: str) -> str:
    """Return the name under which that very object is known."""
    return next((name for name, one in known.items() if one is node), otherwise)


def work(question: Callable[[], Any]) -> int:
    """Count the calls of functions that it takes to answer a question; a few of them are ours."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        question()
    finally:
        sys.setprofile(None)
    return count
