"""The kit's own solutions in this process: their modules are many, and none of them slows the others down."""

from __future__ import annotations

from abc import ABCMeta

from backprop import framework
from grader.judge import trusted


def test_no_subclass_is_asked_whether_it_has_an_object() -> None:
    """By itself, an abstract class that says no asks all of its subclasses, those of hundreds of modules."""
    asked = []

    class Noting(ABCMeta):
        def __subclasscheck__(cls, other: type) -> bool:
            asked.append(other)
            return False

    class Own(framework.Input, metaclass=Noting):
        """As a solution's module may have one."""

    names = trusted.run("ex1_by_hand", "from backprop.framework import *\nclass New(Add): ...")
    assert not isinstance(names["New"]([]), framework.Input)
    assert isinstance(Own(1.0), framework.Input)
    assert not asked
