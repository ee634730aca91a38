"""Draws the charts of the class with matplotlib, as data URLs for the page."""

from __future__ import annotations

import base64
import io
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from grader.reports.html.figures import CheckFigures, ExerciseFigures

ALL, PART, NONE = "#2b78c5", "#9cc3e6", "#d9d9d9"
INK = "#1b1b1b"
OURS: dict[Any, Any] = {
    "svg.hashsalt": "backprop",  # the same record gives the same bytes
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": "#6f6f6f",
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def distribution(scores: list[float], max_score: float) -> str:
    """Draw a histogram of the scores in ten steps.

    Args:
        scores: The score of each student.
        max_score: The end of the axis, the same unit.

    Returns:
        An SVG picture as a data URL.
    """
    with matplotlib.rc_context(OURS):
        figure = Figure(figsize=(6, 3), layout="constrained")
        axes = figure.subplots()
        axes.hist(scores, bins=10, range=(0, max(max_score, 1)), color=ALL, edgecolor="white")
        axes.set(xlabel="points", ylabel="students")
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        return _data_url(figure)


def by_exercise(exercises: list[ExerciseFigures]) -> str:
    """Draw, for each exercise, the numbers of students with all, some and none of its points."""
    with matplotlib.rc_context(OURS):
        figure = Figure(figsize=(6, 1.2 + 0.35 * len(exercises)), layout="constrained")
        axes = figure.subplots()
        names = [exercise.id for exercise in exercises]
        left = [0.0] * len(exercises)
        parts = (("all points", ALL, "full"), ("some", PART, "part"), ("none", NONE, "none"))
        for label, colour, field in parts:
            widths = [float(getattr(exercise, field)) for exercise in exercises]
            axes.barh(names, widths, left=left, color=colour, edgecolor="white", label=label)
            left = [a + b for a, b in zip(left, widths, strict=True)]
        axes.invert_yaxis()
        axes.set(xlabel="students", xlim=(0, max(left, default=1)))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        figure.legend(loc="outside upper center", ncols=3, frameon=False)
        return _data_url(figure)


def separation(checks: list[CheckFigures]) -> str:
    """Draw each check at its pass rate and its separation, see `CheckFigures.separation`."""
    with matplotlib.rc_context(OURS):
        figure = Figure(figsize=(6, 3.4), layout="constrained")
        axes = figure.subplots()
        for hidden, marker, colour in ((False, "o", ALL), (True, "^", "#b3500c")):
            points = [(100 * c.rate, c.separation) for c in checks if c.hidden is hidden and c.separation is not None]
            x, y = [p[0] for p in points], [p[1] for p in points]
            axes.scatter(x, y, marker=marker, color=colour, label="hidden" if hidden else "visible")
        axes.axhline(0, color="#6f6f6f", linewidth=0.8)
        axes.set(xlabel="pass rate in %", ylabel="separation r", xlim=(-3, 103), ylim=(-1.05, 1.05))
        axes.legend(frameon=False)
        return _data_url(figure)


def _data_url(figure: Figure) -> str:
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()
