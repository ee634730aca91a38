"""Nodes that somebody else has derived, as children of an Output or a Softmax."""

from __future__ import annotations

from checks.law.examples import STOP, come_out
from checks.law.subject import Subject

FRAMEWORK = ("from backprop.framework import *", "")

NOTED = (
    FRAMEWORK,
    ("class Noted(Multiply):\n    value = 0.125", ""),
    ("Output([Noted([Input(3.0), Parameter(2.0)]), Input(1.0)]).forward()", "[6.0, 1.0]"),
)
"""An operation of the course's with a note of its own. Not in the lives: a solution may keep what it computes there."""

FRAGILE = """\
class Fragile(Input):
    error = None

    def backward(self, derivative_from_parent):
        if self.error:
            raise self.error"""

MOVED_AFTER = """\
def moved_after(error, kind, fragile_first):
    p, fragile = Parameter(0.0, learning_rate=1.0), Fragile()
    root = kind([fragile, p] if fragile_first else [p, fragile])
    for fragile.value, fragile.error in ((1.0, None), (0.0, error), (1.0, None)):
        p.value = 0.0
        try:
            root.backward([0.0, 1.0] if fragile_first else [1.0, 0.0])
        except error:
            pass
    return round(-p.value, 3)"""

SLOPES = {"Output": "1.0", "Softmax": "0.197"}
"""How the first of the values at 0 and 1 grows with the first score: p * (1 - p) for p = 1 / (1 + e). Digits are looked
at elsewhere."""


def notes_are_no_values(subject: Subject) -> None:
    """Demand that an Output computes its children, whatever attributes they have."""
    come_out(subject, "A course's operation may have a `value` as well, which is not what it computes.", *NOTED)


def nothing_is_left_over(subject: Subject) -> None:
    """Demand that a `backward` that has ended in an exception of a child leaves nothing behind."""
    asked = [
        (f"moved_after({error}, {kind}, {first})", slope)
        for kind, slope in SLOPES.items()
        for error in ("ValueError", "Stop")
        for first in (False, True)
    ]
    why = "The second of three backward() ended in that exception. Both values are assigned anew before the third."
    come_out(subject, why, FRAMEWORK, (STOP, ""), (FRAGILE, ""), (MOVED_AFTER, ""), *asked)
