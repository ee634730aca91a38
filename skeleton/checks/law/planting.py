"""What stands in a world of several models: some look alike, some are built only later, some are deep or wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.law import oracle
from checks.law.examples import STOP, come_out
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

AFTER = """\
def raised(root):
    try:
        expand(root)
    except (Exception, Stop) as error:
        return error is trouble[0]

def after(kind):
    tried.append(kind)
    root = Add([Input(1.0), ReLU([Faulty([Input(len(tried))])]), Input(4.0)])
    alone = Faulty([Input(-len(tried))])
    trouble.append(kind("no body yet"))
    told = raised(root), raised(alone)
    trouble.clear()
    return (*told, expand(root).predict([1.0, 0.5, 4.0]), expand(alone).predict([0.5]))"""

FAULTS = (
    *("IndexError", "KeyError", "AttributeError", "TypeError", "ValueError", "ArithmeticError", "RuntimeError"),
    *("RecursionError", "NotImplementedError", "Stop"),
)
"""What a `body()` may raise. A StopIteration is not asked: it ends what goes through the children with `map`."""

TWICE = """\
class Twice(Macro):
    def body(self):
        return Add([Multiply([Parameter(2.0), *self.children])])"""

DOUBLED = """\
def doubled(tree):
    nodes = [tree]
    for node in nodes:
        nodes += node.children
        node.children[:] = [Twice([child]) if child in (x, y, z) else child for child in node.children]
    return tree"""

SLOW = """\
def at_nothing(tree):
    nodes = [tree]
    for node in nodes:
        nodes += node.children
        if isinstance(node, Parameter):
            node.value, node.learning_rate = 0.0, 0.5
    return tree"""

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
    (STOP, ""),
    (FAULTY, ""),
    (AFTER, ""),
    ("trouble, tried = [], []", ""),
    *((f"after({kind})", "(True, True, 6.0, 1.0)") for kind in FAULTS),
)
"""A macro, below the root or at it, of which there is no body at first."""

GROWN = (
    ("from backprop.framework import *", ""),
    (TWICE, ""),
    (DOUBLED, ""),
    ("x, y, z = Input(4.0), Input(-6.0), Input(3.0)", ""),
    ("tree, deep = expand(Linear([x, y])), expand(Sigmoid([Linear([z])]))", ""),
    ("before = tree(), deep()", ""),
    ("tree, deep = expand(doubled(tree)), expand(doubled(deep))", ""),
    ("x.value, y.value, z.value = 2.0, -3.0, 1.5", ""),
    ("[abs(a - b) < 1e-9 for a, b in zip(before, (tree(), deep()))]", "[True, True]"),
    ("root = expand(Twice([Input(0.5)]))", ""),
    ("root.children.insert(0, Twice([Input(1.5)]))", ""),
    ("root = expand(root)", ""),
    ("root.predict([1.5, 0.5])", "4.0"),
    ("root.children[0].children.append(Twice([Input(3.0)]))", ""),
    ("root.children[1].children.append(Twice([Input(2.5)]))", ""),
    ("expand(root).predict([1.5, 3.0, 0.5, 2.5])", "14.0"),
)
"""Macros that are put into a tree which expand() has returned: at its root, further down, and where a `Linear` was."""

BY_NAME = (
    ("from backprop.framework import *", ""),
    ("x = Input(1.5)", ""),
    ("expand(Linear(children=[x])).find_input_nodes() == [x]", "True"),
)

AS_NODES = (
    ("from backprop.framework import *", ""),
    ("(Linear([]) == Linear([]), len({Linear([]), Linear([])}))", "(False, 2)"),
    ("x = Input(1.0)", ""),
    ("Linear((x,)).children == [x]", "True"),
    (SLOW, ""),
    ("tree = at_nothing(expand(Linear([Input(1.0)])))", ""),
    ("(tree.backward(1e-15), small := tree(), at_nothing(tree).backward(1.0))[0]", ""),
    ("abs(small * 1e15 - tree()) < 1e-9", "True"),
)
"""What holds of all nodes: they are told apart by identity, have a list of children, and learn by small steps."""


def ones_own_hold(subject: Subject) -> None:
    """Demand that a course's own classes are what they are, also after an error, and the name of an argument."""
    come_out(subject, "Any operation may have a body(), and a macro's may be a macro of its class.", *ONES_OWN)
    come_out(subject, "What a body() raises comes through expand(), and the tree may be expanded again.", *FAILING)
    come_out(subject, "Any operation takes its `children` by that name, too.", *BY_NAME)
    come_out(subject, "A Linear is a node like any other, and its parameters are like any others.", *AS_NODES)


def returned_trees_grow(subject: Subject, also: str) -> None:
    """Demand that macros may be put anywhere into a tree that expand() has returned.

    The questions are the same each time, so they are asked only beside one of the kinds that are drawn.
    """
    if also == "Add":
        come_out(subject, "What expand() has returned may get other children, and be expanded again.", *GROWN)


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
    # A level of most macros is two of nodes: one with six calls for both has room for 150 of them.
    stacks = (("Bare", 150, 1.0 - 150 * 1.25), ("Swapped", 150, 1.0), ("Same", 180, 1.0), ("Peeled", 150, 150.0))
    for macro, levels, right in stacks:
        builder = Builder()
        top = builder.input(1.0)
        if macro == "Peeled":  # a body in a body in a body
            builder.operation(macro, top, *(builder.input(1.0) for _ in range(levels - 1)))
        else:
            for _ in range(levels):
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
