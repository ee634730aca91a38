"""Draws networks. Each is drawn once, for any number of students."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from checks.explain.drawing import drawing
from checks.explain.snapshot import Snapshot
from checks.model.network import Network
from grader.grading.student_view import AnyCheck
from grader.record import Counterexample

MOST = 40
"""Nodes. A picture of more nodes is unreadable, and its layout takes long."""


def picture_of_check(check: AnyCheck) -> Markup:
    """Draw the network as it was when the answer was wrong, as SVG; empty if there is none, or if it is too large."""
    shown = check.failure.snapshot() if check.failure else None
    return _picture(shown) if shown else picture(check.counterexample)


def picture(counterexample: Counterexample | None) -> Markup:
    """Draw the network as it was made, as SVG; empty if there is none, or if it is too large."""
    if counterexample is None or not counterexample.network:
        return Markup()
    network = Network.from_json(counterexample.network)
    return _picture(Snapshot(network, network.root))


def _picture(shown: Snapshot) -> Markup:
    return _drawn(shown) if len(shown.network.nodes) <= MOST else Markup()


@lru_cache(maxsize=4096)
def _drawn(shown: Snapshot) -> Markup:
    return Markup(drawing(shown).svg)  # noqa: S704  # our own drawing, which escapes its texts
