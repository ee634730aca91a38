"""Networks that lack a node or an edge, and what becomes of the steps and the lists that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from checks.model.edits import with_children
from checks.model.network import LEAVES, Network
from checks.model.scenario import Step

FOR_ALL = ("forward", "call_node", "backward", "attempt")
"""The verbs that can be about leaves as well as operations; what is attempted is looked at by itself."""


class Change(NamedTuple):
    """What has become of a network."""

    before: Network
    after: Network
    places: Mapping[int, int]
    """The new position of each node that is left; those that a solution has made come after the network's own."""

    def fits(self, value: Any) -> Iterator[Any]:
        """Take out of lists with a number for each input, or for each child of the root, those of what is gone."""
        for old, new in (
            (self.before.inputs(), self.after.inputs()),
            (self.before.nodes[self.before.root].children, self.after.nodes[self.after.root].children),
        ):
            fitted = self._fitted(value, old, new)
            if fitted != value:
                yield fitted

    def _fitted(self, value: Any, old: Sequence[int], new: Sequence[int]) -> Any:
        """Take out of each list with a number for every old node those of nodes that are not among the new ones."""
        if isinstance(value, dict):
            return {key: self._fitted(part, old, new) for key, part in value.items()}
        if is_dataclass(value) and not isinstance(value, (Network, type)):
            parts = {field.name: self._fitted(getattr(value, field.name), old, new) for field in fields(value)}
            return replace(value, **parts)
        if not isinstance(value, list | tuple) or hasattr(value, "_fields"):
            return value
        if len(value) == len(old) and all(type(one) in (int, float) for one in value):
            return type(value)(value[at] for at in self._left(old, new))
        return type(value)(self._fitted(part, old, new) for part in value)

    def _left(self, old: Sequence[int], new: Sequence[int]) -> list[int]:
        """List the old nodes that are left, by their number, in the order of the new ones."""
        free = list(enumerate(old))
        left = []
        for node in new:
            found = next((one for one in free if self.places.get(one[1]) == node), None)
            if found is not None:
                free.remove(found)
                left.append(found[0])
        return left

    def moved(self, step: Step, about: int | None) -> Step:
        """Return a step with the new positions of the nodes in it.

        Args:
            step: The step.
            about: The node of the network that it is about: its own, or what that was made from.

        Raises:
            KeyError: One of the nodes is gone.
        """
        node, argument = step.node, step.argument
        if step.verb not in FOR_ALL and self.became_a_leaf(node):
            raise KeyError(node)
        if step.verb == "attempt":
            argument = list(self.moved(Step(*argument), about))
        elif step.verb == "set_children":
            argument = [self.places[child] for child in argument]
        elif step.verb == "edit" and argument[-1] is not None:
            argument = [*argument[:-1], self.places[argument[-1]]]
        elif step.verb == "predict" and about is not None:
            argument = self._fitted(argument, self.before.inputs(about), self.after.inputs(self.places[about]))
        elif step.verb == "backward" and about is not None:
            new = self.after.nodes[self.places[about]].children
            argument = self._fitted(argument, self.before.nodes[about].children, new)
        return Step(step.verb, None if node is None else self.places[node], argument)

    def became_a_leaf(self, node: int | None) -> bool:
        """Tell whether a leaf stands for an operation now: not all that can be asked of one can be of the other."""
        if node is None or node not in self.places or node >= len(self.before.nodes):
            return False
        return self.before.nodes[node].kind not in LEAVES and self.after.nodes[self.places[node]].kind in LEAVES

    def keeps_the_root(self) -> bool:
        """Tell whether the root is still the last node, and can be asked the same: a list stays a list."""
        kinds = self.before.nodes[self.before.root].kind, self.after.nodes[self.after.root].kind
        lists = [kind in ("Output", "Softmax") for kind in kinds]
        last = self.places.get(self.before.root) == self.after.root
        return last and lists[0] == lists[1] and not self.became_a_leaf(self.before.root)


MANY = 60
"""Number of nodes above which not every node is tried: what that takes grows with the third power."""

SOME = 12
"""How many are tried of each sort then."""


def pruned(network: Network, rooted: bool = True) -> Iterator[Change]:
    """Make networks that lack a node or an edge, those that lack most first.

    No operation becomes empty: what was a sum of something stays one. Of a large network, not every node is tried, but
    some that are far apart; it is smaller afterwards, and they are others then.

    Args:
        network: The network.
        rooted: Whether the last node is the root, and must stay the last.
    """
    tops = _tops(network)
    for top in tops[: -1 if rooted else None] if len(tops) > 1 else ():
        yield from _rebuilt(network, network, {}, [one for one in tops if one != top])
    for top in () if rooted else tops:  # its children become models of their own
        left = [*network.nodes[top].children, *(one for one in tops if one != top)]
        yield from _rebuilt(network, network, {}, left)
    for changed, instead in _changes(network):
        for change in _rebuilt(network, changed, instead, tops):
            if not rooted or change.keeps_the_root():
                yield change


def _changes(network: Network) -> Iterator[tuple[Network, dict[int, int]]]:
    """Put a node in the place of one above it, then take children away: half of them, if there are many, or one."""
    some: Callable[[Sequence[int]], Sequence[int]] = _far_apart if len(network.nodes) > MANY else list
    operations = some(network.operations[::-1])
    for at in operations:
        yield from ((network, {at: below}) for below in some(sorted(network.below(at) - {at})))
    for at in operations:
        children = network.nodes[at].children
        if len(children) > SOME:
            for half in (children[: len(children) // 2], children[len(children) // 2 :]):
                yield with_children(network, at, half), {}
        for slot in some(range(len(children) if len(children) > 1 else 0)):
            yield with_children(network, at, [*children[:slot], *children[slot + 1 :]]), {}


def _far_apart(items: Sequence[int]) -> Sequence[int]:
    """Choose a few, the first and the last among them."""
    last = len(items) - 1
    return [items[i * last // (SOME - 1)] for i in range(SOME)] if last >= SOME else items


def _tops(network: Network) -> list[int]:
    """List the nodes without a parent: the root, the roots of further models, and leaves that belong to none."""
    children = {child for node in network.nodes for child in node.children}
    return [i for i in range(len(network.nodes)) if i not in children]


def _rebuilt(before: Network, network: Network, instead: Mapping[int, int], tops: list[int]) -> Iterator[Change]:
    """Make the network with some nodes in place of others, and without what is then below none of the tops."""
    nodes = [node._replace(children=tuple(instead.get(c, c) for c in node.children)) for node in network.nodes]
    left = sorted(set().union(*(Network(tuple(nodes)).below(instead.get(top, top)) for top in tops)))
    if not left:
        return
    places = {old: new for new, old in enumerate(left)}
    moved = (nodes[old]._replace(children=tuple(places[c] for c in nodes[old].children)) for old in left)
    # What stood for another node is found in its place.
    places |= {old: places[new] for old, new in instead.items()}
    yield Change(before, Network(tuple(moved)), places)
