"""Drawn networks. The same one is drawn once, however many students met it."""

from __future__ import annotations

import json
from functools import cache

from markupsafe import Markup

from checks.explain.drawing import drawing
from checks.explain.snapshot import Snapshot
from checks.model.network import Network
from grader.record import Counterexample

MOST = 40
"""Nodes. A picture of more of them says nothing to anybody, and laying it out takes long."""


def picture(counterexample: Counterexample | None) -> Markup:
    """The counterexample's network as SVG; nothing if it has none, or one that is too large."""
    if not counterexample or not 0 < len(counterexample.network) <= MOST:
        return Markup()
    return _drawn(json.dumps(counterexample.network))


@cache
def _drawn(network: str) -> Markup:
    found = Network.from_json(json.loads(network))
    return Markup(drawing(Snapshot(found, found.root)).svg)
