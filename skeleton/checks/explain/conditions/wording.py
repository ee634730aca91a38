"""A feature and its words, and makers of features that are many of a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from checks.explain.conditions.facts import Facts

Test = Callable[[Facts], bool]


class Feature(NamedTuple):
    """Something that is so or is not, as the end of a sentence that begins with 'whenever'."""

    so: str
    not_so: str
    holds: Test


INPUT, PARAMETER, OPERATION = ("input",), ("parameter",), ("operation",)
NUMBER = ("input", "parameter", "weight", "bias", "x", "y", "data", "argument")
VALUE = (*NUMBER, "operation")
DERIVATIVE, RATE = ("derivative",), ("rate",)
"""The kinds of numbers that are meant by a word, see `Facts.numbers`."""

SUBJECTS = {
    INPUT: "input is",
    PARAMETER: "parameter is",
    OPERATION: "operation has a value that is",
    NUMBER: "number is",
    VALUE: "value is",
    DERIVATIVE: "derivative from above is",
    RATE: "learning rate is",
}


def a(noun: str) -> str:
    """Put the article before a noun."""
    return f"{'an' if noun[0] in 'aeioAEIO' else 'a'} {noun}"


def numbers(predicate: str, test: Callable[[float], bool], *several: tuple[str, ...]) -> list[Feature]:
    """Make a feature for each of several words: a number of these kinds passes the test."""
    found = []
    for kinds in several:

        def holds(facts: Facts, kinds: tuple[str, ...] = kinds) -> bool:
            return any(test(value) for kind in kinds for value in facts.numbers[kind])

        found.append(Feature(f"{a(SUBJECTS[kinds])} {predicate}", f"no {SUBJECTS[kinds]} {predicate}", holds))
    return found


def there(noun: str, holds: Test) -> Feature:
    """Make the feature that there is such a thing."""
    return Feature(f"there is {a(noun)}", f"there is no {noun}", holds)


def more_than_one(noun: str, count: Callable[[Facts], int]) -> Feature:
    """Make the feature that there is more than one such thing."""
    return Feature(f"there is more than one {noun}", f"there is one {noun} at most", lambda facts: count(facts) > 1)


def some(noun: str, predicate: str, holds: Test) -> Feature:
    """Make the feature that one thing of a kind is so."""
    return Feature(f"{a(noun)} {predicate}", f"no {noun} {predicate}", holds)


def below(child: str, parent: str) -> Feature:
    """Make the feature of an edge between two kinds of nodes."""
    return some(child, f"is a child of {a(parent)}", lambda facts: (parent, child) in facts.shape.edges)
