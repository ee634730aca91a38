"""The part of a network that is shown: nobody reads a thousand nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checks.model.network import Network
from checks.stepper.numbers import Edge, edges


@dataclass(frozen=True)
class Part:
    """Nodes from the root down, by position, and the edges between them.

    With a node, all its parents are shown: so every sum over parents is complete.
    """

    nodes: tuple[int, ...]
    edges: tuple[tuple[int, int, int], ...]
    """(parent, slot, child), in the order in which parents speak."""

    left_out: dict[int, int]
    """The number of children of a node that are not shown, for nodes that have such."""

    whole: bool

    @property
    def at(self) -> dict[Edge, int]:
        """The place of each edge in `edges`."""
        return {(parent, slot): e for e, (parent, slot, _) in enumerate(self.edges)}


def shown_part(network: Network, most: tuple[int, int]) -> Part:
    """Choose what is shown: the last nodes come first, as long as there is room for all edges to them.

    Args:
        network: The network.
        most: The number of nodes, and of edges.
    """
    everything = edges(network)
    to: dict[int, list[tuple[int, int, int]]] = {}
    for edge in everything:
        to.setdefault(edge[2], []).append(edge)
    chosen, lines = {network.root}, 0
    for i in reversed(range(network.root)):
        above = to.get(i, [])
        room = len(chosen) < most[0] and lines + len(above) <= most[1]
        if room and all(parent in chosen for parent, _, _ in above):
            chosen.add(i)
            lines += len(above)
    kept = tuple(edge for edge in everything if edge[2] in chosen)
    return Part(tuple(sorted(chosen)), kept, _left_out(network, chosen), len(chosen) == len(network.nodes))


def _left_out(network: Network, chosen: set[int]) -> dict[int, int]:
    counts = {i: sum(c not in chosen for c in network.nodes[i].children) for i in chosen}
    return {i: count for i, count in counts.items() if count}


def said(part: Part, network: Network, names: Sequence[str]) -> str:
    """Say which part is shown; nothing if it is all."""
    if part.whole:
        return ""
    count = len(part.nodes)
    nodes = "the root alone" if count == 1 else f"{count} nodes from {names[network.root]} down"
    return (
        f"Of {len(network.nodes):,} nodes you see {nodes}. All numbers are those of the whole network, "
        "so they cannot be changed here."
    )
