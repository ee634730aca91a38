"""Values with their exact kind as plain data, so that a tuple stays a tuple on its way through a pipe and back.

A list is a list of encoded items; numbers, texts, None, True and False are themselves; whatever else there is, is a
dict with one key that names its kind. The same encoding is used at home, where there is no pipe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LARGEST = 2**1000
"""JSON has no limit for integers, but a float has one: no question here has an answer as large as this."""


@dataclass(frozen=True)
class Once:
    """An iterator over some items, which can be gone through once."""

    items: tuple[Any, ...]


@dataclass(frozen=True)
class Cut:
    """An iterator that ends in an `Interruption` after some items."""

    items: tuple[Any, ...]


class Interruption(BaseException):
    """What stops a program from outside, as Ctrl-C does: it is no `Exception`."""


def cut(items: Iterable[Any]) -> Iterator[Any]:
    """Make an iterator that ends in an `Interruption` after those items."""
    yield from items
    raise Interruption("the data ended too early")


@dataclass(frozen=True)
class Ref:
    """An object that a `let` or `keep` step has given a name: that very object, not another like it."""

    name: str


def encode(value: Any) -> Any:
    """Turn an argument of ours, or a value that a solution returned, into plain data.

    Anything but numbers, texts, None, lists, tuples, ranges and the two classes above becomes the name of its type.
    """
    if value is None or type(value) is float or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return float(value)
    if isinstance(value, int):
        return int(value) if abs(value) < LARGEST else {"strange": "int with more than 1000 bits"}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):  # of numbers nearly always, and there may be thousands
        return [item if type(item) is float else encode(item) for item in value]
    if isinstance(value, tuple):
        return {"tuple": [encode(item) for item in value]}
    if isinstance(value, range):
        return {"range": [value.start, value.stop, value.step]}
    if isinstance(value, Once):
        return {"once": [encode(item) for item in value.items]}
    if isinstance(value, Cut):
        return {"cut": [encode(item) for item in value.items]}
    if isinstance(value, Ref):
        return {"ref": value.name}
    return {"strange": type(value).__name__}


def decode(data: Any, objects: Mapping[str, Any] | None = None) -> Any:
    """Make the value that was encoded, all lists of it new.

    Args:
        data: The encoded value; a dict of any other form is returned as it is.
        objects: The objects that have names, for a `Ref`.
    """
    if isinstance(data, list):
        return [item if type(item) is float else decode(item, objects) for item in data]
    if not isinstance(data, dict) or len(data) != 1:
        return data
    match data:
        case {"tuple": list(items)}:
            return tuple(decode(item, objects) for item in items)
        case {"range": [int(start), int(stop), int(step)]}:
            return range(start, stop, step)
        case {"once": list(items)}:
            return iter([decode(item, objects) for item in items])
        case {"cut": list(items)}:
            return cut([decode(item, objects) for item in items])
        case {"ref": str(name)} if objects is not None:
            return objects[name]
    return data


def spell(data: Any) -> str:
    """Write an encoded value as Python."""
    if isinstance(data, list):
        return f"[{', '.join(map(spell, data))}]"
    match data:
        case {"tuple": [item]}:
            return f"({spell(item)},)"
        case {"tuple": list(items)}:
            return f"({', '.join(map(spell, items))})"
        case {"range": [0, stop, 1]}:
            return f"range({stop})"
        case {"range": list(bounds)}:
            return f"range({', '.join(map(repr, bounds))})"
        case {"once": list(items)}:
            return f"iter({spell(items)})"
        case {"cut": list(items)}:
            return f"cut({spell(items)})"
        case {"ref": str(name)}:
            return name
    return repr(data)


def numbers_in(data: Any) -> list[Any]:
    """List the items of an encoded list, tuple, range or iterator; those of a `Ref` are not known here."""
    match data:
        case {"tuple": list(items)} | {"once": list(items)} | list(items):
            return items
        case {"range": [start, stop, step]}:
            return list(range(start, stop, step))
    raise ValueError(f"{spell(data)} has no items")
