"""The vocabulary of conditions: what can be said of a question, in a student's words.

A feature holds for a question or it does not, whatever a solution answers. To add one takes an entry in `FEATURES`.
Keep the list short, as each entry makes it more likely that one separates by chance (see `search`).
"""

from __future__ import annotations

import math

from checks.explain.conditions.facts import Facts
from checks.explain.conditions.step_features import STEPS
from checks.explain.conditions.wording import (
    DERIVATIVE,
    INPUT,
    NUMBER,
    OPERATION,
    PARAMETER,
    RATE,
    VALUE,
    Feature,
    Test,
    below,
    more_than_one,
    numbers,
    some,
    there,
)
from checks.law.node_types import NODE_TYPES
from checks.model.network import COURSE_OPERATIONS, LEAVES

TINY, HUGE = 1e-3, 100.0
"""Sizes below and from which a number is unusual: the usual ones are between 0.1 and 10."""

LARGE_RATE = 0.5
"""The learning rate from which on a parameter that moves too early shows."""

DIGITS = 6
"""The number of significant digits that a number is often cut to."""

MACROS_OF_MACROS = {"Neuron", "Tower", "Gate", "Shifted", "Halves"}
"""The macros whose bodies have macros."""

KINDS = ("Add", "Multiply", *NODE_TYPES, "Output", "Softmax", "Linear", "Neuron", "Tower")


def _equal(*kinds: str) -> Test:
    """Test for two leaves of these kinds with the same value."""

    def holds(facts: Facts) -> bool:
        for part in facts.parts:
            values = [n.value for i in sorted(part.below) if (n := part.network.nodes[i]).kind in kinds]
            if len(set(values)) < len(values):
                return True
        return False

    return holds


def _has_equal_arguments(facts: Facts) -> bool:
    numbers_ = [number for kind in ("weight", "bias", "x", "y", "argument") for number in facts.numbers[kind]]
    return len(set(numbers_)) < len(numbers_)


def _has_many_digits(value: float) -> bool:
    return float(f"{value:.{DIGITS}g}") != value


def _is_negative(kind: str) -> Test:
    return lambda facts: any(value < 0 for value in facts.numbers[kind])


def _has_macro_with_several_children(facts: Facts) -> bool:
    return any(node.kind in facts.shape.macros and len(node.children) > 1 for node in facts.shape.nodes.values())


NUMBERS = (
    *numbers("0", lambda v: v == 0, INPUT, PARAMETER, OPERATION, VALUE, DERIVATIVE, RATE),
    *(
        Feature(f"{name} is negative", f"{name} is not negative", _is_negative(name.removeprefix("the ")))
        for name in ("the weight", "the bias", "x", "y")
    ),
    *numbers("negative", lambda v: v < 0, INPUT, PARAMETER, OPERATION, VALUE, DERIVATIVE),
    *numbers("an int", lambda v: isinstance(v, int), NUMBER, DERIVATIVE),
)

NODES = (
    *(there(kind, lambda facts, kind=kind: kind in facts.shape.kinds) for kind in KINDS),  # type: ignore[misc]
    there("macro", lambda facts: bool(facts.shape.macros)),
    there("operation of the course's own", lambda facts: not facts.shape.kinds.isdisjoint(COURSE_OPERATIONS)),
    some("node", "is of a subclass", lambda facts: any(node.own for node in facts.shape.nodes.values())),
    there("Input", lambda facts: facts.shape.count("Input") > 0),
    there("Parameter", lambda facts: facts.shape.count("Parameter") > 0),
    more_than_one("Input", lambda facts: facts.shape.count("Input")),
    more_than_one("Parameter", lambda facts: facts.shape.count("Parameter")),
    Feature("there are more than ten inputs", "there are ten inputs at most", lambda f: f.shape.count("Input") > 10),
    there("Input with a name", lambda facts: facts.shape.count("Input") > facts.shape.nameless),
    there("Input without a name", lambda facts: facts.shape.nameless > 0),
    more_than_one("Input without a name", lambda facts: facts.shape.nameless),
    some("node", "is twice a child of one parent", lambda facts: facts.shape.repeats_a_child),
    some("leaf", "has two parents", lambda facts: facts.shape.has_two_parents(*LEAVES)),
    some("operation", "has two parents", lambda facts: facts.shape.has_two_parents(*facts.shape.kinds - {*LEAVES})),
    some("node", "has two parents", lambda facts: facts.shape.has_two_parents(*facts.shape.kinds)),
    some(
        "node",
        "is a child in two places",
        lambda facts: facts.shape.has_two_parents(*facts.shape.kinds) or facts.shape.repeats_a_child,
    ),
    some("operation", "has no children", lambda facts: 0 in facts.shape.arities),
    some("operation", "has one child", lambda facts: 1 in facts.shape.arities),
    some("operation", "has more than two children", lambda facts: any(n > 2 for n in facts.shape.arities)),
    Feature(
        "the node that is asked has several children",
        "the node that is asked has one child at most",
        lambda facts: facts.shape.arity_of_asked > 1,
    ),
    some("operation", "is below another one", lambda facts: facts.shape.depth > 1),
    Feature(
        "the network is more than three operations deep",
        "the network is three operations deep at most",
        lambda facts: facts.shape.depth > 3,
    ),
    *(below(child, parent) for child in ("Add", "Multiply") for parent in ("Multiply", "Add")),
    Feature(
        "the node that is asked is a macro", "the node that is asked is no macro", lambda facts: facts.shape.asks_macro
    ),
    some("macro", "is below a macro", lambda facts: facts.shape.nests_macros),
    there("macro of macros", lambda facts: not facts.shape.macros.isdisjoint(MACROS_OF_MACROS)),
    some("macro", "has several children", _has_macro_with_several_children),
    Feature(
        "two macros are of one kind", "no two macros are of one kind", lambda f: f.shape.has_two_alike(macros=True)
    ),
    Feature(
        "two operations are of one kind",
        "no two operations are of one kind",
        lambda facts: facts.shape.has_two_alike(macros=False),
    ),
    some(
        "operation",
        "is below one that is no Add",
        lambda facts: any(parent != "Add" and child not in LEAVES for parent, child in facts.shape.edges),
    ),
    some("input", "is no child of the node that is asked", lambda facts: facts.shape.farthest > 1),
    some("input", "is more than two levels below the node that is asked", lambda facts: facts.shape.farthest > 2),
    some(
        "input",
        "comes before one that is on a higher level",
        lambda facts: any(one != sorted(one) for one in facts.shape.distances),
    ),
    Feature(
        "the inputs were made in another order than they are found",
        "the inputs were made in the order in which they are found",
        lambda facts: facts.shape.has_later_input_first,
    ),
    Feature("there are two models", "there is one model", lambda facts: len(facts.roots) > 1),
)

RARELY_THE_REASON = (
    Feature("two inputs are equal", "no two inputs are equal", _equal("Input")),
    Feature("two parameters are equal", "no two parameters are equal", _equal("Parameter")),
    Feature("two arguments are equal", "no two arguments are equal", _has_equal_arguments),
    Feature("two leaves are equal", "no two leaves are equal", _equal(*LEAVES)),
    *numbers("-0.0", lambda v: v == 0 and math.copysign(1, v) < 0, NUMBER),
    *numbers("tiny", lambda v: 0 < abs(v) < TINY, VALUE, DERIVATIVE),
    *numbers(f"{HUGE:g} or more in size", lambda v: abs(v) >= HUGE, VALUE, DERIVATIVE),
    *numbers(f"{LARGE_RATE:g} or more", lambda v: v >= LARGE_RATE, RATE),
    some("parameter", f"has more than {DIGITS} digits", lambda f: any(map(_has_many_digits, f.numbers["parameter"]))),
)

FEATURES: tuple[Feature, ...] = (*NUMBERS, *NODES, *STEPS, *RARELY_THE_REASON)
"""All features. Of those that hold for the same questions, the first is told."""
