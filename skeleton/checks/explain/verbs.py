"""The table of verbs: everything that a step of a scenario may do.

A new verb takes an entry here, and a method in `guest/interpreter.py` that does it: the verb's name with a `_` before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from checks.explain import spelling
from checks.explain.spelling import Code, Spelling, counts, expression, made, spelled, statement, work_of_step_before
from checks.law import oracle
from checks.model.edits import edited, with_children
from checks.model.kinds import decode, numbers_in
from checks.model.network import Network
from checks.model.scenario import Step


class Shape(Enum):
    """The form of an answer that our own interpreter gives, whatever the solution did."""

    ANYTHING = auto()
    """A value that the solution returned: checks examine it themselves."""
    NOTHING = auto()
    COUNT = auto()
    POSITIONS = auto()
    SURVEY = auto()
    """[inputs, parameters, macros]"""
    TRAINING = auto()
    """[path, end]"""
    CALLS = auto()
    """A dict of lists, one for each thing that is counted, with one entry for each node."""
    STRUCTURE = auto()
    """A list of [kind, children, value, position]"""
    EXCEPTION = auto()
    """[type, message, bases] or None"""
    TEXT = auto()


Effect = Callable[[Network, int, Any], Network]
"""A function that computes a network from the one before, the step's node and its argument."""


def unchanged(network: Network, node: int, argument: Any) -> Network:
    """Return the network as it was."""
    return network


def fed(network: Network, node: int, argument: Any) -> Network:
    """Return the network with these inputs."""
    return network.feed(numbers_in(argument), node)


def _edited(network: Network, node: int, argument: Any) -> Network:
    """Return the network after an `edit`."""
    return with_children(network, node, edited(network.nodes[node].children, *argument))


def _attempt(s: Spelling) -> list[str]:
    """Write a step that should raise an exception."""
    inner = VERBS[s.argument[0]].code.write(attempted(s))
    return [
        "try:",
        *(f"    {line}" for line in inner),
        '    print("no exception")',
        "except BaseException as error:",
        "    print(type(error).__name__, error)",
    ]


def attempted(s: Spelling) -> Spelling:
    """Return the step inside an `attempt` step, to be spelled."""
    return replace(s, step=Step(*s.argument), shown=False)


def _updated(network: Network, node: int, argument: Any) -> Network:
    """Return the network after an update of exact gradient descent."""
    argument = decode(argument)
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
    "call_node": Verb(Shape.ANYTHING, expression(lambda s: f"{s.it}()"), sees=unchanged, methods=("forward", "op")),
    "predict": Verb(
        Shape.ANYTHING,
        expression(lambda s: f"{s.it}.predict({s.given})"),
        sees=fed,
        leaves=fed,
        methods=("predict", "forward", "op"),
    ),
    "backward": Verb(
        Shape.ANYTHING,
        expression(lambda s: f"{s.it}.backward({s.given})"),
        sees=unchanged,
        leaves=_updated,
        derivative=True,
        methods=("backward", "grad"),
    ),
    "operate": Verb(Shape.ANYTHING, expression(lambda s: f"{s.it}.op({s.given})"), sees=unchanged, methods=("op",)),
    "value_of": Verb(Shape.ANYTHING, expression(lambda s: f"{s.it}.value"), housekeeping=True),
    "assign": Verb(
        Shape.NOTHING,
        statement(lambda s: f"{s.it}.value = {s.other_object}"),
        leaves=lambda network, node, value: network.having({node: value}),
        housekeeping=True,
    ),
    "set_rate": Verb(
        Shape.NOTHING,
        statement(lambda s: f"{s.it}.learning_rate = {s.argument!r}"),
        leaves=lambda network, node, rate: network.with_learning_rate(rate, node),
        housekeeping=True,
    ),
    "grad": Verb(Shape.ANYTHING, expression(lambda s: f"{s.it}.grad()"), sees=unchanged, methods=("grad",)),
    "set_children": Verb(
        Shape.NOTHING,
        statement(lambda s: f"{s.it}.children = [{', '.join(s.names[child] for child in s.argument)}]"),
        leaves=with_children,
        housekeeping=True,
    ),
    "edit": Verb(
        Shape.NOTHING,
        spelling.edit,
        leaves=_edited,
        housekeeping=True,
    ),
    "build": Verb(Shape.NOTHING, spelling.build, housekeeping=True),
    "let": Verb(Shape.NOTHING, spelling.let, housekeeping=True),
    "refill": Verb(Shape.NOTHING, spelling.refill, housekeeping=True),
    "keep": Verb(Shape.NOTHING, spelling.keep, housekeeping=True),
    "look": Verb(Shape.ANYTHING, spelling.look, housekeeping=True),
    "spoil": Verb(Shape.NOTHING, spelling.spoil, housekeeping=True),
    "seed": Verb(Shape.NOTHING, spelling.seed, housekeeping=True),
    "attempt": Verb(Shape.EXCEPTION, Code(_attempt, lambda s: "")),
    "example": Verb(Shape.TEXT, spelling.example),
    "find_inputs": Verb(
        Shape.POSITIONS,
        spelling.inputs_by_name,
        sees=unchanged,
        names_all=True,
        helper="by_name",
        methods=("find_input_nodes",),
    ),
    "compile": Verb(Shape.ANYTHING, expression(lambda s: f"{s.it}.compile()"), sees=unchanged, methods=("compile",)),
    "funcify": Verb(Shape.ANYTHING, expression(lambda s: f"{s.it}.funcify()"), sees=unchanged, methods=("funcify",)),
    "expand": Verb(Shape.COUNT, made(lambda s: f"expand({s.it})"), sees=unchanged, methods=("expand", "body")),
    "body": Verb(Shape.COUNT, made(lambda s: f"{s.it}.body()"), sees=unchanged, methods=("body",)),
    "survey": Verb(
        Shape.SURVEY,
        spelled(answer=lambda s: f"survey({', '.join(filter(None, [s.it, s.keywords]))})"),
        housekeeping=True,
        names_all=True,
        helper="survey",
    ),
    "structure": Verb(
        Shape.STRUCTURE,
        spelled(answer=lambda s: f"structure({', '.join(filter(None, [s.it, s.keywords]))})"),
        housekeeping=True,
        names_all=True,
        helper="structure",
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
    "train": Verb(
        Shape.TRAINING, spelling.training, sees=unchanged, methods=("backward", "forward"), helper="parameters_below"
    ),
    "unroll": Verb(Shape.NOTHING, statement(lambda s: f"function = unroll({s.it})"), sees=unchanged),
    "run_function": Verb(Shape.ANYTHING, expression(lambda s: f"function({s.given[1:-1]})"), sees=fed),
    "unroll_training": Verb(
        Shape.NOTHING, statement(lambda s: f"train = unroll_training({s.it}, {s.argument!r})"), sees=unchanged
    ),
    "run_training": Verb(Shape.ANYTHING, expression(lambda s: f"train({s.given})")),
    "call": Verb(Shape.ANYTHING, expression(lambda s: s.call)),
    "make": Verb(Shape.COUNT, made(lambda s: s.call)),
    "calls": Verb(Shape.CALLS, counts, housekeeping=True, names_all=True),
    "work": Verb(Shape.COUNT, work_of_step_before, housekeeping=True, helper="work"),
}
