"""Statements about formulas, with what they print: how one is written is free, so names and values are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from checks.law.examples import COURSE, in_the_framework
from checks.law.living.life import Life
from checks.model.network import Network
from checks.model.objects import example

FINDS = """\
def finds(node, *names):
    text = node.funcify()
    return [name in text for name in names]"""

DERIVED = """\
def derived(kind):
    class Labelled:
        pass

    class Between(kind):
        pass

    class Derived(Labelled, Between):
        pass

    return Derived"""

LAYER = """\
class Layer(Add):
    def __init__(self, name, children):
        super().__init__(children)
        self.name = name"""

WEIGHT = """\
class Weight(Parameter):
    def __init__(self, name, value):
        super().__init__(value)
        self.name = name"""

KEEPING = """\
class Keeping(Multiply):
    value = None

    def op(self, x):
        self.value = super().op(x)
        return self.value"""


class Worth(NamedTuple):
    """What a printed formula has to be: one of this value, with these numbers in place of the names."""

    value: float
    inputs: Mapping[str, float]


Told = tuple[str, str | Worth]
"""A statement, and what it prints."""

OF_A_SUBCLASS: tuple[Told, ...] = (
    (FINDS, ""),
    ("height, width = Input(name='height'), Input(name='width')", ""),
    (DERIVED, ""),
    *((f"finds(derived({kind})([height]), 'height')", "[True]") for kind in ("Add", "Multiply", "ReLU", "Sigmoid")),
    ("finds(Add([derived(Input)(name='depth'), derived(Parameter)(0.5), width]), 'depth', 'width')", "[True, True]"),
    (LAYER, ""),
    (WEIGHT, ""),
    ("five = [width, height, *(Input(name=name) for name in ('depth', 'age', 'speed'))]", ""),
    ("finds(Layer('layer', five), 'layer', 'depth', 'age', 'speed')", "[False, True, True, True]"),
    ("finds(Layer('layer', [height, Weight('weight', 0.5)]), 'weight', 'height')", "[False, True]"),
    (KEEPING, ""),
    ("area = Keeping([height, width])", ""),
    ("area.predict([2.0, 3.0])", "6.0"),
    ("children = area.children", ""),
    ("finds(area, 'height', 'width', 'depth')", "[True, True, False]"),
    ("children.append(Input(name='depth'))", ""),
    ("finds(area, 'width', 'depth')", "[True, True]"),
    ("[make() == make() for make in (Input, lambda: Parameter(0.5), lambda: Add([]))]", "[False, False, False]"),
    ("len({Input(), Input(), Parameter(0.5), Parameter(0.5), Add([]), Add([])})", "6"),
)
"""A subclass of a subclass, a base in front, another `__init__`, a `name`, a `value`, a list that somebody has; and
nodes that have the same in them, but are others."""


DIAL = """\
class Dial(Parameter):
    @property
    def value(self):
        return self.turns / 2

    @value.setter
    def value(self, number):
        self.turns = 2 * number"""

DENSE = """\
class Dense(Add):
    learning_rate = 0.5

    def __repr__(self):
        return f'{len(self.children)} terms'"""

OF_INNER_NODES: tuple[Told, ...] = (
    (LAYER, ""),
    (KEEPING, ""),
    ("inner = Layer('layer', [Input(name='height'), Parameter(0.5)])", ""),
    ("Multiply([inner, Input(name='width')]).funcify()", Worth(7.5, {"height": 2.0, "width": 3.0})),
    ("area = Add([Keeping([Input(), Layer('depth', [Input()])]), Parameter(0.25)])", ""),
    ("area.predict([2.0, 3.0])", "6.25"),
    ("area.funcify()", Worth(20.25, {"x1": 4.0, "x2": 5.0})),
    (DIAL, ""),
    ("dial = Dial(1.5)", ""),
    ("dialled = Multiply([Add([dial, Input()]), Input()])", ""),
    ("dialled.funcify()", Worth(17.5, {"x1": 2.0, "x2": 5.0})),
    ("dial.turns = 8.0", ""),
    ("dialled.funcify()", Worth(30.0, {"x1": 2.0, "x2": 5.0})),
    ("dial.funcify()", Worth(4.0, {})),
    (DENSE, ""),
    ("weight = Parameter(2.0)", ""),
    ("net = Add([Dense([Multiply([weight, Input(name='t')])]), Input()])", ""),
    ("net.funcify()", Worth(16.0, {"t": 3.0, "x1": 10.0})),
    ("weight.value = -4.0", ""),
    ("net.funcify()", Worth(-2.0, {"t": 3.0, "x1": 10.0})),
    ("net.children[0].funcify()", Worth(-12.0, {"t": 3.0})),
)
"""What a class of the course's own has, or says of itself, is nothing to a formula; its `value` may be a property."""

MONTHS = "january february march april may june july august september october november december"

OF_A_LIST: tuple[Told, ...] = (
    ("net = Add([Multiply([Parameter(2.0), Input()]), Input()])", ""),
    ("net.funcify()", Worth(11.0, {"x1": 3.0, "x2": 5.0})),
    ("net.children.reverse()", ""),
    ("net.funcify()", Worth(13.0, {"x1": 3.0, "x2": 5.0})),
    ("net.children.sort(key=lambda node: isinstance(node, Input))", ""),
    ("net.funcify()", Worth(11.0, {"x1": 3.0, "x2": 5.0})),
    ("terms = [Input(), Multiply([Parameter(0.5), Input()])]", ""),
    ("net.children = terms", ""),
    ("net.funcify()", Worth(5.5, {"x1": 3.0, "x2": 5.0})),
    ("terms.append(Input())", ""),
    ("net.funcify()", Worth(12.5, {"x1": 3.0, "x2": 5.0, "x3": 7.0})),
    ("terms.reverse()", ""),
    ("net.funcify()", Worth(12.5, {"x1": 3.0, "x2": 5.0, "x3": 7.0})),
    ("Input(3.0, 't').funcify()", Worth(2.5, {"t": 2.5})),
    ("a, b = Input(1.0, name='a'), Input(1.0, name='a')", ""),
    ("(a == b, len({a, b}), a.value, a.name)", "(False, 2, 1.0, 'a')"),
    (f"months = [Input(name=name) for name in '{MONTHS}'.split()]", ""),
    ("year = Add([Multiply([Parameter(n), month]) for n, month in enumerate(months, 1)])", ""),
    ("year.funcify()", Worth(650.0, {name: float(n) for n, name in enumerate(MONTHS.split(), 1)})),
    ("nan, inf, infinity = (Input(name=name) for name in ('nan', 'inf', 'infinity'))", ""),
    ("odd = Add([Parameter(0.5), nan, Multiply([Parameter(2.0), inf]), infinity])", ""),
    ("odd.funcify()", Worth(13.5, {"nan": 2.0, "inf": 3.0, "infinity": 5.0})),
    ("Multiply([Add([Add([Input(), Input()])]), Input()]).funcify()", Worth(25.0, {"x1": 2.0, "x2": 3.0, "x3": 5.0})),
)
"""A list of children is changed in many ways, also by who has assigned it. Inputs are what the text says, and more than
nine may have names: in a text where they are numbered first, the number of the first is found in that of the tenth. A
name may look like what `float` reads as a number. And a sum of one may hold a sum of two."""

GIVEN = (
    *COURSE,
    "(Parameter(2.0, 0.5).learning_rate, Parameter(2.0, 0.5), Parameter(learning_rate=0.25).learning_rate)",
    "(str(root), str(y), f'{z}')",
    "(Add([]) == Add([]), Parameter(1) == Parameter(1), len({Multiply([]), Multiply([]), Parameter(1), Parameter(1)}))",
)
"""What nodes do as in the given framework, besides `funcify()`."""

WRITTEN = "Each input that the value depends on is there by its name. A subclass is written like the class itself."
AS_GIVEN = "So it is in the given framework."


@cache
def tellings() -> tuple[tuple[str, Sequence[Told]], ...]:
    """Return the lives that are told by statements alone, each after a sentence for the student."""
    given = tuple(zip(GIVEN, in_the_framework(*GIVEN), strict=True))
    return (WRITTEN, OF_A_SUBCLASS), (WRITTEN, OF_INNER_NODES), (WRITTEN, OF_A_LIST), (AS_GIVEN, given)


def stated(telling: int) -> Life:
    """Return a life in which classes and nodes are made, and asked for their formulas, by statements alone."""
    return Life(Network(()), tuple(example(source) for source, _ in tellings()[telling][1]))


def told(at: int, source: str) -> tuple[str, str | Worth] | None:
    """Return what a statement prints at that place of a life, after a sentence for the student; None elsewhere."""
    for why, statements in tellings():
        if at < len(statements) and statements[at][0] == source:
            return why, statements[at][1]
    return None
