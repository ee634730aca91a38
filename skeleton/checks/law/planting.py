"""What stands in a world of several models: some look alike, and some are built only later."""

from __future__ import annotations

from collections.abc import Sequence

from checks.law.strategies import Chooser, World, name_for, one_of, wild_model
from checks.model.network import LEAVES, Builder, Network


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
