"""Puts something ordinary in the place of something unusual in a question; another answer may be right then.

If the solution is right with it, and only then, it goes wrong for what was unusual. That is all that is said.
"""

from __future__ import annotations

import keyword
import math
from collections.abc import Callable
from itertools import count

from checks.model.network import Node
from checks.model.scenario import Scenario
from grader.diagnosis.equal_twins import with_numbers
from grader.diagnosis.experiment_list import Experiment
from grader.diagnosis.smaller import (
    having,
    with_few_children,
    with_few_inputs,
    with_one_sample,
    with_sure_targets,
)
from grader.diagnosis.twins import Twin
from grader.misconceptions.model import Named


def _renamed(is_strange: Callable[[str, list[str]], bool]) -> Callable[[Scenario, int], Twin | None]:
    def renamed(scenario: Scenario, at: int) -> Twin | None:
        names = [n.name for n in scenario.network.nodes if n.kind == "Input" and n.name is not None]

        def change(i: int, node: Node) -> Node:
            strange = node.kind == "Input" and node.name is not None and is_strange(node.name, names)
            return node._replace(name=f"name_{i}_of_it") if strange else node

        return having(scenario, at, change)

    return renamed


def _differs_in_capitals(name: str, names: list[str]) -> bool:
    return name != name.lower() or [n.lower() for n in names].count(name.lower()) > 1


def without_names(scenario: Scenario, at: int) -> Twin | None:
    """Take the names of inputs away."""
    return having(scenario, at, lambda _, node: node._replace(name=None) if node.kind == "Input" else node)


def without_empties(scenario: Scenario, at: int) -> Twin | None:
    """Put a 0 in the place of a sum of nothing, and a 1 in that of a product of nothing."""
    constants = {"Add": 0.0, "Multiply": 1.0}
    if any(step.verb in ("edit", "set_children", "build") for step in scenario.steps):
        return None
    asked = {step.node for step in scenario.steps}  # of a parameter alone much is right by chance

    def change(i: int, node: Node) -> Node:
        if node.kind not in constants or node.children or i in asked:
            return node
        return Node("Parameter", value=constants[node.kind], learning_rate=0.0)

    return having(scenario, at, change)


def with_known_modules(scenario: Scenario, at: int) -> Twin | None:
    """Make nodes of the classes of that name that the solution knows, not of those of another module."""
    return having(scenario, at, lambda _, node: node._replace(kind=node.kind.removeprefix("Other")))


def _of_numbers(identity: str, name: str, explanation: str, change: Callable[[float], float]) -> Experiment:
    """Say it only if it still goes wrong when all other numbers are different ones: some may have been equal."""

    def changed(scenario: Scenario, at: int) -> Twin | None:
        twin = with_numbers(scenario, change)
        return Twin(twin, at) if repr(twin) != repr(scenario) else None

    def control(scenario: Scenario, at: int) -> Twin | None:
        different = _all_different()
        return Twin(with_numbers(scenario, lambda x: different(x) if repr(change(x)) == repr(x) else x), at)

    return Experiment(Named(identity, name, explanation), changed, control)


def _all_different() -> Callable[[float], float]:
    """Return a function that moves numbers away from 0, and equal ones apart; 0 stays."""
    places = count(1)
    return lambda number: number and number + math.copysign(next(places) / 4, number)


def with_different_values(scenario: Scenario, at: int) -> Twin | None:
    """Move equal values of leaves apart; None if there are none. Derivatives and samples stay."""
    values = [node.value for node in scenario.network.nodes if node.value]
    different = _all_different()
    return _with_values(scenario, at, different) if len(set(values)) < len(values) else None


def with_values_moved(scenario: Scenario, at: int) -> Twin | None:
    """Move the values of leaves away from 0 so that equal ones stay equal."""
    return _with_values(scenario, at, lambda number: number and number + math.copysign(0.25, number))


def _with_values(scenario: Scenario, at: int, change: Callable[[float], float]) -> Twin | None:
    return having(scenario, at, lambda _, n: n if n.value is None else n._replace(value=change(n.value)))


def _of_ordinary_size(number: float) -> float:
    if not math.isfinite(number) or abs(number) <= 10:
        return number
    return number / 10.0 ** math.floor(math.log10(abs(number)))


def _not_tiny(number: float) -> float:
    return math.copysign(0.25, number) if 0 < abs(number) < 1e-3 else number


def _experiment(identity: str, name: str, explanation: str, twin: Callable[[Scenario, int], Twin | None]) -> Experiment:
    return Experiment(Named(identity, name, explanation), twin)


ORDINARY = (
    _experiment(
        "words_of_python",
        "an input whose name is a word of Python is not written like others",
        "With another name for that input, everything is right. What does your code do with a name that it knows?",
        _renamed(lambda name, _: keyword.iskeyword(name)),
    ),
    _experiment(
        "capitals_in_names",
        "capitals in the names of inputs are not kept apart from small letters",
        "With names in small letters, all different, everything is right. Where do names lose their capitals?",
        _renamed(_differs_in_capitals),
    ),
    _experiment(
        "letters_of_other_alphabets",
        "an input whose name has letters of another alphabet is not written like others",
        "With names in the letters a to z, everything is right. What does your code take for a letter?",
        _renamed(lambda name, _: not name.isascii()),
    ),
    _experiment(
        "names_matter",
        "an input that has a name of its own is not treated as it should be",
        "With inputs that have no names, everything is right. What does your code do with the name?",
        without_names,
    ),
    _experiment(
        "empty_operations",
        "an Add or a Multiply without children is not the 0 or the 1 that it should be",
        "With a parameter of that value in its place, everything is right. What does your code make of no children?",
        without_empties,
    ),
    _experiment(
        "classes_of_other_modules",
        "a node of another module's class is not known by the name of its class",
        "With the class of that name that your module knows, everything is right. How does your code tell what a node "
        "is?",
        with_known_modules,
    ),
    _experiment(
        "unsure_targets",
        "a target that is not made of a single 1 and zeros is not taken as it is",
        "With a 1 for the largest entry, and zeros, everything is right. What does your code assume about the target?",
        with_sure_targets,
    ),
    _experiment(
        "second_sample",
        "the first sample is learned rightly, and those after it are not",
        "With the first sample alone, everything is right. What has changed when the second one comes?",
        with_one_sample,
    ),
    _experiment(
        "ten_inputs",
        "it goes wrong when there are ten inputs or more",
        "With nine inputs, everything is right. What is different about x10?",
        with_few_inputs,
    ),
    _experiment(
        "many_nodes",
        "it goes wrong for a network with very many nodes, and is right with a few of them",
        "With a few of the same children, everything is right. What grows with their number in your code, and is there "
        "a limit to it?",
        with_few_children,
    ),
)
"""In this order: what is more special comes first."""

NUMBERS = (
    _of_numbers(
        "large_numbers",
        "it goes wrong with large numbers, and is right with small ones",
        "With numbers of ordinary size, everything is right. What becomes of a large number in your code?",
        _of_ordinary_size,
    ),
    _of_numbers(
        "tiny_numbers",
        "it goes wrong with a tiny number",
        "With 0.25 in its place, everything is right. What becomes of a tiny number in your code?",
        _not_tiny,
    ),
    _of_numbers(
        "numbers_below_zero",
        "it goes wrong with a number below zero, and is right with one above",
        "With a positive number, everything is right. Where does the sign of a number matter to your code?",
        lambda x: abs(x) + 0.25 if math.copysign(1.0, x) < 0 else x,  # the number itself may be there already
    ),
    _of_numbers(
        "zeros",
        "it goes wrong where a number is 0",
        "With 0.5 in place of 0, everything is right. What does your code do with a number that is 0?",
        lambda x: 0.5 if x == 0 else x,
    ),
    _of_numbers(
        "many_digits",
        "it goes wrong with a number of many digits",
        "With numbers of two decimals, everything is right. Where are digits lost?",
        lambda x: float(f"{x:.2f}") if type(x) is float and math.isfinite(x) and abs(x) >= 0.01 else x,
    ),
    Experiment(
        Named(
            "equal_values",
            "it goes wrong where two leaves have equal values",
            "With values that are all different, everything is right. Where does your code tell things apart by their "
            "value?",
        ),
        with_different_values,
        with_values_moved,
    ),
)
"""What may be unusual about a number."""
