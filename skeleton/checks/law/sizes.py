"""How large the terms are that may have cancelled in a value or a derivative: what an error of rounding is relative to.

Solutions add and multiply in different orders. So their numbers differ by rounding, relative to the largest terms on
the way, not to the result: 1e6 + 1 - 1e6 may be off by 1e-10. The sizes here are those of a network whose terms all
have one sign; they bound the errors to first order (see Higham, "Accuracy and Stability of Numerical Algorithms",
chapter 3).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from checks.law import oracle
from checks.law.node_types import KINKS, NODE_TYPES
from checks.law.oracle import Dual, operate
from checks.model import sealed
from checks.model.network import LEAVES, Network

LARGEST, LEAST = 1e150, 1e-140
"""Beyond these sizes a number may overflow or lose digits in one order of operations and not in another."""

CLEAR = 1e-6
"""The input of a kink, as a ReLU has one, has a sign for sure if it is at least this large, relative to its terms."""

SUMS_AND_PRODUCTS = ("Add", "Multiply", "Half", "Relay", "Square", "Blend", "Seven")
"""The operations whose terms all have one sign if their children's have: the size of the result is their result."""

ROUNDING = {one.kind for one in NODE_TYPES.values() if not one.exact}

Size = Dual
"""The size of a value, and those of its derivatives by the position of a child."""


def _of(network: Network, i: int, children: Sequence[Size]) -> Size:
    node = network.nodes[i]
    if node.kind in LEAVES:
        return Size(abs(float(node.value or 0)))
    if node.kind in SUMS_AND_PRODUCTS:
        return operate(node.kind, children)
    if node.kind == "Inverse":
        inverse = abs(oracle.value(network, i))
        return children[0].through(
            inverse + children[0].value * inverse**2, inverse**2 + children[0].value * inverse**3
        )
    if known := NODE_TYPES.get(node.kind):
        return children[0].through(*known.size_of(oracle.value(network, node.children[0]), children[0].value))
    if node.kind in sealed.SEALED:
        whole, steepest = sealed.bounds(node.name or "", [child.value for child in children])
        parts = (child.through(0.0, slope) for child, slope in zip(children, steepest, strict=True))
        return sum(parts, start=Size(whole))
    raise ValueError(f"no size is known for {node.kind}")


def _softmax(network: Network, i: int, children: Sequence[Size]) -> list[Size]:
    shares = oracle.values(network)[i]
    assert isinstance(shares, list)
    widest = 1 + 2 * max(c.value for c in children)
    mean: dict[int, float] = {}
    for share, child in zip(shares, children, strict=True):
        for k, slope in child.slopes.items():
            mean[k] = mean.get(k, 0.0) + share * slope
    keys = mean.keys()
    return [
        Size(p * widest, {k: p * widest * (c.slopes.get(k, 0.0) + mean[k]) for k in keys})
        for p, c in zip(shares, children, strict=True)
    ]


@lru_cache(maxsize=4096)
def _sizes(network: Network) -> tuple[list[Size], ...]:
    """Compute the sizes of every node, one for each component: a single one, unless it is an Output or a Softmax."""
    results: list[list[Size]] = []
    for i, node in enumerate(network.nodes):
        children = [Size(results[c][0].value, {c: 1.0}) for c in node.children]  # those of an Output are plain nodes
        if node.kind in oracle.COMPONENTS:
            results.append(oracle.COMPONENTS[node.kind](children))
        elif node.kind == "Softmax":
            results.append(_softmax(network, i, children))
        else:
            results.append([_of(network, i, children)])
    return tuple(results)


@lru_cache(maxsize=4096)
def _derivative_sizes(network: Network, root: int) -> list[float]:
    """Compute the sizes of the derivatives of a node's largest component, by position, from the root down."""
    every, most = _sizes(network), [0.0] * (root + 1)
    for component in every[root]:
        sizes = [0.0] * (root + 1)
        for child, slope in component.slopes.items():
            sizes[child] = slope
        for i in range(root - 1, -1, -1):
            if sizes[i]:  # what is not reached has no part in it, be its own slopes infinite
                for child, slope in every[i][0].slopes.items():
                    sizes[child] += sizes[i] * slope
        most = [*map(max, most, sizes)]
    if network.nodes[root].kind not in (*oracle.COMPONENTS, "Softmax"):
        most[root] = 1.0
    return most


def value_sizes(network: Network, node: int) -> list[float]:
    """Return the size of the terms in each component of an Output's value."""
    return [size.value for size in _sizes(network)[node]]


def value_size(network: Network, node: int | None = None) -> float:
    """Return the size of the terms in a node's value, by default the root's; the largest component's of an Output."""
    return max(value_sizes(network, network.root if node is None else node), default=0.0)


def derivative_size(network: Network, node: int, root: int | None = None) -> float:
    """Return the size of the terms in the derivative of the root's value (any component) with respect to a node's."""
    sizes = _derivative_sizes(network, network.root if root is None else root)
    return sizes[node] if node < len(sizes) else 0.0


def is_sure(network: Network, root: int | None = None) -> bool:
    """Tell whether each solution, in whatever order it computes, must come to the same numbers below a node.

    That is so if no number is too large or too small, and if the input of each kink has a clear sign or is exactly 0.
    """
    root = network.root if root is None else root
    below = network.below(root)
    try:
        every = _sizes(network)
        for i in below:
            size = max((component.value for component in every[i]), default=0.0)
            if not (size == 0 or LEAST < size < LARGEST):
                return False
            node = network.nodes[i]
            if node.kind in KINKS and not _is_clear(network, node.children[0]):
                return False
        slopes = _derivative_sizes(network, root)
    except (OverflowError, ZeroDivisionError):
        return False
    return all(slopes[i] == 0 or LEAST < slopes[i] < LARGEST for i in below)


def _is_clear(network: Network, node: int) -> bool:
    return abs(oracle.value(network, node)) > CLEAR * value_size(network, node) or _is_exact(network, node)


def _is_exact(network: Network, node: int) -> bool:
    """Tell whether a node's value is computed without any rounding, in every order: from small eighths, say."""
    below = [network.nodes[i] for i in network.below(node)]
    if any(one.kind in ROUNDING for one in below):
        return False
    leaves = [float(one.value) for one in below if one.value is not None]
    return (
        all(value * 8 == round(value * 8) for value in leaves) and value_size(network, node) < 1e4 and len(leaves) < 9
    )
