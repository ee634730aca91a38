"""Networks that lack a node or an edge, and what becomes of the steps and the lists that belong to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from checks.model.network import Network
from checks.model.scenario import Step


class Change(NamedTuple):
    """What has become of a network."""

    before: Network
    after: Network
    places: Mapping[int, int]
    """The new position of each node that is left."""

    def fitted(self, value: Any) -> Any:
        """Take out of each list with a number for every input the numbers of the inputs that are gone."""
        if not isinstance(value, list | tuple) or hasattr(value, "_fields"):
            return value
        if len(value) == len(self.before.inputs()) and all(type(one) in (int, float) for one in value):
            old = {self.places.get(node): number for number, node in enumerate(self.before.inputs())}
            return type(value)(value[old[node]] for node in self.after.inputs())
        return type(value)(self.fitted(part) for part in value)

    def moved(self, step: Step) -> Step | None:
        """Return the step with the new positions of the nodes in it; None if one of them is gone."""
        try:
            node = None if step.node is None else self._place(step.node)
            argument = step.argument
            if step.verb == "set_children":
                argument = [self._place(child) for child in argument]
            elif step.verb == "edit" and argument[-1] is not None:
                argument = [*argument[:-1], self._place(argument[-1])]
        except KeyError:
            return None
        return step._replace(node=node, argument=argument)

    def _place(self, node: int) -> int:
        """Find the new position of a node. Nodes that a solution has made come after those of the network."""
        if node >= len(self.before.nodes):
            return node - len(self.before.nodes) + len(self.after.nodes)
        return self.places[node]


def pruned(network: Network) -> Iterator[Change]:
    """Make networks that lack a node or an edge, those that lack most first.

    No operation becomes empty: what was a sum of something stays one.
    """
    for at in reversed(network.operations):
        for below in sorted(network.below(at) - {at}):
            yield from _rebuilt(network, network, {at: below})
    tops = _tops(network)
    for top in tops[:-1]:
        yield from _rebuilt(network, network, {}, [one for one in tops if one != top])
    for at in reversed(network.operations):
        children = network.nodes[at].children
        for slot in range(len(children) if len(children) > 1 else 0):
            rest = network.nodes[at]._replace(children=(*children[:slot], *children[slot + 1 :]))
            yield from _rebuilt(network, Network((*network.nodes[:at], rest, *network.nodes[at + 1 :])), {}, tops)


def _tops(network: Network) -> list[int]:
    """List the nodes without a parent: the root, and the roots of further models."""
    children = {child for node in network.nodes for child in node.children}
    return [i for i in range(len(network.nodes)) if i not in children]


def _rebuilt(
    before: Network, network: Network, instead: Mapping[int, int], tops: list[int] | None = None
) -> Iterator[Change]:
    """Make the network with some nodes in place of others, and without what is then below none of the tops.

    Nothing comes if the root would no longer be the last node.
    """
    tops = [instead.get(top, top) for top in (_tops(network) if tops is None else tops)]
    nodes = [node._replace(children=tuple(instead.get(c, c) for c in node.children)) for node in network.nodes]
    changed = Network(tuple(nodes))
    left = sorted(set().union(*(changed.below(top) for top in tops)))
    if left[-1] != instead.get(network.root, network.root):
        return
    places = {old: new for new, old in enumerate(left)}
    moved = (nodes[old]._replace(children=tuple(places[c] for c in nodes[old].children)) for old in left)
    # What stood for another node is found in its place.
    places |= {old: places[new] for old, new in instead.items() if new in places}
    yield Change(before, Network(tuple(moved)), places)
