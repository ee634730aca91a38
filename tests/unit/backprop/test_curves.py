"""Curves of numbers: where they stand in the picture, what is outside of it, and that they can be read."""

from __future__ import annotations

import math
from pathlib import Path
from xml.etree import ElementTree

import pytest

from backprop.curves import COLOURS, DASHES, GREY, HEIGHT, WIDTH, curves
from tests.unit.explain.test_drawing import luminance

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> list[list[tuple[float, float]]]:
    """The points of each curve, from the upper left corner of the field."""
    found = [line.get("points", "") for line in ElementTree.fromstring(svg).iter(f"{SVG}polyline")]
    return [[(float(x), float(y)) for x, y in (point.split(",") for point in points.split())] for points in found]


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_each_number_has_its_place() -> None:
    """From 100 at the top to 1 at the bottom; the first number is that of update 1."""
    picture = curves({"a": [100, 10, 1], "b": [10.0, 10.0, 10.0, 10.0]})
    quarter = WIDTH / 4
    assert drawn(picture.svg) == [
        [(quarter, 0), (2 * quarter, HEIGHT / 2), (3 * quarter, HEIGHT)],
        [(k * quarter, HEIGHT / 2) for k in (1, 2, 3, 4)],
    ]
    assert words(picture.svg) == ["1", "10", "100", "0", "1", "2", "3", "4", "updates", "loss", "a", "b"]


def test_what_is_too_large_or_too_small_is_outside() -> None:
    """The picture shows numbers that are a millionth to 1000 times the lowest start, and no others."""
    huge = [10.0 * 10.0**k for k in range(300)] + [math.inf, math.nan]
    svg = curves({"falls": [10.0**-k for k in range(300)] + [0.0], "grows": huge}).svg
    falls, grows = drawn(svg)
    assert words(svg)[0] == "1e-06"
    assert "1000" in words(svg)
    assert "10000" not in words(svg)
    assert all(y > HEIGHT + 2 for _, y in falls[7:])
    assert all(y < -2 for _, y in grows[3:])
    assert max(abs(y) for line in (falls, grows) for _, y in line) < 2 * HEIGHT


@pytest.mark.parametrize(
    "numbers", [[], [0.0], [math.nan], [math.inf, -1.0], [5e-324], [1.7e308, 1e308], [1], [10**400]]
)
def test_any_numbers_make_a_picture(numbers: list[float]) -> None:
    (line,) = drawn(curves({"any": numbers}).svg)
    assert len(line) == len(numbers)
    assert all(math.isfinite(y) for _, y in line)


@pytest.mark.parametrize(("count", "last"), [(1, "1"), (9, "8"), (37, "30"), (100, "100"), (1234, "1000")])
def test_few_round_numbers_stand_below(count: int, last: str) -> None:
    texts = words(curves({"a": [1.0] * count}).svg)
    marks = texts[texts.index("10") + 1 : texts.index("updates")]
    assert (marks[0], marks[-1]) == ("0", last)
    assert len(marks) <= 7


def test_names_are_texts(tmp_path: Path) -> None:
    """Whatever stands in them; a file holds what a notebook shows."""
    picture = curves({"<a> & b": [1.0]}, across='"x"', up="</svg>")
    assert words(picture.svg)[-3:] == ['"x"', "</svg>", "<a> & b"]
    assert picture.save(tmp_path / "curves.svg").read_text("utf-8") == picture._repr_svg_()


@pytest.mark.parametrize("colour", [*COLOURS, GREY])
@pytest.mark.parametrize("background", ["#ffffff", "#111111"])
def test_curves_can_be_seen_on_light_and_dark(colour: str, background: str) -> None:
    light, dark = sorted([luminance(colour), luminance(background)], reverse=True)
    assert (light + 0.05) / (dark + 0.05) > 3.7


def test_twenty_curves_have_looks_of_their_own() -> None:
    root = ElementTree.fromstring(curves({str(k): [1.0] for k in range(20)}).svg)
    looks = {(line.get("stroke"), line.get("stroke-dasharray")) for line in root.iter(f"{SVG}polyline")}
    assert len(looks) == len(COLOURS) * len(DASHES) == 20
