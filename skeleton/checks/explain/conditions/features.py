"""The vocabulary of conditions: what can be said of a question, in a student's words.

A feature holds for a question or it does not, whatever a solution answers. To add one takes an entry in `FEATURES`.
Keep the list short, as each entry makes it more likely that one separates by chance (see `search`).
"""

from __future__ import annotations

import math

from checks.explain.conditions.events import BACKWARD, CHILDREN, HAND, PREDICT
from checks.explain.conditions.facts import Facts
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
from checks.model.network import COURSE_OPERATIONS, LEAVES

TINY, HUGE = 1e-3, 100.0
"""Sizes below and from which a number is unusual: the usual ones are between 0.1 and 10."""

LARGE_RATE = 0.5
"""The learning rate from which on a parameter that moves too early shows."""

DIGITS = 6
"""The number of significant digits that a number is often cut to."""

MACROS_OF_MACROS = {"Neuron", "Tower", "Gate", "Shifted"}
"""The macros whose bodies have macros."""

KINDS = ("Add", "Multiply", "ReLU", "Sigmoid", "Output", "Softmax", "Linear", "Neuron", "Tower")

CALLED = {
    "forward": ("forward", "call_node"),
    "predict": ("predict",),
    "backward": ("backward",),
    "compile": ("compile",),
    "find_input_nodes": ("find_inputs",),
    "expand": ("expand",),
    "funcify": ("funcify",),
}
"""Methods and functions, with the verbs whose steps call them."""

AGAIN = (
    ("a leaf below it was changed by hand", HAND),
    ("backward() moved a parameter below it", BACKWARD),
    ("an input below it was changed by predict()", PREDICT),
    ("a node below it got other children", CHILDREN),
    ("a leaf below it was changed", HAND, BACKWARD, PREDICT),
    ("anything below it was changed", HAND, BACKWARD, PREDICT, CHILDREN),
)
"""What may happen between two questions."""


def _has_many_digits(value: float) -> bool:
    return float(f"{value:.{DIGITS}g}") != value


def _is_negative(kind: str) -> Test:
    return lambda facts: any(value < 0 for value in facts.numbers[kind])


def _asks_inner_first(facts: Facts) -> bool:
    places = [place for place in facts.places if place != "leaf"]
    return "root" in places and places[0] == "inner"


def _has_argument_of_kind(kind: str) -> Test:
    """Test for an argument that crosses with that kind, see `checks.model.kinds`."""

    def is_inside(thing: object) -> bool:
        if isinstance(thing, dict):
            return kind in thing or any(map(is_inside, thing.values()))
        return isinstance(thing, (list, tuple)) and any(map(is_inside, thing))

    return lambda facts: any(is_inside(step.argument) for step in facts.events.steps)


def _has_macro_with_several_children(facts: Facts) -> bool:
    return any(node.kind in facts.shape.macros and len(node.children) > 1 for node in facts.nodes)


def _changes_far_below(facts: Facts) -> bool:
    parents = facts.shape.parents
    return any(parents[parent] for leaf in facts.events.changed_by_hand for parent in parents[leaf])


def _again(*reasons: str) -> Test:
    return lambda facts: any(map(facts.events.is_asked_again_after, reasons))


def _does(*verbs: str) -> Test:
    return lambda facts: facts.events.does(*verbs)


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
    some("node", "is of a subclass", lambda facts: any(node.own for node in facts.nodes)),
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
    Feature("the root has several children", "the root has one child", lambda facts: facts.shape.arity_of_root > 1),
    some("operation", "is below another one", lambda facts: facts.shape.depth > 1),
    Feature(
        "the network is more than three operations deep",
        "the network is three operations deep at most",
        lambda facts: facts.shape.depth > 3,
    ),
    *(below(child, parent) for child in ("Add", "Multiply") for parent in ("Multiply", "Add")),
    Feature("the root is a macro", "the root is no macro", lambda facts: facts.shape.has_macro_as_root),
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
    some("input", "is no child of the root", lambda facts: max(facts.shape.distances, default=0) > 1),
    some("input", "is more than two levels below the root", lambda facts: max(facts.shape.distances, default=0) > 2),
    some(
        "input",
        "comes before one that is nearer to the root",
        lambda facts: facts.shape.distances != sorted(facts.shape.distances),
    ),
    Feature(
        "the inputs were made in another order than they are found",
        "the inputs were made in the order in which they are found",
        lambda facts: facts.shape.has_later_input_first,
    ),
    Feature("there are two models", "there is one model", lambda facts: len(facts.shape.roots) > 1),
)

STEPS = (
    some("inner node", "is asked", lambda facts: "inner" in facts.places),
    some("leaf", "is asked", lambda facts: "leaf" in facts.places),
    some("inner node", "is asked before the root", _asks_inner_first),
    some("input", "is changed by hand", lambda facts: facts.events.changes_leaf(HAND, "Input")),
    some("parameter", "is changed by hand", lambda facts: facts.events.changes_leaf(HAND, "Parameter")),
    some("leaf", "is changed by hand", lambda facts: facts.events.changes_leaf(HAND, *LEAVES)),
    some("leaf", "is changed that is no child of the root", _changes_far_below),
    some("operation", "is not above the leaf that is changed", lambda facts: facts.events.changes_spare_an_operation),
    some("parameter", "is moved by backward()", lambda facts: facts.events.changes_leaf(BACKWARD, "Parameter")),
    some("input", "is changed by predict()", lambda facts: facts.events.changes_leaf(PREDICT, "Input")),
    some("node", "gets other children", lambda facts: facts.events.does("set_children", "edit")),
    some("list of children", "is changed in place", lambda facts: facts.events.does("edit")),
    some("node", "is asked again after its value has changed", lambda facts: facts.is_asked_again_with_another_value),
    *(some("node", f"is asked again after {what}", _again(*reasons)) for what, *reasons in AGAIN),
    Feature(
        "the same is asked a second time", "nothing is asked a second time", lambda facts: facts.events.repeats_a_call
    ),
    Feature("the same inputs come twice", "no inputs come twice", lambda facts: facts.events.repeats_a_sample),
    some("node", "is made only later", lambda facts: facts.events.does("build")),
    *(Feature(f"{name}() is called", f"{name}() is not called", _does(*verbs)) for name, verbs in CALLED.items()),
    some("argument", "is a tuple", _has_argument_of_kind("tuple")),
    some("argument", "is a range", _has_argument_of_kind("range")),
    some("argument", "is an iterator", _has_argument_of_kind("once")),
    some("list", "is changed afterwards", lambda facts: facts.events.does("spoil")),
    Feature("there are no steps", "there is a step", lambda facts: facts.updates == 0),
    more_than_one("step", lambda facts: facts.updates),
    more_than_one("sample", lambda facts: facts.samples),
    Feature(
        "there are more steps than samples",
        "there are no more steps than samples",
        lambda facts: facts.updates > facts.samples > 0,
    ),
)

RARELY_THE_REASON = (
    Feature("two inputs are equal", "no two inputs are equal", lambda facts: facts.has_equal_leaves(["Input"])),
    Feature("two parameters are equal", "no two parameters are equal", lambda f: f.has_equal_leaves(["Parameter"])),
    Feature("two arguments are equal", "no two arguments are equal", lambda facts: facts.has_equal_arguments),
    Feature("two leaves are equal", "no two leaves are equal", lambda facts: facts.has_equal_leaves(LEAVES)),
    *numbers("-0.0", lambda v: v == 0 and math.copysign(1, v) < 0, NUMBER),
    *numbers("tiny", lambda v: 0 < abs(v) < TINY, VALUE, DERIVATIVE),
    *numbers(f"{HUGE:g} or more in size", lambda v: abs(v) >= HUGE, VALUE, DERIVATIVE),
    *numbers(f"{LARGE_RATE:g} or more", lambda v: v >= LARGE_RATE, RATE),
    some("parameter", f"has more than {DIGITS} digits", lambda f: any(map(_has_many_digits, f.numbers["parameter"]))),
)

FEATURES: tuple[Feature, ...] = (*NUMBERS, *NODES, *STEPS, *RARELY_THE_REASON)
"""All features. Of those that hold for the same questions, the first is told."""
