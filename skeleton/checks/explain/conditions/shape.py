"""What can be counted in the networks of a question: their nodes, and how they hang together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from checks.model.network import COURSE_MACROS, LARGE, LEAVES, MACROS, Network

ALL_MACROS = {*MACROS, *COURSE_MACROS}


class Shape:
    """The shape of a network; of several if its nodes get other children."""

    def __init__(self, networks: Sequence[Network]) -> None:
        self.networks = networks
        self.network = networks[0]
        self.nodes = self.network.nodes

    @cached_property
    def kinds(self) -> set[str]:
        """The kinds of nodes that are there."""
        return {node.kind for node in self.nodes}

    def count(self, kind: str) -> int:
        """Count the nodes of a kind."""
        return sum(node.kind == kind for node in self.nodes)

    @cached_property
    def nameless(self) -> int:
        """The number of inputs without a name."""
        return sum(node.kind == "Input" and node.name is None for node in self.nodes)

    @cached_property
    def parents(self) -> list[set[int]]:
        """The parents of each node."""
        found: list[set[int]] = [set() for _ in self.nodes]
        for network in self.networks:
            for i, node in enumerate(network.nodes):
                for child in node.children:
                    found[child].add(i)
        return found

    @cached_property
    def roots(self) -> set[int]:
        """The nodes without a parent: several models have several."""
        return {i for i, parents in enumerate(self.parents) if not parents}

    def has_two_parents(self, *kinds: str) -> bool:
        """Tell whether a node of these kinds has several parents."""
        pairs = zip(self.nodes, self.parents, strict=True)
        return any(node.kind in kinds and len(parents) > 1 for node, parents in pairs)

    @cached_property
    def repeats_a_child(self) -> bool:
        """Whether a parent has the same child twice."""
        return any(len(set(node.children)) < len(node.children) for one in self.networks for node in one.nodes)

    @cached_property
    def edges(self) -> set[tuple[str, str]]:
        """The kinds of a parent and of its child, for each edge."""
        return {(node.kind, one.nodes[c].kind) for one in self.networks for node in one.nodes for c in node.children}

    @cached_property
    def arities(self) -> set[int]:
        """The numbers of children that operations have."""
        return {len(node.children) for one in self.networks for node in one.nodes if node.kind not in LEAVES}

    @cached_property
    def arity_of_root(self) -> int:
        """The largest number of children of a root."""
        return max((len(self.nodes[i].children) for i in self.roots), default=0)

    @cached_property
    def depth(self) -> int:
        """The largest number of operations on a way from a root to a leaf."""
        most = 0
        for network in self.networks:
            depths: list[int] = []
            for node in network.nodes:
                below = max((depths[c] for c in node.children), default=0)
                depths.append(0 if node.kind in LEAVES else 1 + below)
            most = max([most, *depths])
        return most

    @cached_property
    def macros(self) -> set[str]:
        """The kinds of macros that are there."""
        return self.kinds & ALL_MACROS

    @cached_property
    def nests_macros(self) -> bool:
        """Whether a macro is somewhere below another one."""
        above = [i for i, node in enumerate(self.nodes) if node.kind in self.macros]
        return any(self.nodes[i].kind in self.macros for top in above for i in self.network.below(top) - {top})

    @cached_property
    def has_macro_as_root(self) -> bool:
        """Whether a root is a macro."""
        return any(self.nodes[i].kind in self.macros for i in self.roots)

    def has_two_alike(self, macros: bool) -> bool:
        """Tell whether two macros are of one kind, or two operations that are no macros."""
        kinds = [node.kind for node in self.nodes if node.kind not in LEAVES and (node.kind in ALL_MACROS) is macros]
        return len(set(kinds)) < len(kinds)

    @cached_property
    def distances(self) -> list[int]:
        """The distances of the inputs from the root, in the order in which they are found."""
        found = {self.network.root: 0}
        for i in range(self.network.root, -1, -1):
            for child in self.nodes[i].children:
                found[child] = min(found.get(child, LARGE), found.get(i, LARGE) + 1)
        return [found[i] for i in self._inputs]

    @cached_property
    def has_later_input_first(self) -> bool:
        """Whether the inputs were made in another order than that of `find_input_nodes`."""
        return self._inputs != sorted(self._inputs)

    @cached_property
    def _inputs(self) -> list[int]:
        return self.network.inputs() if self.nodes else []
