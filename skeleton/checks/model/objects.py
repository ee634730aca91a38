"""Steps about objects that pass between a caller and a solution: who keeps them, who changes them, what they raise."""

from __future__ import annotations

from typing import Any

from checks.model.kinds import encode
from checks.model.scenario import Step


def let(name: str, value: Any) -> Step:
    """Make an object, and give it a name by which later steps pass it: `Ref(name)`. Answer: None."""
    return Step("let", None, [name, encode(value)])


def refill(name: str, items: list[Any]) -> Step:
    """Put other items into a named list, in place of those in it. Answer: None."""
    return Step("refill", None, [name, encode(items)])


def keep(name: str) -> Step:
    """Give the object that the step before returned a name. Answer: None."""
    return Step("keep", None, name)


def look(name: str) -> Step:
    """Look at a named object. Answer: what is in it by now."""
    return Step("look", None, name)


def spoil(name: str) -> Step:
    """Turn a named list round and put a wrong number at its end, as its owner may. Answer: None.

    An object that is no list stays as it is.
    """
    return Step("spoil", None, name)


def attempt(step: Step) -> Step:
    """Do a step that should raise an exception, and go on. Answer: [type, message, bases], or None if it raised none.

    `bases` are the names of the built-in exceptions that the type is derived from, its own among them.
    """
    return Step("attempt", step.node, list(step))


def example(source: str) -> Step:
    """Run a statement of the text's printed examples. Answer: what Python prints for it.

    The names that it defines are there in the next one. An exception is printed as its type and message.
    """
    return Step("example", None, source)


def seed(number: int) -> Step:
    """Begin the sequence of random numbers that belongs to a number. Answer: None."""
    return Step("seed", None, number)
