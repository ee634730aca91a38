"""A network as plain data, which can be drawn, sent through a pipe, and printed as a formula or as code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

LEAVES = ("Input", "Parameter")
MACROS = ("Linear", "Neuron", "Tower", "Gate")
"""The macros that stand on a solution's `Linear`, and `Linear` itself."""

COURSE_OUTPUTS, OTHERS = ("Mirrored", "Ends"), ("OtherAdd", "OtherSigmoid", "OtherMultiply", "Seven")
COURSE_OPERATIONS = (*COURSE_OUTPUTS, *OTHERS, "Square", "Blend", "Inverse", "Half", "Relay")
"""The operations that the course adds to those of the framework, and its outputs."""

COURSE_MACROS = (
    *(*MACROS[1:], "Raised", "Scaled", "Shifted", "Swapped", "Same", "Bare", "Halves", "Kept", "Asked"),
    *("Doubled", "Peeled", "Fixed", "Sighted", "Lent", "Padded", "Tuned", "Both", "Ready"),
)
"""The macros that the course adds to a solution's own; `checks.guest.course_macros` makes them."""

LARGE = 200  # nodes: a network with more is too large for a person to read


class Node(NamedTuple):
    """One node; `children` are positions of earlier nodes of the same network."""

    kind: str
    children: tuple[int, ...] = ()
    value: float | None = None
    learning_rate: float | None = None
    name: str | None = None
    own: bool = False
    """Whether it is of a subclass that the course has made of that class."""

    @property
    def class_name(self) -> str:
        """The name of the class of which the object is made."""
        nickname = self.name if self.own and self.kind not in LEAVES else None
        return (nickname or f"Own{self.kind}") if self.own else self.kind


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes in an order in which children come before their parents; the last one is the root.

    A network may hold several models, each with a root of its own. A step names the root that it is about.

    Networks with 1 and with 1.0 in a node are two: what is computed from one and kept must not be shown for the other.
    """

    nodes: tuple[Node, ...]

    @cached_property
    def _hash(self) -> int:
        return hash(self.nodes)

    @cached_property
    def _numbers(self) -> str:
        return repr([(node.value, node.learning_rate) for node in self.nodes])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Network) and self.nodes == other.nodes and self._numbers == other._numbers

    def __hash__(self) -> int:
        return self._hash  # computed once: networks are looked up again and again

    @property
    def root(self) -> int:
        return len(self.nodes) - 1

    @property
    def leaves(self) -> list[int]:
        return [i for i, node in enumerate(self.nodes) if node.kind in LEAVES]

    @property
    def parameters(self) -> list[int]:
        return [i for i, node in enumerate(self.nodes) if node.kind == "Parameter"]

    @property
    def operations(self) -> list[int]:
        return [i for i, node in enumerate(self.nodes) if node.kind not in LEAVES]

    def inputs(self, root: int | None = None) -> list[int]:
        """List the inputs below `root` in the order of `find_input_nodes`, each once, at its first visit."""
        return self.in_order("Input", root)

    def in_order(self, kind: str, root: int | None = None) -> list[int]:
        """List the nodes of a kind below `root`: depth first, left to right, each once, at its first visit."""
        return [i for i in self._visit(self.root if root is None else root) if self.nodes[i].kind == kind]

    def below(self, root: int) -> set[int]:
        """Collect all nodes below `root`, and `root` itself."""
        return set(self._visit(root))

    def ancestors(self, node: int) -> set[int]:
        """Collect all nodes that depend on `node`, without `node` itself."""
        found = {node}
        found.update(i for i in range(node + 1, len(self.nodes)) if not found.isdisjoint(self.nodes[i].children))
        return found - {node}

    def _visit(self, root: int) -> list[int]:
        """List the nodes depth first, left to right, each once, in the order of first visits."""
        order: dict[int, None] = {}
        stack = [root]
        while stack:
            node = stack.pop()
            if node not in order:
                order[node] = None
                stack.extend(reversed(self.nodes[node].children))
        return list(order)

    def having(self, values: dict[int, float]) -> Network:
        """Copy the network with other values in some leaves, by position."""
        return Network(tuple(n._replace(value=values.get(i, n.value)) for i, n in enumerate(self.nodes)))

    def feed(self, inputs: Sequence[float], root: int | None = None) -> Network:
        """Copy the network as it is after `predict(inputs)` on `root`.

        Raises:
            ValueError: There are more or fewer numbers than inputs.
        """
        return self.having(dict(zip(self.inputs(root), inputs, strict=True)))

    def with_learning_rate(self, rate: float, node: int | None = None) -> Network:
        """Copy the network, with that learning rate for one of its parameters, or for all."""
        chosen = self.parameters if node is None else [node]
        nodes = (n._replace(learning_rate=rate) if i in chosen else n for i, n in enumerate(self.nodes))
        return Network(tuple(nodes))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """A variable name for each node: x1, x2 for inputs, w1 for parameters, n1 for the others, and `root`."""
        count: Counter[str] = Counter()
        names = []
        for i, node in enumerate(self.nodes):
            letter = {"Input": "x", "Parameter": "w"}.get(node.kind, "n")
            count[letter] += 1
            names.append("root" if i == self.root and letter == "n" else f"{letter}{count[letter]}")
        return tuple(names)

    @property
    def formula(self) -> str:
        """The network in the usual notation, with names for the leaves, then their values; a large one's size only."""
        if len(self.nodes) > LARGE:
            return f"a network of {len(self.nodes)} nodes"
        shared = self._shared()

        def text(i: int, inside_product: bool = False) -> str:
            return self.names[i] if self.nodes[i].kind in LEAVES or i in shared else whole(i, inside_product)

        def whole(i: int, inside_product: bool = False) -> str:
            node = self.nodes[i]
            if node.kind == "Add" and len(node.children) > 1:
                inner = " + ".join(text(c) for c in node.children)
                return f"({inner})" if inside_product else inner
            if node.kind == "Multiply" and len(node.children) > 1:
                return " * ".join(text(c, inside_product=True) for c in node.children)
            return f"{node.kind.lower()}({', '.join(text(c) for c in node.children)})"

        roots = [i for i in self.operations if not self._parents[i] and i != self.root]
        lines = [f"{self.names[i]} = {whole(i)}" for i in sorted({*shared, *roots}) if self.nodes[i].kind not in LEAVES]
        values = [f"{self.names[i]} = {self.nodes[i].value!r}" for i in self.leaves if self.nodes[i].value is not None]
        main = self.names[self.root] if self.nodes[self.root].kind in LEAVES else whole(self.root)
        return main + (f"   where {', '.join(lines + values)}" if lines or values else "")

    def code(self, keep: Iterable[int] = ()) -> str:
        """Write Python that builds the network; nodes in `keep` and shared ones get a variable of their own.

        So does every node of a large or deep network: Python itself cannot read an expression that is nested too deep.
        """
        many = len(self.nodes) > LARGE or len(self.operations) > 80
        everything = range(len(self.nodes)) if many else ()
        named = {*everything, *keep, *self._shared(), *(i for i in range(len(self.nodes)) if not self._parents[i])}

        def text(i: int) -> str:
            return self.names[i] if i in named else constructor(i)

        def constructor(i: int) -> str:
            node = self.nodes[i]
            if node.kind not in LEAVES:
                return f"{node.class_name}([{', '.join(text(c) for c in node.children)}])"
            options = (("learning_rate", node.learning_rate), ("name", node.name))
            arguments = [repr(node.value), *(f"{key}={value!r}" for key, value in options if value is not None)]
            return f"{node.class_name}({', '.join(arguments)})"

        return "\n".join(f"{self.names[i]} = {constructor(i)}" for i in range(len(self.nodes)) if i in named)

    @cached_property
    def _parents(self) -> Counter[int]:
        """The number of parents of each node; computed once, as it takes its time for a large network."""
        return Counter(child for node in self.nodes for child in node.children)

    def _shared(self) -> set[int]:
        return {i for i, parents in self._parents.items() if parents > 1}

    def to_json(self) -> list[list[Any]]:
        return [[n.kind, list(n.children), n.value, n.learning_rate, n.name, n.own] for n in self.nodes]

    @staticmethod
    def from_json(data: list[list[Any]]) -> Network:
        return Network(tuple([Node(kind, tuple(children), *rest) for kind, children, *rest in data]))


class Builder:
    """Puts a network together, children first.

    Examples:
        >>> b = Builder()
        >>> x = b.input(2.0)
        >>> b.add("Add", x, b.parameter(0.5)).network().formula
        'x1 + w1   where x1 = 2.0, w1 = 0.5'
    """

    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def input(self, value: float = 0.0, name: str | None = None) -> int:
        """Add an input with that value, and return its position."""
        return self._append(Node("Input", value=value, name=name))

    def parameter(self, value: float, learning_rate: float | None = None) -> int:
        """Add a parameter with that value, and return its position."""
        return self._append(Node("Parameter", value=value, learning_rate=learning_rate))

    def operation(self, kind: str, *children: int) -> int:
        """Add a node over nodes that are there already, given by position, and return its own position."""
        return self._append(Node(kind, children))

    def insert(self, network: Network) -> int:
        """Add all nodes of another network, and return the position of its root."""
        start = len(self.nodes)
        self.nodes += [node._replace(children=tuple(start + c for c in node.children)) for node in network.nodes]
        return start + network.root

    def add(self, kind: str, *children: int) -> Builder:
        """Add a node as `operation` does, and return the builder itself, to go on with."""
        self.operation(kind, *children)
        return self

    def network(self) -> Network:
        """Return what was put together; the last node is the root."""
        return Network(tuple(self.nodes))

    def _append(self, node: Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1
