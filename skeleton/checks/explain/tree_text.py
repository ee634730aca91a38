"""A network as a small tree of text, with values and derivatives at the nodes."""

from __future__ import annotations

import io

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from checks.explain.snapshot import Snapshot, Value
from checks.model.network import LEAVES

LONGEST = 15
"""Number of lines at most; a larger network is better looked at as a picture."""


def tree_text(snapshot: Snapshot) -> list[str]:
    """Draw the tree in lines: the root first, a shared node in full only where it comes first."""
    network = snapshot.network
    order: list[int] = []
    seen: set[int] = set()

    def grow(branch: Tree | None, i: int) -> Tree:
        node = network.nodes[i]
        again = i in seen and node.kind not in LEAVES and bool(node.children)
        name = (node.name if node.kind in LEAVES else None) or network.names[i]
        label = Text(f"{name}, see above" if again else f"{name}  {node.kind}")
        grown = Tree(label, guide_style="") if branch is None else branch.add(label)
        order.append(i)
        seen.add(i)
        for child in () if again else node.children:
            if len(order) <= LONGEST:
                grow(grown, child)
        return grown

    lines = _rendered(grow(None, snapshot.root))
    rows = _with_columns(lines, order, snapshot)
    if len(rows) > LONGEST:
        left = len(network.below(snapshot.root)) - len(set(order[: LONGEST - 2]))
        rows = [*rows[: LONGEST - 1], f"... and {left} more nodes"]
    return rows


def number(value: Value | None, digits: int = 6) -> str:
    """Write a number, or a list of them, with that number of significant digits; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "[" + ", ".join(number(v, digits) for v in value) + "]"
    return f"{value:.{digits}g}"


def _rendered(tree: Tree) -> list[str]:
    console = Console(file=io.StringIO(), width=200, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        # A StringIO has no encoding, so rich assumes UTF-8. `terminal.readable` replaces lines that cannot be shown.
        console.print(tree)
    return [line.rstrip() for line in capture.get().splitlines()]


def _with_columns(lines: list[str], order: list[int], snapshot: Snapshot) -> list[str]:
    """Add columns with the right numbers of each node: its value, and the sum of the derivatives that it gets."""
    columns = [[number(snapshot.values().get(i)) for i in order]]
    heads = ["value"]
    if totals := snapshot.derivatives():
        columns.append([number(totals.get(i)) for i in order])
        heads.append("derivative")
    rows = ["", *lines]
    for head, column in zip(heads, columns, strict=True):
        before = max(map(len, rows)) + 3
        width = max(map(len, [head, *column]))
        rows = [f"{r:<{before}}{cell:>{width}}" for r, cell in zip(rows, [head, *column], strict=True)]
    return [row.rstrip() for row in rows]
