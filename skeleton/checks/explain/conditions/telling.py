"""Who tells a node its derivative: the edges along which something other than 0 comes down to it."""

from __future__ import annotations

from collections.abc import Iterator

from checks.explain.conditions.events import UNCOMPUTABLE, Part
from checks.explain.snapshot import Snapshot
from checks.model.network import LARGE


def telling_edges(part: Part, derivative: object) -> Iterator[tuple[int, int]]:
    """Yield the parent and the child of each edge along which a derivative comes that is not 0.

    Args:
        part: The node that is asked to go backward, and what is below it.
        derivative: The number that comes down to it; for anything else nothing is yielded.
    """
    if not isinstance(derivative, (int, float)) or len(part.network.nodes) > LARGE:
        return
    snapshot = Snapshot(part.network, part.asked, derivative)
    for parent in sorted(part.below):
        for slot, child in enumerate(part.network.nodes[parent].children):
            try:
                if snapshot.along(parent, slot):
                    yield parent, child
            except UNCOMPUTABLE:
                continue
