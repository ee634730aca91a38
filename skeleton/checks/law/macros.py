"""What macros stand for, and what can be said of an expanded tree whatever form a solution has given it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from checks.law.answers import Answers, is_number
from checks.law.oracle import close
from checks.model.network import COURSE_MACROS, MACROS, Builder, Network, Node

ALL_MACROS = frozenset({*MACROS, *COURSE_MACROS})
STRANGE = ("Bare", "Fixed", "Halves")
"""Macros that have no children to ask, or a value of their own: nobody knows what they answer."""


class Bodies:
    """Writes what a macro stands for into a builder; `parameter` makes a parameter of its own."""

    def __init__(self, builder: Builder, parameter: Callable[[float | None], int]) -> None:
        self.put = builder.operation
        self.parameter = parameter
        self.were_macros: Sequence[bool] = ()

    def of(self, kind: str, children: Sequence[int], were_macros: Sequence[bool] = ()) -> int:
        """Write the body of a macro over these nodes, and return the position of its root.

        Args:
            kind: The macro's class.
            children: Its children, without macros.
            were_macros: For each child whether it was one; missing ones were none.
        """
        self.were_macros = were_macros
        return int(getattr(self, kind.lower())(list(children)))

    def linear(self, children: list[int]) -> int:
        return self.put("Add", *(self.put("Multiply", self.parameter(None), c) for c in children), self.parameter(None))

    def raised(self, children: list[int]) -> int:
        return self.put("Add", self.linear(children), self.parameter(-2.25))

    def padded(self, children: list[int]) -> int:
        return self.linear([*children, self.put("Add")])

    def neuron(self, children: list[int]) -> int:
        return self.put("Sigmoid", self.linear(children))

    def tower(self, children: list[int]) -> int:
        return self.neuron([self.put("ReLU", self.neuron(children))])

    def gate(self, children: list[int]) -> int:
        return self.put("Multiply", self.neuron(children[:1]), self.linear(children[1:]))

    def scaled(self, children: list[int]) -> int:
        return self.put("Multiply", self.parameter(0.5), *children)

    asked = scaled

    def shifted(self, children: list[int]) -> int:
        return self.put("Add", self.scaled(children), self.parameter(0.25))

    def halves(self, children: list[int]) -> int:
        half = len(children) // 2
        if half == 0:
            return self.put("Add", *children)
        return self.put("Add", self.halves(children[:half]), self.halves(children[half:]))

    def swapped(self, children: list[int]) -> int:
        return self.put("Add", *children[::-1])

    def same(self, children: list[int]) -> int:
        return children[0]

    def bare(self, children: list[int]) -> int:
        return self.put("Add", *children, self.parameter(-1.25))

    def kept(self, children: list[int]) -> int:
        return self.put("Multiply", *children, self.parameter(1.75))

    def doubled(self, children: list[int]) -> int:
        return self.put("Multiply", self.parameter(2.0), self.scaled(children))

    def peeled(self, children: list[int]) -> int:
        below = children[-1:]
        for child in children[-2::-1]:
            below = [child, self.put("Add", *below)]
        return self.put("Add", *below)

    def lent(self, children: list[int]) -> int:
        return self.put("Add", *children, self.parameter(0.375))

    def tuned(self, children: list[int]) -> int:
        return self.put("Multiply", *children, self.parameter(1.5))

    def both(self, children: list[int]) -> int:
        return self.put("Add", *children, self.parameter(0.625))

    def ready(self, children: list[int]) -> int:
        return self.put("Add", self.scaled(children), self.parameter(-0.5))

    def fixed(self, children: list[int]) -> int:
        constant = self.parameter(0.75)
        return self.put("Add", constant, *children) if children else constant

    def sighted(self, children: list[int]) -> int:
        pairs = zip_longest(children, self.were_macros, fillvalue=False)
        terms = [self.put("Multiply", one, self.parameter(1.125)) if macro else one for one, macro in pairs]
        return self.put("Add", *terms)


def stands_for(kind: str, count: int) -> str:
    """Write what a macro over so many children stands for, as a formula in which the children are a, b and so on.

    Examples:
        >>> stands_for("Neuron", 1)
        'neuron(a) stands for sigmoid(w1 * a + w2)'
    """
    children = tuple(Node("Input") for _ in range(count))
    builder = Builder()
    builder.nodes = [*children]
    root = Bodies(builder, lambda value: builder.operation("Parameter") if value is None else builder.parameter(value))
    place = root.of(kind, range(count))
    text = Network(tuple(builder.nodes[: place + 1])).formula
    letters = [chr(ord("a") + i) for i in range(count)]
    written = re.sub(r"\bx(\d+)\b", lambda found: letters[int(found[1]) - 1], text)
    return f"{kind.lower()}({', '.join(letters)}) stands for {written.replace('   where', ', where')}"


def are_macros(network: Network, node: Node) -> list[bool]:
    """Tell of each child of a node whether it is a macro."""
    return [network.nodes[c].kind in ALL_MACROS for c in node.children]


def without_macros(network: Network, parameter: float) -> Network:
    """Replace each macro by the network that it stands for.

    Args:
        network: The network, in which nodes may be shared.
        parameter: The value of all parameters that come with a `Linear`: so it does not matter in which order a
            solution makes them.
    """
    builder = Builder()
    bodies = Bodies(builder, lambda value: builder.parameter(parameter if value is None else value))
    place: list[int] = []
    for node in network.nodes:
        children = [place[c] for c in node.children]
        if node.kind in ALL_MACROS:
            place.append(bodies.of(node.kind, children, are_macros(network, node)))
        else:
            builder.nodes.append(node._replace(children=tuple(children)))
            place.append(len(builder.nodes) - 1)
    if place[-1] != len(builder.nodes) - 1:  # a macro at the root may stand for a node that is there already
        builder.operation("Add", place[-1])
    return builder.network()


def same_inputs(answers: Answers, at: int, found: Any, right: Sequence[int], names: Sequence[str]) -> None:
    """Demand that a list of positions is that of the given inputs, in their order."""
    listed = found if isinstance(found, list) else []
    got = [names[i] if 0 <= i < len(names) else "an Input that was not there before" for i in listed]
    wanted = [names[i] for i in right]
    answers.holds(at, found == list(right), f"the Input objects {wanted}, in that order", got=f"{got}")


def looked_at(
    answers: Answers,
    at: int,
    inputs: Sequence[int],
    names: Sequence[str],
    parameters: Sequence[tuple[float, float]] | int,
) -> None:
    """Demand of a `survey` that no macro is left, the given inputs, and the parameters.

    Args:
        answers: The answers.
        at: The step.
        inputs: The positions of the inputs, in their order.
        names: The names of the nodes by position.
        parameters: Their values in ascending order, each with the size of its terms; or only their number.
    """
    answer = answers[at]
    whole = isinstance(answer, list) and [type(part) for part in answer] == [list] * 3
    answers.holds(at, whole, "inputs, parameters, macros")
    found, values, macros = answer
    answers.holds(at, macros == [], "a tree without macros", got=f"a tree that still has {macros[:3]}")
    same_inputs(answers, at, found, inputs, names)
    numbers = all(map(is_number, values))
    if isinstance(parameters, int):
        answers.holds(
            at, numbers and len(values) == parameters, f"{parameters} parameters", got=f"the parameters {values}"
        )
        return
    right = [value for value, _ in parameters]
    fits = numbers and len(values) == len(right)
    fits = fits and all(close(a, e, size) for a, (e, size) in zip(sorted(values), parameters, strict=True))
    answers.holds(at, fits, f"the parameters {right}", got=f"the parameters {sorted(values) if numbers else values}")


def same_tree(answers: Answers, at: int, network: Network, right: Network) -> None:
    """Demand of a `structure` that it is that of the right expansion, where no number was drawn at random.

    Args:
        answers: The answers.
        at: The step.
        network: The given network.
        right: Its expansion, see `without_macros`.
    """
    places = (i for i, node in enumerate(network.nodes) if node.kind == "Input")
    inputs = {i: next(places) for i, node in enumerate(right.nodes) if node.kind == "Input"}

    def wanted(i: int) -> list[Any]:
        node = right.nodes[i]
        kind = "Add" if node.kind == "Half" else node.kind  # a `structure` tells the class of the framework
        return [kind, inputs.get(i, node.value), *map(wanted, node.children)]

    why = "So its macros say, by their body()."
    answers.holds(at, shape(answers[at]) == wanted(right.root), f"the tree {right.formula}", why)


def shape(objects: Sequence[Sequence[Any]], i: int = 0) -> list[Any]:
    """Return a `structure` as a nested list of classes, positions of inputs, and values: copies look the same."""
    kind, children, value, place = objects[i]
    return [kind, place if kind == "Input" else value, *(shape(objects, child) for child in children)]


def nodes(objects: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Return what a `structure` says, without the positions of other nodes than inputs, which may be copies."""
    return [[kind, children, value, kind == "Input" and place] for kind, children, value, place in objects]
