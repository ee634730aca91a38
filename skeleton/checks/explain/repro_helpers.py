"""What the code in a message uses, to look at a network that your own code has made."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from backprop import framework


def nodes_below(root: Any) -> list[Any]:
    """All nodes below and at a node, each once, a parent before its children."""
    found: dict[int, Any] = {}
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) not in found:
            found[id(node)] = node
            stack.extend(reversed(list(node.children)))
    return list(found.values())


def parameters_below(root: Any) -> list[framework.Parameter]:
    """The parameters of a network."""
    return [node for node in nodes_below(root) if isinstance(node, framework.Parameter)]


def fill(root: Any, values: Sequence[float], known: Sequence[Any]) -> int:
    """Give the parameters that are not among the known nodes these values, in turn; returns how many there are."""
    made = [p for p in parameters_below(root) if not any(p is node for node in known)]
    for i, parameter in enumerate(made):
        parameter.value = values[i % len(values)]
    return len(made)


def survey(root: Any, /, **known: Any) -> str:
    """The inputs, parameters and macros of a network, the known inputs by their names."""
    nodes = nodes_below(root)
    inputs = [
        next((name for name, node in known.items() if node is one), "an Input that was not there before")
        for one in nodes
        if isinstance(one, framework.Input)
    ]
    parameters = [one.value for one in parameters_below(root)]
    macros = [type(one).__name__ for one in nodes if hasattr(one, "body")]
    return f"{len(inputs)} inputs: {inputs}\n{len(parameters)} parameters: {parameters}\n{len(macros)} macros: {macros}"


def work(question: Callable[[], Any]) -> int:
    """How many functions are called to answer a question, give or take a few of ours."""
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
