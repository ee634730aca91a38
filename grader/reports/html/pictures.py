"""Drawn networks. The same one is drawn once, however many students met it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from markupsafe import Markup

from checks.explain.drawing import drawing
from checks.explain.snapshot import Snapshot
from checks.model.network import Network

MOST = 40
"""Nodes. A picture of more of them says nothing to anybody, and laying it out takes long."""


def picture(counterexample: dict[str, Any] | None) -> Markup:
    """The counterexample's network as SVG; nothing if it has none, or one that is too large."""
    network = (counterexample or {}).get("network")
    if not network or len(network) > MOST:
        return Markup()
    return _drawn(json.dumps(network))


@cache
def _drawn(network: str) -> Markup:
    found = Network.from_json(json.loads(network))
    return Markup(drawing(Snapshot(found, found.root)).svg)
