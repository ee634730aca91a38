"""The places of the boxes in a drawing: layers from the root down, few crossings, no overlap.

The layout is Sugiyama's method, as implemented in grandalf. Every edge has a box for its label, which takes part in the
layout like any other. That keeps labels off the nodes, and two edges apart where a node is a child twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from grandalf.graphs import Edge, Graph, Vertex
from grandalf.layouts import SugiyamaLayout, VertexViewer

GAP = 14.0
"""Free space between two boxes of a layer, in pixels."""

GAP_DOWN = 20.0
"""Free space between two layers, in pixels: only there an edge goes sideways."""

Size = tuple[float, float]
Point = tuple[float, float]


@dataclass
class Way:
    """The points that an edge passes, from centre to centre, one in each layer."""

    points: list[Point] = field(default_factory=list)

    def setpath(self, points: list[Point]) -> None:
        """Take the points from grandalf, which calls this as soon as it knows them."""
        self.points = points


@dataclass(frozen=True)
class Layout:
    """The centres of the boxes, the ways of the edges, and the size of the whole, in pixels."""

    places: list[Point]
    ways: list[list[Point]]
    size: Size


def arrange(sizes: Sequence[Size], edges: Sequence[tuple[int, int]]) -> Layout:
    """Find places for boxes.

    Args:
        sizes: The width and the height of each box, in pixels. All boxes are below the first one.
        edges: Pairs (a, b) of positions in `sizes`; the edge goes from a down to b.
    """
    vertices = [Vertex(i) for i in range(len(sizes))]
    for vertex, (width, height) in zip(vertices, sizes, strict=True):
        vertex.view = VertexViewer(w=width, h=height)
    lines = [Edge(vertices[a], vertices[b]) for a, b in edges]
    for line in lines:
        line.view = Way()
    sugiyama = SugiyamaLayout(Graph(vertices, lines).C[0])
    sugiyama.xspace, sugiyama.yspace = GAP, GAP_DOWN
    sugiyama.init_all(roots=[vertices[0]], inverted_edges=[])
    sugiyama.draw()
    for layer in sugiyama.layers:
        _push_apart([vertex.view for vertex in layer])
    sugiyama.draw_edges()  # once more, because boxes have moved
    heights = {layer[0].view.xy[1]: max(vertex.view.h for vertex in layer) for layer in sugiyama.layers}
    return _measured([v.view for v in vertices], [_upright(line.view.points, heights) for line in lines])


def _upright(points: list[Point], heights: dict[float, float]) -> list[Point]:
    """Lead an edge straight down through each layer, so that it meets no box on its way."""
    way: list[Point] = []
    for x, y in points:
        half = heights[y] / 2
        way += [(x, y - half), (x, y + half)]
    return [points[0], *way[1:-1], points[-1]]


def _push_apart(layer: list[VertexViewer]) -> None:
    """Move boxes that overlap to the right: the method takes the mean of four layouts, which may have overlaps."""
    free = None
    for box in sorted(layer, key=lambda view: view.xy[0]):
        x, y = box.xy
        if free is not None and x - box.w / 2 < free:
            x = free + box.w / 2
            box.xy = (x, y)
        free = x + box.w / 2 + GAP


def _measured(boxes: list[VertexViewer], ways: list[list[Point]]) -> Layout:
    """Move everything so that it begins at (GAP, GAP)."""
    points = [point for way in ways for point in way]
    left = min([b.xy[0] - b.w / 2 for b in boxes] + [x for x, _ in points])
    top = min(b.xy[1] - b.h / 2 for b in boxes)
    right = max([b.xy[0] + b.w / 2 for b in boxes] + [x for x, _ in points])
    bottom = max(b.xy[1] + b.h / 2 for b in boxes)

    def moved(point: Point) -> Point:
        return point[0] - left + GAP, point[1] - top + GAP

    return Layout(
        [moved(b.xy) for b in boxes],
        [[moved(p) for p in way] for way in ways],
        (right - left + 2 * GAP, bottom - top + 2 * GAP),
    )
