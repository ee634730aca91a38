"""Corner cases that a smaller example must not run into: there another mistake may hide the one that was found.

The smallest network of all is an `Add` of nothing: whoever is wrong elsewhere, and there too, would be shown that.
"""

from __future__ import annotations

from typing import Any, TypeVar

from checks.law.search.cost import parts
from checks.law.search.numbers import mapped
from checks.model.network import LEAVES, Network, Node

T = TypeVar("T")

PARAMETER = Node("Parameter", value=0.5)
"""Takes the place of an operation without children."""


def in_a_corner(value: Any) -> bool:
    """Tell whether a network in a value has an operation without children."""
    if isinstance(value, Network):
        return any(not node.children and node.kind not in LEAVES for node in value.nodes)
    return any(map(in_a_corner, parts(value)))


def out_of_the_corner(value: T) -> T:
    """Copy a value with a parameter in the place of each operation without children."""
    return mapped(value, lambda part: isinstance(part, Network), _filled)  # type: ignore[no-any-return]


def _filled(network: Network) -> Network:
    return Network(tuple(PARAMETER if not n.children and n.kind not in LEAVES else n for n in network.nodes))
