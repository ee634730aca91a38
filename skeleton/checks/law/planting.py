"""What stands in a world of several models: some look alike, some are built only later, some are deep or wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.law import oracle
from checks.law.examples import come_out
from checks.law.macros import without_macros
from checks.law.strategies import Chooser, World, name_for, one_of, wild_model
from checks.law.subject import Subject
from checks.model.network import LEAVES, Builder, Network

TORSO = """\
class Torso(Add):
    def body(self, x):
        return x"""

COUNTDOWN = """\
class Countdown(Macro):
    def __init__(self, children, left):
        super().__init__(children)
        self.left = left

    def body(self):
        return Countdown(self.children, self.left - 1) if self.left else Multiply([Parameter(2.0), *self.children])"""

KEEPING = """\
class Keeping(Add):
    value = None

    def op(self, x):
        self.value = super().op(x)
        return self.value"""

FAULTY = """\
class Faulty(Macro):
    def body(self):
        if trouble:
            raise trouble[0]
        return Multiply([Parameter(2.0), *self.children])"""

RAISED = """\
def raised(root):
    came = []
    for kind in (IndexError, KeyError, AttributeError, TypeError, ValueError, NotImplementedError):
        trouble[:] = [kind("no body yet")]
        try:
            expand(root)
        except kind as error:
            came.append(error is trouble[0])
    return came.count(True)"""
"""Code may catch each of these for a reason of its own."""

ONES_OWN = (
    ("from backprop.framework import *", ""),
    (TORSO, ""),
    ("expand(Torso([Input(2.0), Parameter(0.5)]))", "Torso([Input(2.0), Parameter(0.5)])"),
    ("expand(Add([Torso([Input(2.0)]), Parameter(0.5)]))", "Add([Torso([Input(2.0)]), Parameter(0.5)])"),
    (COUNTDOWN, ""),
    ("expand(Sigmoid([Countdown([Input(0.5)], 3)]))", "Sigmoid([Multiply([Parameter(2.0), Input(0.5)])])"),
    (KEEPING, ""),
    ("expand(Keeping([Countdown([Input(0.5)], 0)]))", "Keeping([Multiply([Parameter(2.0), Input(0.5)])])"),
)
"""Statements about a course's own classes, each with what it prints."""

FAILING = (
    ("from backprop.framework import *", ""),
    (FAULTY, ""),
    (RAISED, ""),
    ("trouble = []", ""),
    ("root = Add([Input(1.0), ReLU([Faulty([Input(0.5)])]), Input(4.0)])", ""),
    ("raised(root), raised(Faulty([Input(0.5)]))", "(6, 6)"),
    ("trouble.clear()", ""),
    ("expand(root).predict([1.0, 0.5, 4.0])", "6.0"),
)
"""A macro, at the root or below it, of which there is no body at first."""

BY_NAME = (
    ("from backprop.framework import *", ""),
    ("x = Input(1.5)", ""),
    ("expand(Linear(children=[x])).find_input_nodes() == [x]", "True"),
)


def ones_own_hold(subject: Subject) -> None:
    """Demand that a course's own classes are what they are, also after an error, and the name of an argument."""
    come_out(subject, "Any operation may have a body(), and a macro's may be a macro of its class.", *ONES_OWN)
    come_out(subject, "What a body() raises comes through expand(), and the tree may be expanded again.", *FAILING)
    come_out(subject, "Any operation takes its `children` by that name, too.", *BY_NAME)


def wild_or_twin(draw: Chooser, builder: Builder, world: World, palette: Sequence[float]) -> int:
    """Add a wild model to the builder, or one with the same numbers as the last one; its inputs' names may differ.

    A solution that tells nodes apart by what is in them takes one model for the other.

    Returns:
        The position of its root.
    """
    if not builder.nodes or draw(one_of((False, False, False, True))) is False:
        return wild_model(draw, builder, world, palette)
    before = Network(tuple(builder.nodes))
    places: dict[int, int] = {}
    first = len(builder.nodes)
    for i in sorted(before.below(before.root)):
        one = before.nodes[i]
        name = name_for(draw, builder.nodes[first:], world.names) if one.kind == "Input" and world.names else None
        builder.nodes.append(one._replace(children=tuple(places[c] for c in one.children), name=name))
        places[i] = len(builder.nodes) - 1
    return places[before.root]


def late_nodes(draw: Chooser, network: Network, roots: list[int]) -> list[int]:
    """Choose a root, or a root and a child of it that stands below nothing else, to be built only later."""
    root = draw(one_of(tuple(roots)))
    above = network.ancestors(root)
    inner = [c for c in network.nodes[root].children if network.nodes[c].kind not in LEAVES]
    late = [c for c in inner[:1] if network.ancestors(c) == {root} | above and draw(one_of((False, True)))]
    return [*late, root, *sorted(above)]


def towers() -> Iterator[tuple[Network, float]]:
    """Yield networks with high or wide stacks of macros, or with macros below others of one kind, and their values."""
    builder = Builder()
    yield builder.add("Add", *(builder.operation("Same", builder.input(0.25)) for _ in range(1100))).network(), 275.0
    for macro, right in (("Bare", 1.0 - 180 * 1.25), ("Swapped", 1.0), ("Same", 1.0), ("Peeled", 180.0)):
        builder = Builder()
        top = builder.input(1.0)
        if macro == "Peeled":  # a body in a body in a body
            builder.operation(macro, top, *(builder.input(1.0) for _ in range(179)))
        else:
            for _ in range(180):
                top = builder.operation(macro, top)
        # With a few more nodes it is so large that a message does not show them all.
        yield builder.add("Add", len(builder.nodes) - 1, *(builder.input(0.0) for _ in range(30))).network(), right
    builder = Builder()
    for kind in ("Add", "Multiply", "ReLU", "Sigmoid", "Square", "Half"):
        top = builder.operation("Shifted", builder.input(0.75))
        for _ in range(3):
            top = builder.operation(kind, top)
    chains = builder.add("Add", *range(4, len(builder.nodes), 5)).network()
    yield chains, oracle.value(without_macros(chains, 0.0))


def linear_over(builder: Builder, child: str, count: int) -> int:
    """Add a `Linear` over children of a kind, each of which has an input below it unless it is a `Seven`."""
    numbers = (0.5, 1.25, -2.0, 3.0, 1.5, -0.25, 4.0, 2.5, -1.0)[:count]
    children = [builder.input(x) for x in numbers]
    if child != "Input":
        children = [builder.operation(child, *([] if child == "Seven" else [x])) for x in children]
    return builder.operation("Linear", *children)
