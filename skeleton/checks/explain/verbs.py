"""The table of verbs: everything that a step of a scenario may do.

A new verb takes an entry here, and a method in `guest/interpreter.py` that does it: the verb's name with a `_` before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from checks.explain.spelling import Code, counts, expression, made, spelled, statement, training, work_of_step_before
from checks.law import oracle
from checks.model.network import Network, with_children


class Shape(Enum):
    """The form of an answer that our own interpreter gives, whatever the solution did."""

    ANYTHING = auto()
    """A value that the solution returned: checks examine it themselves."""
    NOTHING = auto()
    NOTHING_OR_VALUE_ERROR = auto()
    COUNT = auto()
    POSITIONS = auto()
    SURVEY = auto()
    """[inputs, parameters, macros]"""
    TRAINING = auto()
    """[path, end]"""
    CALLS = auto()
    """A dict of lists, one for each thing that is counted, with one entry for each node."""


Effect = Callable[[Network, int, Any], Network]
"""A function that computes a network from the one before, the step's node and its argument."""


def unchanged(network: Network, node: int, argument: Any) -> Network:
    """Return the network as it was."""
    return network


def fed(network: Network, node: int, argument: Any) -> Network:
    """Return the network with these inputs."""
    return network.feed(argument, node)


def _updated(network: Network, node: int, argument: Any) -> Network:
    """Return the network after an update of exact gradient descent."""
    return oracle.updated(network, argument, None if isinstance(argument, (list, tuple)) else node)


@dataclass(frozen=True)
class Verb:
    """One thing that a step may do."""

    answer: Shape
    code: Code
    """Writes the step in Python."""

    sees: Effect | None = None
    """Computes the network that the question is about, for a person to look at; None if it is about no network."""

    leaves: Effect = unchanged
    """Computes the network after the step."""

    derivative: bool = False
    """Whether the argument is a derivative that comes down to the node."""

    methods: tuple[str, ...] = ()
    """The student's methods that do the step, the outermost first."""

    housekeeping: bool = False
    """Whether our own code does the step, and only looks at what the solution made."""

    names_all: bool = False
    """Whether the code names all nodes, so that each needs a variable."""

    helper: str = ""
    """The function of `repro_helpers.py` that the code uses."""


VERBS: dict[str, Verb] = {
    "forward": Verb(
        Shape.ANYTHING, expression(lambda s: f"{s.it}.forward()"), sees=unchanged, methods=("forward", "op")
    ),
    "predict": Verb(
        Shape.ANYTHING,
        expression(lambda s: f"{s.it}.predict({s.argument!r})"),
        sees=fed,
        leaves=fed,
        methods=("predict", "forward", "op"),
    ),
    "backward": Verb(
        Shape.NOTHING,
        statement(lambda s: f"{s.it}.backward({s.argument!r})"),
        sees=unchanged,
        leaves=_updated,
        derivative=True,
        methods=("backward", "grad"),
    ),
    "value_of": Verb(Shape.ANYTHING, expression(lambda s: f"{s.it}.value"), housekeeping=True),
    "assign": Verb(
        Shape.NOTHING,
        statement(lambda s: f"{s.it}.value = {s.argument!r}"),
        leaves=lambda network, node, value: network.having({node: value}),
        housekeeping=True,
    ),
    "set_children": Verb(
        Shape.NOTHING,
        statement(lambda s: f"{s.it}.children = [{', '.join(s.names[child] for child in s.argument)}]"),
        leaves=with_children,
        housekeeping=True,
    ),
    "find_inputs": Verb(
        Shape.POSITIONS,
        expression(lambda s: f"{s.it}.find_input_nodes()"),
        sees=unchanged,
        methods=("find_input_nodes",),
    ),
    "compile": Verb(Shape.NOTHING, statement(lambda s: f"{s.it}.compile()"), sees=unchanged, methods=("compile",)),
    "funcify": Verb(Shape.ANYTHING, expression(lambda s: f"{s.it}.funcify()"), sees=unchanged, methods=("funcify",)),
    "expand": Verb(Shape.COUNT, made(lambda s: f"expand({s.it})"), sees=unchanged, methods=("expand", "body")),
    "survey": Verb(
        Shape.SURVEY,
        spelled(answer=lambda s: f"survey({', '.join(filter(None, [s.it, s.keywords]))})"),
        housekeeping=True,
        names_all=True,
        helper="survey",
    ),
    "fill": Verb(
        Shape.COUNT,
        spelled(
            lambda s: [f"count = fill({s.it}, {s.argument!r}, known=[{', '.join(s.own)}])"], answer=lambda s: "count"
        ),
        housekeeping=True,
        names_all=True,
        helper="fill",
    ),
    "train": Verb(Shape.TRAINING, training, sees=unchanged, methods=("backward", "forward"), helper="parameters_below"),
    "unroll": Verb(Shape.NOTHING, statement(lambda s: f"function = unroll({s.it})"), sees=unchanged),
    "run_function": Verb(
        Shape.ANYTHING, expression(lambda s: f"function({', '.join(map(repr, s.argument))})"), sees=fed
    ),
    "unroll_training": Verb(
        Shape.NOTHING, statement(lambda s: f"train = unroll_training({s.it}, {s.argument!r})"), sees=unchanged
    ),
    "run_training": Verb(Shape.NOTHING_OR_VALUE_ERROR, statement(lambda s: f"train({s.argument!r})")),
    "call": Verb(Shape.ANYTHING, expression(lambda s: s.call)),
    "make": Verb(Shape.COUNT, made(lambda s: s.call)),
    "calls": Verb(Shape.CALLS, counts, housekeeping=True, names_all=True),
    "work": Verb(Shape.COUNT, work_of_step_before, housekeeping=True, helper="work"),
}
