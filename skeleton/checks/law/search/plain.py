"""Writes what a check draws as text, and reads it back: numbers, texts, lists, and the kit's own data classes.

The text names classes, and only those of the kit that hold plain data are made from it. Nothing in it is executed.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

HOMES = ("checks.", "grader.hidden.")
"""Packages whose data classes can be written."""

SIMPLE = (type(None), bool, int, float, str)


class NotPlain(ValueError):
    """The value, or the text, holds something else than plain data."""


def write(value: Any) -> str:
    """Write a value, with the type of each part.

    Raises:
        NotPlain: There is an object in it that is no plain data.
    """
    return json.dumps(_encoded(value), separators=(",", ":"))


def read(text: str) -> Any:
    """Make the value from its text again.

    Raises:
        NotPlain: The text is none that `write` returns.
    """
    try:
        return json.loads(text, object_hook=_made)
    except (ValueError, TypeError, LookupError, AttributeError, ImportError, RecursionError) as error:
        raise NotPlain(f"not the text of plain data: {error}") from error


def _encoded(value: Any) -> Any:
    """Represent the value in JSON: lists are lists, everything else that has parts is an object with one tag."""
    kind = type(value)
    if kind in SIMPLE:
        return value
    if kind is list:
        return [_encoded(part) for part in value]
    if kind is tuple:
        return {"t": [_encoded(part) for part in value]}
    if kind is dict:
        return {"d": [[_encoded(key), _encoded(part)] for key, part in value.items()]}
    if not _is_ours(kind):
        raise NotPlain(f"an object of type {kind.__module__}.{kind.__qualname__} is no plain data")
    return {"c": f"{kind.__module__}:{kind.__qualname__}", "f": [_encoded(part) for part in _parts(value)]}


def _parts(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple) else [getattr(value, field.name) for field in fields(value)]


def _made(tagged: dict[str, Any]) -> Any:
    """Make the value of a JSON object, whose parts are made already."""
    match tagged:
        case {"t": list(parts)} if len(tagged) == 1:
            return tuple(parts)
        case {"d": list(items)} if len(tagged) == 1:
            return dict(items)
        case {"c": str(name), "f": list(parts)} if len(tagged) == 2:
            return _class(name)(*parts)
    raise NotPlain("an object without a known tag")


@cache
def _class(name: str) -> Callable[..., Any]:
    home, _, qualified = name.partition(":")
    if not f"{home}.".startswith(HOMES):
        raise NotPlain(f"{home} is no module of the kit's data")
    found = getattr(importlib.import_module(home), qualified)
    if not isinstance(found, type) or found.__module__ != home or not _is_ours(found):
        raise NotPlain(f"{name} is no data class of the kit")
    return found


def _is_ours(kind: type) -> bool:
    is_data = is_dataclass(kind) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))
    return is_data and kind.__module__.startswith(HOMES) and "." not in kind.__qualname__
