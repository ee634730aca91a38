"""What is typed about nodes as they are given, in all exercises that ask for them; `COURSE` has it."""

from __future__ import annotations

PARAMETERS = (
    "(Parameter(2.0, 0.5).learning_rate, Parameter(learning_rate=0.5).learning_rate)",
    "(min(drawn := [Parameter().value for _ in range(200)]) < -0.5, max(drawn) > 0.5)",
    "steps = [Parameter(0.0, learning_rate=rate) for rate in (-0.5, 100.0, 1e-60)]",
    "(Add(steps).backward(1.0), [step.value / step.learning_rate for step in steps])",
)
"""They are made by position, by name and by chance, and their steps have any size, up as well as down."""

AFFINE = """\
class Affine(Add):
    def __init__(self, children):
        super().__init__([*children, Parameter(1.0)])"""

OWN_CHILDREN = (
    AFFINE,
    "root = Add([Multiply([Affine([Named(1.0)]), Input(2.0)]), Bias()])",
    "root()",
    "root.children[0].children[0].children[1].value = 5.0",
    "(root(), root.predict([2.0, 3.0]), root)",
)
"""A child that nobody gave to the operation that has it, and subclasses by their names. `Named` is in `COURSE`, too."""

NODES = (*PARAMETERS, *OWN_CHILDREN)
