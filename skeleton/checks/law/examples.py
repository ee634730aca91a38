"""The printed examples of a text, which every solution has to get right."""

from __future__ import annotations

import ast
import math
import re
from functools import cache
from pathlib import Path

import checks
from backprop import framework
from checks.guest import printed
from checks.law.answers import Answers
from checks.law.given.statements import NODES
from checks.law.subject import Subject
from checks.model.network import Network
from checks.model.objects import example
from checks.model.outcomes import NotStarted

NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:e[-+]?\d+)?")
UNTOUCHED = re.compile(r"NotImplementedError: (?P<message>Exercise \d+)")
ERROR = re.compile(r"([A-Z]\w*Error|StopIteration):( |$)")
RELATIVE = 1e-9
"""The largest difference of two numbers that counts as rounding."""


@cache
def examples_of(stem: str) -> tuple[tuple[str, str], ...]:
    """Return the examples in an exercise's text, each with what Python prints for it."""
    import doctest  # which brings a debugger along, and most gradings do without

    text = (Path(checks.__file__).parent / "stubs" / f"{stem}.py").read_text(encoding="utf-8")
    task = ast.get_docstring(ast.parse(text)) or ""
    return tuple((one.source.rstrip(), one.want) for one in doctest.DocTestParser().get_examples(task))


def examples_hold(subject: Subject, but: str = "...") -> None:
    """Demand that the examples of the exercise's text come out as printed, one after the other.

    Args:
        subject: The solution.
        but: Examples with this text in them are left out: of a formula only the value counts.
    """
    printed = [(source, wanted) for source, wanted in examples_of(subject.stem) if but not in source]
    answers = subject.ask(Network(()), *(example(source) for source, _ in printed))
    for step, (_, wanted) in enumerate(printed):
        came = answers[step]
        if stub := UNTOUCHED.search(came):
            raise NotStarted(stub["message"], answers.scenario)
        why = "So it is printed in the text of the exercise."
        answers.holds(step, alike(came, wanted), wanted.rstrip() or "nothing", why, got=came.rstrip() or "nothing")


CONSTANT = """\
class Constant(NeuralNetNode):
    def __init__(self, value):
        super().__init__()
        self.value = value

    def op(self, x):
        return self.value

    def grad(self):
        return []"""
"""A leaf of a course's own that is neither an Input nor a Parameter."""

COURSE = (
    """\
class Scaled(Operation):
    def __init__(self, children, factor):
        self.factor = factor
        super().__init__(children)

    def op(self, x):
        return self.factor * x[0]

    def grad(self):
        return [self.factor]""",
    """\
class Bias(Parameter):
    def __init__(self):
        super().__init__(0.5, learning_rate=0.25)""",
    """\
class Named(Input):
    def __init__(self, value=0.0, name="x"):
        super().__init__(value)
        self.name = name""",
    CONSTANT,
    "bias, x, factor = Bias(), Input(1.5), Parameter(-2.0)",
    "root = Add([Scaled([Multiply([x, factor])], factor=3), bias])",
    "(root(), root.predict(inputs=[4]), root.backward(0.5), bias.value, factor.value, root())",
    "(Input(1) == Input(1), len({Input(1), Input(1)}), Input()(), Parameter(1).learning_rate)",
    "(Add([]) == Add([]), len({Add([]), Add([])}), Parameter(1.0) == Parameter(1.0))",
    "(len({Parameter().value for _ in range(9)}), all(-1 <= Parameter().value <= 1 for _ in range(30)))",
    "Add(children=[Input(value=2), Parameter(0.5, learning_rate=0.1), ReLU(children=(Parameter(value=-1),))])",
    "Operation([])",
    "y, z = Input(4), Parameter(2.0)",
    "Sigmoid([y, z])",
    "ReLU([])",
    "children = [Multiply([z, y])]",
    "root = Add(children)",
    "children.append(Input(3.0))",
    "(root, root(), root.find_input_nodes())",
    "y.value = 3",
    "root()",
    "root.predict([1.0, 2.0])",
    *NODES,
)
"""Classes that a course may add, and other ways to use those that are given."""

LEAVES = (
    "a, b, c, ten = Named(4.0), Input(2.0), Named(name='c'), Constant(10.0)",
    "part = Multiply([Constant(3.0), c])",
    "root = Add([ten, a, part, b, Named(0.5)])",
)
"""Leaves that have a value and are no inputs, and inputs that have more than one, of the classes above."""


STOP = """\
class Stop(BaseException):
    pass"""
"""What stops a program from outside is no `Exception`. (A KeyboardInterrupt would stop the checks as well.)"""

ODD = """\
class OddError(ArithmeticError):
    def __init__(self, code, where):
        super().__init__(f"{code} in {where}")"""
"""An exception that cannot be made again from its message."""

TOUCHY = """\
def touch(where):
    if where in trouble:
        raise trouble[where]

class Touchy(Add):
    def op(self, x):
        touch("op")
        return super().op(x)

    def grad(self):
        touch("grad")
        return super().grad()

    def on_backward(self, derivative_from_parent):
        touch("on_backward")

class Stubborn(Parameter):
    def on_backward(self, derivative_from_parent):
        raise ArithmeticError(derivative_from_parent)"""

AFTER_ERRORS = (
    STOP,
    ODD,
    TOUCHY,
    "trouble, x, y, weight = {}, Input(2.0), Input(0.5), Parameter(3.0, learning_rate=0.5)",
    "part = Touchy([Multiply([x, weight])])",
    "root = Add([part, y])",
    "root.predict([1.5, 2.5])",
    "trouble['grad'] = OddError(7, 'grad')",
    "root.backward(1.0)",
    "x.value, weight.value = 4.0, 2.0",
    "(root(), part(), trouble.clear())",
    "trouble['on_backward'] = Stop()",
    """\
try:
    root.backward(1.0)
except Stop:
    print("Stop")""",
    "x.value, weight.value = 5.0, -2.0",
    "(part(), root(), trouble.clear(), root.backward(0.5), weight.value, root())",
    "trouble['op'] = OddError(8, 'op')",
    "root.predict([6.0, 7.0])",
    "x.value, y.value = 8.0, 2.5",
    "(trouble.clear(), root(), part())",
    "root.predict([6.0])",
    "root.predict([6.0, 7.0, 8.0])",
    "(x.value, y.value, part(), root())",
    "x.value = 9.0",
    "root()",
    "(root.find_input_nodes().clear(), root.predict([1.0, 3.0]), part.predict([-1.0]), root())",
    "Multiply([Stubborn(1.0), Parameter(2.0)]).backward(1.0)",
)
"""Exceptions come through `backward` and `predict`, and values are right after them; a list is the caller's.

What has moved before an exception is not asked: leaves are assigned anew.
"""


def as_in_the_framework(subject: Subject, *statements: str) -> None:
    """Demand that statements print with the solution's classes what they print with those of the given framework.

    They come one after the other: names that one defines are there in the next.
    """
    answers = subject.ask(Network(()), *map(example, statements))
    for step, expected in enumerate(in_the_framework(*statements)):
        came, shown = answers[step], expected.removeprefix("Traceback\n").rstrip() or "nothing"
        why = "So it is in the given framework."
        answers.holds(step, alike(came, expected), shown, why, got=came.rstrip() or "nothing")


def in_the_framework(*statements: str) -> list[str]:
    """Return what statements print with the given framework, one after the other, as texts print it."""
    names = dict(vars(framework))
    # Nothing of the framework can be compiled; where something can be, that prints nothing.
    outputs = ["" if source.endswith(".compile()") else printed.run(source, names) for source in statements]
    return [f"Traceback\n{output}" if ERROR.match(output) else output for output in outputs]


def come_out(subject: Subject, why: str, *lines: tuple[str, str]) -> None:
    """Demand that statements print what stands beside them, one after the other, and raise nothing if that is empty.

    What a solution prints of its own before that does no harm.

    Args:
        subject: The solution.
        why: A sentence for the student.
        lines: The statements, each with the right output.
    """
    answers = subject.ask(Network(()), *(example(source) for source, _ in lines))
    for step, (_, wanted) in enumerate(lines):
        prints(answers, step, wanted, why)


def prints(answers: Answers, step: int, wanted: str, why: str) -> None:
    """Demand that a statement prints that, or raises nothing if it is empty; see `come_out`."""
    came = answers[step].rstrip()
    answers.holds(step, _comes_last(came, wanted), wanted or "nothing", why, got=came or "nothing")


def _comes_last(came: str, wanted: str) -> bool:
    lines = came.splitlines()
    if not wanted:
        return not any(map(ERROR.match, lines))
    return alike(came, wanted) or alike("\n".join(lines[-len(wanted.splitlines()) :]), wanted)


def alike(got: str, wanted: str) -> bool:
    """Tell whether two outputs are the same, but for rounding, white space, and the words of an exception."""
    if wanted.startswith("Traceback"):
        last = wanted.rstrip().splitlines()[-1]
        kind, _, message = last.partition(":")
        return got.startswith(f"{kind}:") and set(NUMBER.findall(message)) <= set(NUMBER.findall(got))
    if NUMBER.sub("#", got).split() != NUMBER.sub("#", wanted).split():
        return False
    pairs = zip(NUMBER.findall(got), NUMBER.findall(wanted), strict=True)
    return all(math.isclose(float(a), float(b), rel_tol=RELATIVE, abs_tol=1e-12) for a, b in pairs)
