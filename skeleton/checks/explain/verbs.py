"""The table of verbs: what a step of a scenario may be, and all that is to be known of each.

A new verb takes an entry here and a method of `guest/interpreter.py`, named like it with a `_` before, that does it.
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
    """What an answer looks like when it comes from our own interpreter, whatever the solution did."""

    ANYTHING = auto()
    """What a solution returned: checks are prepared for that."""
    NOTHING = auto()
    NOTHING_OR_VALUE_ERROR = auto()
    COUNT = auto()
    POSITIONS = auto()
    SURVEY = auto()
    """[inputs, parameters, macros]"""
    TRAINING = auto()
    """[path, end]"""
    CALLS = auto()
    """A list for each thing that is counted, an entry for each node."""


Effect = Callable[[Network, int, Any], Network]
"""The network that comes of one, by the step's node and argument."""


def unchanged(network: Network, node: int, argument: Any) -> Network:
    """As it was."""
    return network


def fed(network: Network, node: int, argument: Any) -> Network:
    """With these inputs."""
    return network.feed(argument, node)


def _updated(network: Network, node: int, argument: Any) -> Network:
    """As exact gradient descent leaves it."""
    return oracle.updated(network, argument, None if isinstance(argument, (list, tuple)) else node)


@dataclass(frozen=True)
class Verb:
    """One thing to do."""

    answer: Shape
    code: Code
    """How it is written in Python."""

    sees: Effect | None = None
    """The network that the question is about, for a person to look at; None if it asks nothing of a network."""

    leaves: Effect = unchanged
    """The network as it is afterwards."""

    derivative: bool = False
    """Whether its argument is a derivative that comes down to the node."""

    methods: tuple[str, ...] = ()
    """The student's methods that answer it, the nearest first."""

    housekeeping: bool = False
    """Whether our own code does it: a solution takes part only by being looked at."""

    names_all: bool = False
    """Whether its code tells nodes by name, so that each needs one."""

    helper: str = ""
    """What its code needs of `repro_helpers.py`."""


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
