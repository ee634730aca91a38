"""The page at the end of the course: what each exercise was about, one's own network, and where to read on."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from checks.exercises import EXERCISES
from checks.student.hints import LEARNED

STEPS = 48
"""Number of points in each direction at which a network is asked."""

COLOURS = ("#2b78c5", "#d9480f", "#1b8a3e")
"""Of three regions; words say the same."""

READ_ON = (
    ("https://colah.github.io/posts/2015-08-Backprop/", "Christopher Olah: Calculus on Computational Graphs"),
    ("https://github.com/karpathy/micrograd", "micrograd: a whole framework that you can read in an hour"),
    ("https://pytorch.org/docs/stable/notes/autograd.html", "PyTorch: how autograd keeps its graph"),
    ("https://docs.jax.dev/en/latest/autodidax.html", "Autodidax: the core of JAX, built step by step"),
)

STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.6 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; }
figure { margin: 1.5rem 0; }
svg { max-width: 100%; height: auto; border: 1px solid #888; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 20rem; overflow: auto; border: 1px solid #888;
  padding: .6rem; font-size: 13px; }
"""


class Trained(NamedTuple):
    """A network that the student's own code has trained."""

    title: str
    said: str
    predict: Callable[[list[float]], Any]
    formula: str


def page(trained: Trained | None, why_none: str = "") -> str:
    """Write the page.

    Args:
        trained: The network; None if there is none to show.
        why_none: Why there is none, in a sentence.
    """
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>Backpropagation, written by you</title><style>{STYLE}</style></head><body>",
        "<h1>Backpropagation, written by you</h1>",
        "<p>All seven exercises are right. This is what they were about, and what your own code has learned.</p>",
        *_network(trained, why_none),
        "<h2>What each exercise was about</h2><ol>",
        *(f"<li><strong>{html.escape(e.title)}.</strong> {html.escape(LEARNED[e.stem])}</li>" for e in EXERCISES),
        "</ol><h2>Where to read on</h2><ul>",
        *(f'<li><a href="{address}">{html.escape(title)}</a></li>' for address, title in READ_ON),
        "</ul></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _network(trained: Trained | None, why_none: str) -> Iterator[str]:
    if trained is None:
        yield f"<p>{html.escape(why_none)}</p>"
        return
    yield f"<h2>{html.escape(trained.title)}</h2>"
    yield f"<figure>{regions(trained.predict)}<figcaption>{html.escape(trained.said)}</figcaption></figure>"
    yield f"<p>The same network as a formula:</p><pre>{html.escape(trained.formula)}</pre>"


def regions(predict: Callable[[list[float]], Any]) -> str:
    """Draw which class a network gives to each point of the plane from -1 to 1; rows of equal ones are one box."""
    boxes = []
    for row in range(STEPS):
        classes = [_class(predict([_at(column), -_at(row)])) for column in range(STEPS)]
        start = 0
        for column in range(1, STEPS + 1):
            if column == STEPS or classes[column] != classes[start]:
                colour = COLOURS[classes[start] % len(COLOURS)]
                boxes.append(f'<rect x="{start}" y="{row}" width="{column - start}" height="1" fill="{colour}"/>')
                start = column
    title = "<title>The plane, in a colour for each class that the network gives</title>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {STEPS} {STEPS}" width="420" role="img"'
    return f'{head} shape-rendering="crispEdges">{title}{"".join(boxes)}</svg>'  # or seams show between the rows


def _at(step: int) -> float:
    return 2 * (step + 0.5) / STEPS - 1


def _class(answer: Any) -> int:
    """Name the class of an answer: the most probable one of a list, or whether a number is above one half."""
    return answer.index(max(answer)) if isinstance(answer, list) else int(answer > 0.5)


def write(path: Path, trained: Trained | None, why_none: str = "") -> Path:
    """Write the page into a file, and return its path."""
    path.write_text(page(trained, why_none), encoding="utf-8")
    return path
