"""What is shown for a network of objects, and how: as a file, or in a notebook."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from backprop import framework
from checks.explain.snapshot import Snapshot
from checks.guest.time_limit import AT_HOME, TimeLimit
from checks.law.answers import several
from checks.model.network import LEAVES
from checks.model.outcomes import Raised
from checks.stepper.numbers import Numbers, numbers
from checks.stepper.objects import KINDS, described, names_of
from checks.stepper.page import data, written
from checks.stepper.question import OUTPUTS, Question, Start, components, question
from checks.stepper.recording import Recording, attempt, of_classes


@dataclass(frozen=True)
class Stepping:
    """The steps of a network as a page. `html` is its text, `save()` writes it to a file; a notebook shows it."""

    html: str

    def _repr_html_(self) -> str:
        style = "width: 100%; height: 860px; border: 0"
        source = html.escape(self.html)
        return f'<iframe sandbox="allow-scripts" title="Step by step" style="{style}" srcdoc="{source}"></iframe>'

    def save(self, path: str | Path) -> Path:
        """Write the page to a file, which a browser can open, and return its path."""
        path = Path(path)
        path.write_text(self.html, encoding="utf-8")
        return path


def asked_about(
    root: Any, derivative: float | Sequence[float], title: str, namespace: Mapping[str, Any]
) -> tuple[Question, list[Any]]:
    """Ask about a network of objects, and list the objects.

    Args:
        root: Its root.
        derivative: What `backward` is called with; a number means that for each component of an `Output`.
        title: A heading.
        namespace: Variables, whose names the nodes get.

    Raises:
        ValueError: There is a list of derivatives where one is needed, or of a wrong length; or it is no network.
    """
    if not isinstance(root, framework.NeuralNetNode):
        raise ValueError(f"a {type(root).__name__} is no node")
    network, objects = described(root)
    size = components(network.nodes[-1])
    if network.nodes[-1].kind in OUTPUTS:
        given = tuple(derivative) if isinstance(derivative, Sequence) else (derivative,) * size
        if len(given) != size:
            raise ValueError(f"there are {several(size, 'component')}, but {several(len(given), 'derivative')}")
        start = Start(given)
    elif isinstance(derivative, Sequence):
        raise ValueError(f"the value of the root is one number, and so is its derivative, not {derivative!r}")
    else:
        start = Start(derivative)
    found = question(network, start, title, names=names_of(objects, namespace))
    foreign = {i: objects[i] for i, node in enumerate(network.nodes) if node.kind not in (*LEAVES, *KINDS)}
    return replace(found, foreign=foreign), objects


def asked_about_failure(failing: Snapshot, number: int, derivative: float = 1.0) -> Question:
    """Ask about the network on which an exercise fails; `derivative` comes down to it if it was not asked backward."""
    start = Start(derivative if failing.derivative is None else failing.derivative)
    return question(failing.network, start, f"Exercise {number}: the network on which it fails", failing.root)


def right_numbers(asked: Question, limit: TimeLimit = AT_HOME) -> Numbers:
    """Compute the numbers; what a student's own classes compute is unknown if they take too long."""
    found: list[Numbers] = []
    attempt(lambda: found.append(numbers(asked)), limit, Raised.by_itself, "numbers were computed")
    return found[0] if found else numbers(replace(asked, foreign={}))


def stepping(root: Any, derivative: float | Sequence[float], namespace: Mapping[str, Any]) -> Stepping:
    """Show the steps of a network of objects, with the calls that its classes make on a copy of it."""
    asked, objects = asked_about(root, derivative, "The chain rule, step by step", namespace)
    right = right_numbers(asked)
    recording: Recording = of_classes("Your classes' calls", asked.network, [type(one) for one in objects], right.start)
    return Stepping(written(data(asked, right, recording)))
