"""A network as a small tree of text, with values and derivatives at the nodes."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from checks.explain.snapshot import Snapshot, Value
from checks.explain.yours.numbers import EARLY
from checks.law.answers import is_number, several, show
from checks.model.network import LEAVES

LONGEST = 15
"""Number of lines at most; a larger network is better looked at as a picture."""

DEPARTS = "<-- yours departs first"
"""Marks the first node at which the solution's own numbers are wrong."""

HASTY = "<-- speaks too early"
ABOUT = "<-- this one"
"""Marks the node that a wrong answer is about, where all its numbers are right."""

MARKS = {"": ABOUT, EARLY: HASTY}
"""The marks of what is no wrong number of the node itself."""

LONG_CELL = 24
"""Number of characters of a solution's own answer in a column."""

LONG_LIST = 48
"""Number of characters of a right one, such as the list of an output with three or four children."""

SUMS = 3
"""Number of shared nodes whose sum is written out, and of parts that are."""


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
    rows[1:] = _marked(rows[1:], order, snapshot)
    if len(rows) > LONGEST:
        left = len(network.below(snapshot.root)) - len(set(order[: LONGEST - 2]))
        rows = [*rows[: LONGEST - 1], f"... and {several(left, 'more node')}"]
    return rows


def number(value: Value | None, digits: int = 6) -> str:
    """Write a number, or a list of them, with that number of significant digits; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "[" + ", ".join(number(v, digits) for v in value) + "]"
    return f"{value:.{digits}g}"


def sums_text(snapshot: Snapshot) -> list[str]:
    """Write the derivative of each shared node as the sum of its parts, one from each edge above it."""
    network, totals, names = snapshot.network, snapshot.derivatives(), snapshot.network.names
    lines: list[str] = []
    for i, edges in sorted(snapshot.edges().items(), reverse=True) if totals else ():
        if i not in totals or not 1 < len(edges) <= 2 * SUMS or len(lines) == SUMS:
            continue
        parts = [(names[k], snapshot.along(k, slot)) for k, slot in edges]
        if all(is_number(part) for _, part in parts):
            terms = " + ".join(f"{number(part)} from {name}" for name, part in parts)
            lines.append(f"{network.nodes[i].name or names[i]} has several ways up: {number(totals[i])} = {terms}")
    return lines


def _rendered(tree: Tree) -> list[str]:
    console = Console(file=io.StringIO(), width=200, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        # A StringIO has no encoding, so rich assumes UTF-8. `terminal.readable` replaces lines that cannot be shown.
        console.print(tree)
    return [line.rstrip() for line in capture.get().splitlines()]


def _with_columns(lines: list[str], order: list[int], snapshot: Snapshot) -> list[str]:
    """Add columns with the right numbers of each node: its value, and the sum of the derivatives that it gets."""
    right = snapshot.values()
    columns = [("value", [_cut(number(right.get(i)), LONG_LIST) for i in order])]
    yours = snapshot.yours
    if yours and yours.values:
        columns.append(("yours", [own_text(yours.values.get(i)) for i in order]))
    if totals := snapshot.derivatives():
        columns.append(("derivative", [number(totals.get(i)) for i in order]))
        if yours and yours.told:
            columns.append(("yours", [", ".join(map(own_text, yours.told.get(i, ()))) for i in order]))
    rows = ["", *lines]
    for head, column in columns:
        before = max(map(len, rows)) + 3
        width = max(map(len, [head, *column]))
        rows = [f"{r:<{before}}{cell:>{width}}" for r, cell in zip(rows, [head, *column], strict=True)]
    return [row.rstrip() for row in rows]


def _marked(rows: list[str], order: list[int], snapshot: Snapshot) -> Iterator[str]:
    """Mark the row of the first node at which the solution's own numbers are wrong, where it comes first."""
    found = snapshot.departure()
    at = order.index(found.node) if found and found.node in order else None
    for k, row in enumerate(rows):
        yield f"{row}   {MARKS.get(found.what, DEPARTS)}" if found and k == at else row


def own_text(value: object, digits: int = 6) -> str:
    """Write what a solution's node answered, which may be anything; nothing if it was not asked."""
    if value is None or is_number(value) or (isinstance(value, list) and all(map(is_number, value))):
        text = number(value, digits)  # type: ignore[arg-type]
    else:
        text = show(value)
    return _cut(text, LONG_CELL)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 3]}..."
