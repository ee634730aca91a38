"""Variants of plain data that lack something: a node, an edge, a step, an entry of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from checks.law.search.cost import is_data, is_life
from checks.law.search.pruning import Change, pruned
from checks.law.search.shorter import shorter_lives
from checks.model.network import Network

Variant = tuple[Any, Change | None]
"""A smaller value, and what has become of the network in it, if it is one that lacks nodes or edges."""


def structures(value: Any) -> Iterator[Any]:
    """Make variants that lack a node, an edge, a step, or an entry of a list, those that lack most first."""
    if isinstance(value, dict):
        yield from _examples(value)
    elif isinstance(value, list | tuple | Network) or is_data(value):
        yield from (variant for variant, _ in _changed(value))


def _examples(drawn: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Make examples that lack something. Where a network loses inputs, lists of their values lose theirs."""
    for name, value in drawn.items():
        for variant, change in _changed(value):
            changed = {**drawn, name: variant}
            if change:
                yield from change.fits(changed)
            yield changed


def _changed(value: Any) -> Iterator[Variant]:
    """Make smaller values, and tell what has become of the network in them."""
    if isinstance(value, Network):
        yield from ((change.after, change) for change in pruned(value))
    elif isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        if len(value) > 1 and isinstance(value, list):  # what was a list of something stays one, a tuple has its form
            yield from ((type(value)([*value[:at], *value[at + 1 :]]), None) for at in range(len(value)))
        for at, part in enumerate(value):
            for variant, change in _changed(part):
                parts = [*value[:at], variant, *value[at + 1 :]]
                if change:
                    yield from ((type(value)(fitting), change) for fitting in change.fits(parts))
                yield type(value)(parts), change
    elif is_life(value):
        yield from ((variant, None) for variant in shorter_lives(value))
    elif is_data(value):
        for field in fields(value):
            for variant, change in _changed(getattr(value, field.name)):
                yield replace(value, **{field.name: variant}), change
