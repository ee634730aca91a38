"""The macros that a course adds to a solution's own. `checks.law.macros` knows what each of them stands for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any


def course_macros(names: Mapping[str, Any]) -> dict[str, Any]:
    """Make macros on top of a solution's `Macro`, if it has one, and of its `Linear`, likewise.

    Args:
        names: The framework's names, replaced by the solution's where it has its own.
    """
    if "Macro" not in names:
        return {}
    on_linear = _on_linear(names) if "Linear" in names else {}
    plain = _plain(names)
    return {
        **plain,
        **_of_their_own_kind(names),
        **_of_another_module(names),
        **_made_otherwise(names, plain),
        **on_linear,
    }


def _on_linear(names: Mapping[str, Any]) -> dict[str, Any]:
    macro: Any = names["Macro"]
    linear: Any = names["Linear"]
    sigmoid, relu, multiply = names["Sigmoid"], names["ReLU"], names["Multiply"]
    add, parameter = names["Add"], names["Parameter"]

    class Neuron(macro):  # type: ignore[misc]
        """sigmoid(linear(children))."""

        def body(self) -> Any:
            return sigmoid([linear(self.children)])

    class Tower(macro):  # type: ignore[misc]
        """A neuron on top of a neuron, a macro of macros."""

        def body(self) -> Any:
            return Neuron([relu([Neuron(self.children)])])

    class Gate(macro):  # type: ignore[misc]
        """The first child decides how much of the others passes."""

        def body(self) -> Any:
            return multiply([Neuron(self.children[:1]), linear(self.children[1:])])

    class Raised(linear):  # type: ignore[misc]
        """A `Linear` minus 2.25."""

        def body(self) -> Any:
            return add([super().body(), parameter(-2.25)])

    class Padded(linear):  # type: ignore[misc]
        """A `Linear` over the children and an empty sum: it is made of other things than it hands on."""

        def __init__(self, items: Any) -> None:
            super().__init__([*items, add([])])

    return {"Neuron": Neuron, "Tower": Tower, "Gate": Gate, "Raised": Raised, "Padded": Padded}


def _plain(names: Mapping[str, Any]) -> dict[str, Any]:
    macro: Any = names["Macro"]
    add, multiply, parameter = names["Add"], names["Multiply"], names["Parameter"]

    class Scaled(macro):  # type: ignore[misc]
        """0.5 times the product of the children."""

        def body(self) -> Any:
            return multiply([parameter(0.5), *self.children])

    class Shifted(macro):  # type: ignore[misc]
        """`Scaled` plus 0.25, a macro of a macro."""

        def body(self) -> Any:
            return add([Scaled(self.children), parameter(0.25)])

    class Halves(macro):  # type: ignore[misc]
        """The sum of the children, as a sum of two smaller sums: a macro of macros of its own class.

        It happens to know its value. It is a macro all the same.
        """

        def op(self, x: list[float]) -> float:
            return sum(x)

        def body(self) -> Any:
            half = len(self.children) // 2
            if half == 0:
                return add(self.children)
            return add([Halves(self.children[:half]), Halves(self.children[half:])])

    class Doubled(Scaled):
        """Twice a `Scaled`: what it inherits from is a macro of the course's own."""

        def body(self) -> Any:
            return multiply([parameter(2.0), super().body()])

    class Peeled(macro):  # type: ignore[misc]
        """The sum of the children, one level of bodies for each."""

        def body(self) -> Any:
            if len(self.children) < 2:
                return add(self.children)
            return add([self.children[0], Peeled(self.children[1:])])

    return {"Scaled": Scaled, "Shifted": Shifted, "Halves": Halves, "Doubled": Doubled, "Peeled": Peeled}


def _of_their_own_kind(names: Mapping[str, Any]) -> dict[str, Any]:
    """Make macros of which nothing can be used but `body()`."""
    macro: Any = names["Macro"]
    add, multiply, parameter = names["Add"], names["Multiply"], names["Parameter"]

    class Swapped(macro):  # type: ignore[misc]
        """The children's sum, the last one first."""

        def body(self) -> Any:
            return add(self.children[::-1])

    class Same(macro):  # type: ignore[misc]
        """Its one child itself."""

        def body(self) -> Any:
            return self.children[0]

    class Bare(macro):  # type: ignore[misc]
        """The children's sum minus 1.25, but the children are not where other nodes have them."""

        def __init__(self, items: Any) -> None:
            self.items = list(items)

        def body(self) -> Any:
            return add([*self.items, parameter(-1.25)])

        def __repr__(self) -> str:
            return f"{type(self).__name__}({self.items!r})"

    class Kept(macro):  # type: ignore[misc]
        """1.75 times the product of the children, the same tree whenever it is asked."""

        def __init__(self, children: Any) -> None:
            super().__init__(children)
            self.tree = multiply([*self.children, parameter(1.75)])

        def body(self) -> Any:
            return self.tree

    class Asked(macro):  # type: ignore[misc]
        """0.5 times the product of the children; 1.0 times, if it is asked a second time, and so on."""

        times = 0

        def body(self) -> Any:
            self.times += 1
            return multiply([parameter(0.5 * self.times), *self.children])

    class Fixed(macro):  # type: ignore[misc]
        """The children's sum plus 0.75, without children a parameter. It has a value, as leaves have, and no text."""

        value = 0.75

        def __init__(self, items: Any) -> None:
            self.items = list(items)

        def body(self) -> Any:
            constant = parameter(self.value)
            return add([constant, *self.items]) if self.items else constant

    class Sighted(macro):  # type: ignore[misc]
        """The sum of the children, those times 1.125 that are macros: it looks at them."""

        def body(self) -> Any:
            pairs = ((one, isinstance(one, macro)) for one in self.children)
            return add([multiply([one, parameter(1.125)]) if is_macro else one for one, is_macro in pairs])

    more = {"Fixed": Fixed, "Sighted": Sighted}
    return {"Swapped": Swapped, "Same": Same, "Bare": Bare, "Kept": Kept, "Asked": Asked, **more}


def _of_another_module(names: Mapping[str, Any]) -> dict[str, Any]:
    """Make a macro on another module's `Macro`, where a name is enough; `expand` is promised those of its own."""
    operation: Any = names["Operation"]
    add, parameter = names["Add"], names["Parameter"]

    class Macro(operation):  # type: ignore[misc]
        """What exercise 4 calls so."""

        op = grad = names["Macro"].op

    base: Any = names["Macro"] if "expand" in names else Macro

    class Lent(base):  # type: ignore[misc]
        """The children's sum plus 0.375."""

        def body(self) -> Any:
            return add([*self.children, parameter(0.375)])

    return {"Lent": Lent}


def _made_otherwise(names: Mapping[str, Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    """Make macros with an argument, with two bases, and with a body that is expanded already."""
    macro: Any = names["Macro"]
    add, multiply, parameter = names["Add"], names["Multiply"], names["Parameter"]
    expand = names.get("expand", lambda node: node)

    class Tuned(macro):  # type: ignore[misc]
        """The product of the children times a factor that it was made with."""

        def __init__(self, children: Any, factor: float = 1.0) -> None:
            super().__init__(children)
            self.factor = factor

        def body(self) -> Any:
            return multiply([*self.children, parameter(self.factor)])

    Tuned.__name__ = "Square"  # as one of the course's operations: a class is more than its name

    class Both(macro, add):  # type: ignore[misc, valid-type]
        """The children's sum plus 0.625. It is a sum by its other base, but a macro all the same."""

        def body(self) -> Any:
            return add([*self.children, parameter(0.625)])

    class Ready(macro):  # type: ignore[misc]
        """A `Scaled` minus 0.5, which it expands by itself."""

        def body(self) -> Any:
            return expand(add([plain["Scaled"](self.children), parameter(-0.5)]))

    return {"Tuned": partial(Tuned, factor=1.5), "Both": Both, "Ready": Ready}
