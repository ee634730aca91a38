"""What becomes of a network, as data, when the children of a node change."""

from __future__ import annotations

from collections.abc import Sequence

from checks.model.network import Network


def with_children(network: Network, node: int, children: Sequence[int]) -> Network:
    """Copy the network, with other children for one of its nodes, all of them before it."""
    changed = network.nodes[node]._replace(children=tuple(children))
    return Network((*network.nodes[:node], changed, *network.nodes[node + 1 :]))


def edited(children: Sequence[int], how: str, at: int, child: int | None) -> list[int]:
    """Return a list of children after an `edit` step."""
    return [*children[:at], *([] if child is None else [child]), *children[at + (how != "insert") :]]
