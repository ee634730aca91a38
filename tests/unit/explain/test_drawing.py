"""Pictures of networks: valid, without overlap, every node once, readable on light and dark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop import framework
from backprop.drawing import as_data, draw
from backprop.framework import Add, Input, Multiply, Parameter, ReLU, Sigmoid
from checks.explain import drawing as drawings
from checks.explain.drawing import drawing
from checks.explain.layout import arrange
from checks.explain.snapshot import Snapshot
from checks.explain.tree_text import LONGEST, tree_text
from checks.model.network import Builder, Network

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ["Add", "Multiply", "ReLU", "Sigmoid"]


@st.composite
def graphs(draw: st.DrawFn, most: int = 40) -> Network:
    """Any graph of up to 40 nodes below one root: long edges, shared nodes, the same child twice."""
    builder = Builder()
    for i in range(draw(st.integers(1, most - 1))):
        children = draw(st.lists(st.integers(0, i - 1), max_size=4)) if i else []
        kind = draw(st.sampled_from(KINDS[:2] if len(children) != 1 else KINDS))
        if children:
            builder.operation(kind, *children)
        elif draw(st.booleans()):
            builder.input(draw(st.integers(-9, 9)) / 2)
        else:
            builder.parameter(draw(st.integers(-9, 9)) / 2)
    free = [i for i in range(len(builder.nodes)) if not any(i in node.children for node in builder.nodes)]
    return builder.add("Add", *free).network()


def overlapping(boxes: Sequence[tuple[float, ...]]) -> list[tuple[int, int]]:
    """The pairs of boxes (x, y, width, height) that have more than a border in common."""
    return [
        (i, j)
        for (i, (ax, ay, aw, ah)), (j, (bx, by, bw, bh)) in combinations(enumerate(boxes), 2)
        if ax + aw > bx + 0.2 and bx + bw > ax + 0.2 and ay + ah > by + 0.2 and by + bh > ay + 0.2
    ]


def rectangles(svg: str) -> list[tuple[float, ...]]:
    """The nodes of a picture."""
    found = ElementTree.fromstring(svg).iter(f"{SVG}rect")
    return [tuple(float(rect.get(key, "")) for key in ("x", "y", "width", "height")) for rect in found]


def test_overlaps_would_be_found() -> None:
    """The helper finds two boxes on top of each other, and accepts two side by side."""
    assert overlapping([(0, 0, 10, 10), (9, 9, 10, 10)]) == [(0, 1)]
    assert overlapping([(0, 0, 10, 10), (10, 0, 10, 10), (0, 10, 10, 10)]) == []


@settings(max_examples=60)
@given(network=graphs(), backward=st.booleans())
def test_no_overlap_and_valid_xml(network: Network, backward: bool) -> None:
    """For networks of up to 40 nodes: valid XML, every node once, no node upon another."""
    svg = drawing(Snapshot(network, network.root, -1.5 if backward else None)).svg
    boxes = rectangles(svg)
    assert len(boxes) == len(network.nodes)
    assert overlapping(boxes) == []


@settings(max_examples=60)
@given(data=st.data(), count=st.integers(2, 40))
def test_labels_take_part_in_the_layout(data: st.DataObject, count: int) -> None:
    """Boxes of any size do not overlap, and are all within the picture."""
    sizes = [(float(data.draw(st.integers(2, 90))), float(data.draw(st.integers(2, 40)))) for _ in range(count)]
    edges = [(data.draw(st.integers(0, i - 1)), i) for i in range(1, count)]
    layout = arrange(sizes, edges)
    corners = [(x - w / 2, y - h / 2, w, h) for (x, y), (w, h) in zip(layout.places, sizes, strict=True)]
    assert overlapping(corners) == []
    width, height = layout.size
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in corners)


@settings(max_examples=40)
@given(network=graphs())
def test_no_edge_goes_through_a_node(network: Network) -> None:
    """An edge leads from the lower side of one box to the upper side of another, and around all others."""
    svg = drawing(Snapshot(network, network.root, 0.5)).svg
    boxes = rectangles(svg)
    for line in ElementTree.fromstring(svg).iter(f"{SVG}polyline"):
        points = [tuple(map(float, point.split(","))) for point in line.get("points", "").split()]
        for (ax, ay), (bx, by) in pairwise(points):
            for at in range(1, 20):
                px, py = ax + (bx - ax) * at / 20, ay + (by - ay) * at / 20
                assert not any(x + 0.2 < px < x + w - 0.2 and y + 0.2 < py < y + h - 0.2 for x, y, w, h in boxes)


def test_a_shared_node_is_drawn_once() -> None:
    """b = a + a; c = b + b: three nodes, four edges, and what comes along each edge."""
    a = Parameter(3.0)
    b = Add([a, a])
    svg = draw(Add([b, b]), derivative=1.0).svg
    texts = [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert len(rectangles(svg)) == 3
    assert sorted(texts) == sorted(["↑ 12", "↓ 1", "+", "+", "w1", *["↑ 6", "↓ 1"] * 2, *["↑ 3", "↓ 2"] * 2])


def test_values_and_derivatives_stand_on_the_edges() -> None:
    """w * x at w = 3, x = -2 with 0.5 from above: -1 for w, 1.5 for x."""
    svg = draw(Multiply([Parameter(3.0), Input(-2.0)]), derivative=0.5).svg
    for text in ("↑ -6", "↓ 0.5", "↑ 3", "↓ -1", "↑ -2", "↓ 1.5"):
        assert f">{text}<" in svg


def test_kinds_are_told_apart() -> None:
    """Kinds of nodes differ in their colour and in their shape."""
    root = ElementTree.fromstring(draw(Sigmoid([Multiply([Parameter(1.0), Input(2.0)])])).svg)
    groups = [group.get("class", "") for group in root.iter(f"{SVG}g")]
    assert sorted(groups) == ["node input", "node operation", "node operation", "node parameter"]
    corners = {group.get("class"): group[0].get("rx") for group in root.iter(f"{SVG}g")}
    assert len(set(corners.values())) == 3


def test_without_a_derivative_nothing_comes_down() -> None:
    """Values only."""
    assert "↓" not in draw(Add([Input(1.0), Parameter(2.0)])).svg


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, as WCAG 2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["value", "derivative"])
@pytest.mark.parametrize("background", ["#ffffff", "#111111"])
def test_labels_can_be_read_on_light_and_dark(name: str, background: str) -> None:
    """Everything outside of the boxes has a contrast of 3.7 or more, on white and on black."""
    colour = re.search(rf"\.{name} {{ fill: (#\w+)", drawings.STYLE)
    assert colour
    light, dark = sorted([luminance(colour[1]), luminance(background)], reverse=True)
    assert (light + 0.05) / (dark + 0.05) > 3.7


def test_style_keeps_to_the_picture() -> None:
    """In a page, it changes nothing else."""
    assert all(line.startswith(".backprop ") for line in drawings.STYLE.strip().splitlines())


def test_shown_in_a_notebook_and_saved(tmp_path: Path) -> None:
    """A notebook asks for `_repr_svg_`; the file holds the same."""
    picture = draw(ReLU([Input(1.0)]))
    path = picture.save(tmp_path / "network.svg")
    assert path.read_text(encoding="utf-8") == picture._repr_svg_() == picture.svg


def test_unknown_operations_are_drawn_with_their_name() -> None:
    """A student's own operation has its name, and no value that is not known."""

    class Tanh(framework.Operation):
        op = grad = None  # type: ignore[assignment]

    svg = draw(Tanh([Input(2.0)]), derivative=1.0).svg
    assert ">Tanh<" in svg
    assert ">↑ 2<" in svg
    assert "↓" not in svg.replace(">↓ 1<", "")


def test_subclasses_are_drawn_as_what_they_are() -> None:
    """The classes of the exercises are subclasses with the same names, and so may be a student's."""

    class MyAdd(framework.Add):
        pass

    assert [node.kind for node in as_data(MyAdd([Input(1.0), Parameter(2.0)])).nodes] == ["Input", "Parameter", "Add"]


def test_a_large_network_is_not_drawn() -> None:
    """For a large network the picture only says how large it is; drawn, it would take minutes and 100 megabytes."""
    svg = draw(Add([Parameter(1.0) for _ in range(9000)])).svg
    assert "a network of 9,001 nodes: too large to be drawn" in svg
    assert len(svg) < 3000
    ElementTree.fromstring(svg)


def test_tree_text() -> None:
    """The same network as text, for a terminal."""
    a = Parameter(3.0)
    b = Add([a, Input(0.5)])
    network = as_data(Multiply([b, Sigmoid([b])]))
    assert tree_text(Snapshot(network, network.root, 2.0)) == [
        "                           value   derivative",
        "root  Multiply           3.39741            2",
        "├── n1  Add                  3.5      2.14055",
        "│   ├── w1  Parameter          3      2.14055",
        "│   └── x1  Input            0.5      2.14055",
        "└── n2  Sigmoid         0.970688            7",
        "    └── n1, see above        3.5      2.14055",
    ]


def test_tree_text_is_short() -> None:
    """A large network ends in a line that says how much is left."""
    network = as_data(Add([Multiply([Parameter(1.0), Input(2.0)]) for _ in range(20)]))
    lines = tree_text(Snapshot(network, network.root))
    assert len(lines) == LONGEST
    assert lines[-1] == "... and 48 more nodes"
