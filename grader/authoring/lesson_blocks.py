"""The blocks of a lesson, `reference/lessons/<stem>.md`, and the pictures that some of them draw."""

from __future__ import annotations

import re
from typing import Any

from backprop import framework
from backprop.drawing import draw

BLOCK = re.compile(
    r"^<!-- (?P<verb>\w+)(?:: (?P<words>[^\n]*?))? -->$|^```(?P<kind>.*)\n(?P<body>[\s\S]*?)\n```$", re.M
)
"""A comment or a block of code in a lesson."""


def picture_of(source: str) -> str:
    """Run the code of a picture, and return the picture as SVG."""
    names: dict[str, Any] = {**vars(framework), "draw": draw}
    exec(source, names)  # noqa: S102  # from a lesson of the kit
    svg: str = names["picture"].svg
    return svg
