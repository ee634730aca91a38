"""A network as a picture, as in a textbook: values go up its edges, derivatives come down.

The picture is SVG. A notebook shows it by itself, a browser opens the file, and a page may contain it.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

from checks.explain.layout import Layout, Point, Size, arrange
from checks.explain.snapshot import Snapshot
from checks.explain.tree_text import number, own_text
from checks.explain.yours.numbers import EARLY, Departure
from checks.law.node_types import NODE_TYPES
from checks.model.network import LARGE

SIGNS = {"Add": "+", "Multiply": "×", **{one.kind: one.sign for one in NODE_TYPES.values()}}
CHARACTER = 7.9
"""The width of a character in pixels, a little more than most fonts need."""

SMALL_LINE = 14.0
"""The height of a line of the solution's own numbers."""

MARK, MARKS = "departs first", {"": "this one", EARLY: "speaks too early"}
"""Stand in the first node at which the solution's own numbers are wrong, or that its wrong answer is about."""

DIGITS = 4
"""Significant digits of a number at an edge: more would make the picture wide."""

# Shapes and colours tell the three kinds of nodes apart. The boxes have a light fill with dark text. Everything between
# the boxes has a medium colour, which can be read on white and on black. All rules apply to this picture alone: a page
# that contains it keeps its own style.
STYLE = """
.backprop text { font: 13px ui-monospace, 'DejaVu Sans Mono', Consolas, monospace; text-anchor: middle; fill: #1b1b1b; }
.backprop .edge { fill: none; stroke: #808080; stroke-width: 1.4; }
.backprop .value { fill: #1b8a3e; }
.backprop .derivative { fill: #d9480f; }
.backprop .input rect { fill: #d6e9fb; stroke: #2b78c5; stroke-width: 1.6; }
.backprop .parameter rect { fill: #fdeab8; stroke: #a67400; stroke-width: 1.6; stroke-dasharray: 5 2; }
.backprop .yours { font-size: 11px; fill: #5b3fa0; }
.backprop .departs rect { stroke: #c92a2a; stroke-width: 3.5; stroke-dasharray: none; }
.backprop .departs .mark { font-size: 11px; font-weight: bold; fill: #c92a2a; }
.backprop .operation rect { fill: #ececec; stroke: #6f6f6f; stroke-width: 1.6; }
"""


class Drawing:
    """A picture of a network. `svg` is its text, `save()` writes it to a file; a notebook shows it by itself."""

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str | Path) -> Path:
        """Write the picture to a file, which a browser can open, and return its path."""
        path = Path(path)
        path.write_text(self.svg, encoding="utf-8")
        return path


def drawing(snapshot: Snapshot) -> Drawing:
    """Draw a network with the right values and derivatives; every node is there once.

    A network of more than `LARGE` nodes would take minutes to arrange, and nobody could read it: then the picture only
    says how large it is.
    """
    shown = sorted(snapshot.network.below(snapshot.root), reverse=True)
    if len(shown) > LARGE:
        words = f"a network of {len(shown):,} nodes: too large to be drawn"
        width, height = _size([words])
        svg = _page((width, height), words)
        line = Xml.SubElement(svg, "text", x=f"{width / 2:.0f}", y=f"{height - 5:.0f}", style="fill: #808080")
        line.text = words
        return Drawing(Xml.tostring(svg, encoding="unicode"))
    place = {i: k for k, i in enumerate(shown)}
    slots = [(i, slot) for i in shown for slot in range(len(snapshot.network.nodes[i].children))]
    marked = snapshot.departure()
    names = [_names(snapshot, i, marked) for i in shown]
    labels = [_label(snapshot, i, slot) for i, slot in slots]
    root = _label(snapshot, snapshot.root, None)
    # The order of the boxes: a label above the root, then the nodes, then a label on each edge.
    sizes = [_size(root), *map(_node_size, names), *map(_size, labels)]
    edges = [(0, 1)]
    for k, (i, slot) in enumerate(slots, start=1 + len(shown)):
        edges += [(1 + place[i], k), (k, 1 + place[snapshot.network.nodes[i].children[slot]])]
    return Drawing(_svg(snapshot, shown, names, [root, *labels], arrange(sizes, edges), sizes, edges))


def _names(snapshot: Snapshot, i: int, marked: Departure | None) -> list[str]:
    """Write the text inside a node: the name of a leaf, the sign of an operation; then the solution's own numbers."""
    node = snapshot.network.nodes[i]
    is_leaf = node.kind in ("Input", "Parameter")
    lines = [(node.name or snapshot.network.names[i]) if is_leaf else SIGNS.get(node.kind, node.kind)]
    if yours := snapshot.yours:
        lines += [f"yours ↑ {own_text(yours.values[i], DIGITS)}"] if i in yours.values else []
        lines += [f"yours ↓ {', '.join(own_text(d, DIGITS) for d in yours.told[i])}"] if i in yours.told else []
    return [*lines, MARKS.get(marked.what, MARK)] if marked and marked.node == i else lines


def _label(snapshot: Snapshot, i: int, slot: int | None) -> list[str]:
    """Write the label of an edge: the value that goes up, and the derivative that comes down. The root has no slot."""
    if slot is None:
        up, down = snapshot.values().get(i), snapshot.derivatives().get(i)
        if isinstance(snapshot.derivative, tuple):
            return [f"↑ {number(up, DIGITS)}", f"↓ {number(list(snapshot.derivative), DIGITS)}"]
    else:
        up, down = snapshot.values().get(snapshot.network.nodes[i].children[slot]), snapshot.along(i, slot)
    return [
        text
        for text, there in ((f"↑ {number(up, DIGITS)}", up), (f"↓ {number(down, DIGITS)}", down))
        if there is not None
    ]


def _size(label: list[str]) -> Size:
    return max([len(text) * CHARACTER for text in label], default=2.0), 17.0 * len(label) + 2


def _node_size(names: list[str]) -> Size:
    return max(34.0, max(map(len, names)) * CHARACTER + 18), 30.0 + SMALL_LINE * (len(names) - 1)


def _svg(
    snapshot: Snapshot,
    shown: list[int],
    names: list[list[str]],
    labels: list[list[str]],
    layout: Layout,
    sizes: list[Size],
    edges: list[tuple[int, int]],
) -> str:
    svg = _page(layout.size, snapshot.network.formula if snapshot.root == snapshot.network.root else "a network")
    for (above, below), way in zip(edges, layout.ways, strict=True):
        _draw_way(svg, way, sizes[above][1] / 2, sizes[below][1] / 2)
    for i, name, centre, size in zip(shown, names, layout.places[1:], sizes[1:], strict=False):
        _draw_node(svg, snapshot.network.nodes[i].kind, name, centre, size)
    boxes = [0, *range(1 + len(shown), len(sizes))]
    for label, box in zip(labels, boxes, strict=True):
        _draw_label(svg, label, layout.places[box], sizes[box])
    return Xml.tostring(svg, encoding="unicode")


def _page(size: Size, title: str) -> Xml.Element:
    """Make an empty picture of that size."""
    width, height = size
    svg = Xml.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:.0f} {height:.0f}")
    svg.set("width", f"{width:.0f}")
    svg.set("height", f"{height:.0f}")
    svg.set("class", "backprop")
    svg.set("role", "img")
    Xml.SubElement(svg, "title").text = title
    Xml.SubElement(svg, "style").text = STYLE
    return svg


def _draw_way(svg: Xml.Element, way: list[Point], start: float, end: float) -> None:
    """Draw a line from the lower side of one box to the upper side of another."""
    (x, y), *between, (to_x, to_y) = way
    points = [(x, y + start), *between, (to_x, to_y - end)]
    text = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
    Xml.SubElement(svg, "polyline", points=text, attrib={"class": "edge"})


def _draw_node(svg: Xml.Element, kind: str, lines: list[str], centre: Point, size: Size) -> None:
    """Draw a box: inputs have round ends, parameters a broken line and corners, operations rounded corners."""
    (x, y), (width, height) = centre, size
    sort = kind.lower() if kind in ("Input", "Parameter") else "operation"
    radius = {"input": min(height / 2, 15.0), "parameter": 0.0, "operation": 8.0}[sort]
    group = Xml.SubElement(
        svg, "g", attrib={"class": f"node {sort}{' departs' * (lines[-1] in (MARK, *MARKS.values()))}"}
    )
    rect = {"x": x - width / 2, "y": y - height / 2, "width": width, "height": height, "rx": radius}
    Xml.SubElement(group, "rect", {key: f"{value:.1f}" for key, value in rect.items()})
    for k, text in enumerate(lines):
        base = y - height / 2 + 19.5 + SMALL_LINE * k
        style = {} if k == 0 else {"class": "mark" if text in (MARK, *MARKS.values()) else "yours"}
        Xml.SubElement(group, "text", x=f"{x:.1f}", y=f"{base:.1f}", attrib=style).text = text


def _draw_label(svg: Xml.Element, label: list[str], centre: Point, size: Size) -> None:
    (x, y), (_, height) = centre, size
    for line, text in enumerate(label):
        sort = "value" if text.startswith("↑") else "derivative"
        base = y - height / 2 + 13.5 + 17 * line
        Xml.SubElement(svg, "text", x=f"{x:.1f}", y=f"{base:.1f}", attrib={"class": sort}).text = text
