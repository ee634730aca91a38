"""What can be counted in networks: their nodes, and how they hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from checks.explain.conditions.events import Part
from checks.model.network import COURSE_MACROS, LARGE, LEAVES, MACROS, Node

ALL_MACROS = {*MACROS, *COURSE_MACROS}


class Shape:
    """The shape of the parts of networks that are asked."""

    def __init__(self, parts: Sequence[Part]) -> None:
        structures = {(part.asked, tuple(node.children for node in part.network.nodes)): part for part in parts}
        self.parts = list(structures.values())

    @cached_property
    def nodes(self) -> dict[int, Node]:
        """The nodes that are there, by position."""
        return {i: part.network.nodes[i] for part in self.parts for i in sorted(part.below)}

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of nodes that are there."""
        return {node.kind for node in self.nodes.values()}

    def count(self, kind: str) -> int:
        """Count the nodes of a kind."""
        return sum(node.kind == kind for node in self.nodes.values())

    @cached_property
    def nameless(self) -> int:
        """The number of inputs without a name."""
        return sum(node.kind == "Input" and node.name is None for node in self.nodes.values())

    @cached_property
    def parents(self) -> dict[int, set[int]]:
        """The parents of each node that has some."""
        found: dict[int, set[int]] = defaultdict(set)
        for part in self.parts:
            for i in part.below:
                for child in part.network.nodes[i].children:
                    found[child].add(i)
        return found

    def has_two_parents(self, *kinds: str) -> bool:
        """Tell whether a node of these kinds has several parents."""
        return any(len(parents) > 1 and self.nodes[i].kind in kinds for i, parents in self.parents.items())

    @cached_property
    def families(self) -> list[tuple[Node, list[Node]]]:
        """The operations, each with its children."""
        operations = ((part.network.nodes, i) for part in self.parts for i in sorted(part.below))
        return [(n[i], [n[child] for child in n[i].children]) for n, i in operations if n[i].kind not in LEAVES]

    @cached_property
    def repeats_a_child(self) -> bool:
        """Whether a parent has the same child twice."""
        return any(len(set(node.children)) < len(node.children) for node, _ in self.families)

    @cached_property
    def edges(self) -> set[tuple[str, str]]:
        """The kinds of a parent and of its child, for each edge."""
        return {(node.kind, child.kind) for node, children in self.families for child in children}

    @cached_property
    def arities(self) -> set[int]:
        """The numbers of children that operations have."""
        return {len(children) for _, children in self.families}

    @cached_property
    def arity_of_asked(self) -> int:
        """The largest number of children of a node that is asked."""
        return max((len(part.network.nodes[part.asked].children) for part in self.parts), default=0)

    @cached_property
    def depth(self) -> int:
        """The largest number of operations on a way from a node that is asked to a leaf."""
        most = 0
        for part in self.parts:
            depths: dict[int, int] = {}
            for i in sorted(part.below):
                node = part.network.nodes[i]
                below = max((depths[c] for c in node.children), default=0)
                depths[i] = 0 if node.kind in LEAVES else 1 + below
            most = max(most, depths[part.asked])
        return most

    @cached_property
    def macros(self) -> set[str]:
        """The kinds of macros that are there."""
        return self.kinds & ALL_MACROS

    @cached_property
    def nests_macros(self) -> bool:
        """Whether a macro is somewhere below another one."""
        return any(
            part.network.nodes[i].kind in self.macros
            for part in self.parts
            for top in part.below
            if part.network.nodes[top].kind in self.macros
            for i in part.network.below(top) - {top}
        )

    @cached_property
    def asks_macro(self) -> bool:
        """Whether a node that is asked is a macro."""
        return any(part.network.nodes[part.asked].kind in self.macros for part in self.parts)

    def has_two_alike(self, macros: bool) -> bool:
        """Tell whether two macros are of one kind, or two operations that are no macros."""
        kinds = [node.kind for node in self.nodes.values() if node.kind not in LEAVES]
        kinds = [kind for kind in kinds if (kind in ALL_MACROS) is macros]
        return len(set(kinds)) < len(kinds)

    @cached_property
    def distances(self) -> list[list[int]]:
        """For each part the distances of its inputs from the node asked, in the order in which they are found."""
        everything = []
        for part in self.parts:
            found = {part.asked: 0}
            for i in sorted(part.below, reverse=True):
                for child in part.network.nodes[i].children:
                    found[child] = min(found.get(child, LARGE), found.get(i, LARGE) + 1)
            everything.append([found[i] for i in part.network.inputs(part.asked)])
        return everything

    @cached_property
    def farthest(self) -> int:
        """The largest distance of an input from the node asked."""
        return max((distance for one in self.distances for distance in one), default=0)

    @cached_property
    def has_later_input_first(self) -> bool:
        """Whether inputs were made in another order than that of `find_input_nodes`."""
        orders = [part.network.inputs(part.asked) for part in self.parts]
        return any(order != sorted(order) for order in orders)
