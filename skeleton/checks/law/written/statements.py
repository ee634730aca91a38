"""Statements about formulas, each with what it prints: how one is written is free, so only names are looked at."""

from __future__ import annotations

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

OF_A_SUBCLASS = (
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

PRINTED = dict(OF_A_SUBCLASS)


def stated() -> Life:
    """Return a life in which a course's own classes are made, and asked for their formulas, by statements alone."""
    return Life(Network(()), tuple(map(example, PRINTED)))
