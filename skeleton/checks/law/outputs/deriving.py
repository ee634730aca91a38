"""Nodes that somebody else has derived, as children of an Output or a Softmax, and above them."""

from __future__ import annotations

from checks.law.examples import CONSTANT, ODD, STOP, come_out
from checks.law.subject import Subject

FRAMEWORK = ("from backprop.framework import *", "")

A_NOTE = "A course's operation may have a `value` as well, which is not what it computes."
STRANGERS = "While one network computes, its nodes may ask others: they know nothing of each other."

NOTED = (
    FRAMEWORK,
    ("class Noted(Multiply):\n    value = 0.125", ""),
    ("Output([Noted([Input(3.0), Parameter(2.0)]), Input(1.0)]).forward()", "[6.0, 1.0]"),
)
"""An operation of the course's with a note of its own. Not in the lives: a solution may keep what it computes there."""

NOTED_BELOW_SOFTMAX = (
    *NOTED[:2],
    ("weight = Parameter(2.0, learning_rate=1.0)", ""),
    ("root = Softmax([Noted([Input(3.0), weight]), Input(6.0)])", ""),
    ("(root.forward(), root.predict([3.0, 6.0]))", "([0.5, 0.5], [0.5, 0.5])"),
    ("(root.backward([1.0, 0.0]), weight.value)", "(None, 1.25)"),
)

TURNED = (
    (
        """\
class Turned(Softmax):
    def op(self, x):
        return super().op(x)[::-1]""",
        "",
    ),
    ("root = Turned([Input(0.0), Input(1.0)])", ""),
    *((f"[round(p, 3) for p in root{asked}]", "[0.731, 0.269]") for asked in (".forward()", "()")),
    ("[round(p, 3) for p in root.predict([0.0, -1.0])]", "[0.269, 0.731]"),
)
"""A subclass of Softmax with an op of its own, as the text allows it: those of Output are in the lives."""

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
    heard = 0
    for fragile.value, fragile.error in ((1.0, None), (0.0, error), (1.0, None)):
        p.value = 0.0
        try:
            root.backward([0.0, 1.0] if fragile_first else [1.0, 0.0])
        except type(error):
            heard += 1
    return heard, round(-p.value, 3)"""

CAUGHT = ("ValueError", "NotImplementedError", "AttributeError", "TypeError")
"""Exceptions that code may catch for a reason of its own."""

ERRORS = ("Stop()", "OddError(7, 'here')", *(f"{error}()" for error in CAUGHT))

SLOPES = {"Output": "1.0", "Softmax": "0.197"}
"""How the first of the values at 0 and 1 grows with the first score: p * (1 - p) for p = 1 / (1 + e). Digits are looked
at elsewhere."""

RECIPROCAL = """\
class Reciprocal(UnaryOperation):
    def op(self, x):
        return 1 / x[0]

    def grad(self):
        return [-1 / self.children[0].forward() ** 2]"""

CURIOUS = """\
class Curious(Add):
    def op(self, x):
        for other in others:
            other.predict([7.0, 8.0])
        return super().op(x)

    def grad(self):
        for other in others:
            other.backward([0.5, 0.25])
        return super().grad()

    def on_backward(self, derivative_from_parent):
        self.grad()"""
"""Whom it asks is no attribute of its own: a solution may have such a name itself."""

ASKED_AROUND = (
    FRAMEWORK,
    (CURIOUS, ""),
    ("others = [kind([Input(1.0), Input(2.0)]) for kind in (Output, Softmax)]", ""),
    ("a, b, c = [Parameter(value, learning_rate=1.0) for value in (1.0, 2.0, 0.5)]", ""),
    ("asked = [kind([a, Curious([b]), c]) for kind in (Output, Softmax)]", ""),
)

BESIDE_OTHERS = (
    *ASKED_AROUND,
    ("asked[0].forward()", "[1.0, 2.0, 0.5]"),
    ("[round(p, 3) for p in asked[1].forward()]", "[0.231, 0.629, 0.14]"),
)

MOVED_BESIDE_OTHERS = (
    *ASKED_AROUND,
    (
        "(asked[1].backward([3.0, 0.0, -1.0]), [round(one.value, 3) for one in (a, b, c)])",
        "(None, [0.434, 2.348, 0.718])",
    ),
    ("a.value, b.value, c.value, a.learning_rate, c.learning_rate = 1.0, 2.0, 0.5, 0.5, 0.25", ""),
    ("(asked[0].backward([3.0, 0.0, -1.0]), a.value, b.value, c.value)", "(None, -0.5, 2.0, 0.75)"),
)

HANDED_OUT = """\
def handed_out(kind):
    root = kind([Input(), Input()])
    before = root.find_input_nodes()
    root.children.append(Input())
    now = root.find_input_nodes()
    now.reverse()
    root.predict([1.0, 2.0, 3.0])
    return len(before), [node.value for node in now]"""

CLOCK = """\
class Clock(NeuralNetNode):
    def op(self, x):
        return time

    def grad(self):
        return []"""

LEAVES = (
    FRAMEWORK,
    (CONSTANT, ""),
    ("weight, root = Parameter(2.0, learning_rate=1.0), Output([Constant(3.0), Input()])", ""),
    ("(root.predict([1.0]), root.backward([1.0, 1.0]))", "([3.0, 1.0], None)"),
    ("root = Softmax([Multiply([Constant(3.0), Input(), weight]), Constant(6.0)])", ""),
    ("(root.predict([1.0]), root.backward([1.0, 0.0]), weight.value)", "([0.5, 0.5], None, 1.25)"),
    ("root.children[1].value = root.forward()[0] + 1000.0", ""),
    ("(root.forward(), root.predict([1.0]))", "([0.0, 1.0], [0.0, 1.0])"),
    (CLOCK, ""),
    ("time, root = 3.0, Output([Clock(), Add([Clock(), Input(1.0)])])", ""),
    ("(root.forward(), root.predict([0.5]))", "([3.0, 4.0], [3.0, 3.5])"),
)

DEEP = """\
def deep(kind):
    weight = node = Parameter(2.0, learning_rate=1.0)
    for _ in range(198):
        node = Add([node])
    root = kind([node, Input(2.0)])
    values = root.forward(), root.predict([2.0])
    root.backward([1.0, 0.0])
    return *values, weight.value"""
"""As many levels as a network may have."""

IDENTITY = (
    ("[kind([Input(1.0)]) == kind([Input(1.0)]) for kind in (Output, Softmax)]", "[False, False]"),
    ("len({kind([Input(1.0)]) for kind in (Output, Output, Softmax, Softmax)})", "4"),
)

BY_NAME = (
    ("round(cce_loss(y_true=[1, 0], y_pred=[0.5, 1.0]), 6)", "0.693147"),
    ("cce_loss_grad(y_true=[1, 1], y_pred=[0.5, 1.0])", "[-2.0, -1.0]"),
    ("Output([Input()]).predict(inputs=[0.5])", "[0.5]"),
)
"""The functions, called with the names that the text gives to their arguments; of `backward` positions are enough."""


REFUSED = (FRAMEWORK, ("Output([Input()]).predict([1.0, 2.0])", "Traceback\nValueError: 1 2"))

LARGE = (
    ("cce_loss_grad([1000.0], [0.0])[0] / 1e11", "-1.0"),
    ("cce_loss([1000.0], [0.0]) / 18420.680743952", "1.0"),
    FRAMEWORK,
    ("weight = Parameter(0.0, learning_rate=1.0)", ""),
    ("(Output([weight]).backward([1e12]), weight.value)", "(None, -1000000000000.0)"),
)


def values_are_the_childrens(subject: Subject) -> None:
    """Demand that an Output computes its children, whatever attributes they have, and whom else they ask."""
    come_out(subject, A_NOTE, *NOTED)
    come_out(subject, STRANGERS, *BESIDE_OTHERS)


def nothing_is_left_over(subject: Subject) -> None:
    """Demand that an exception of a child arrives, and that a `backward` that it has ended leaves nothing behind."""
    asked = [
        (f"moved_after({error}, {kind}, {first})", f"(1, {slope})")
        for kind, slope in SLOPES.items()
        for error in ERRORS
        for first in (False, True)
    ]
    why = "The second of three backward() ends in that exception, which arrives. All values are assigned anew after it."
    come_out(subject, why, FRAMEWORK, (STOP, ""), (ODD, ""), (FRAGILE, ""), (MOVED_AFTER, ""), *asked)
    for kind in SLOPES:
        failing = [
            (question, "Traceback\nZeroDivisionError: ")
            for question in ("root.forward()", "root.predict([2.0, 0.0])", "root.backward([1.0, 0.5])")
        ]
        root = (f"root = {kind}([Input(1.0), Reciprocal([Input(0.0)])])", "")
        after = ("root.predict([0.5, 2.0])", "[0.5, 0.5]")
        why = "A child whose value is 1 / 0 has none."
        come_out(subject, why, FRAMEWORK, (RECIPROCAL, ""), root, *failing, after)


def others_may_derive(subject: Subject) -> None:
    """Demand what the text says of a course's own nodes, of several networks, and of lists and arguments."""
    come_out(subject, A_NOTE, *NOTED_BELOW_SOFTMAX)
    come_out(subject, "A subclass may override op().", FRAMEWORK, *TURNED)
    come_out(subject, STRANGERS, *MOVED_BESIDE_OTHERS)
    come_out(
        subject,
        "Lists that find_input_nodes() has returned are the caller's, who turns the second one round.",
        FRAMEWORK,
        (HANDED_OUT, ""),
        *((f"handed_out({kind})", "(2, [3.0, 2.0, 1.0])") for kind in SLOPES),
    )
    come_out(subject, "A course's leaf need be neither an Input nor a Parameter.", *LEAVES)
    deep = [
        ("deep(Output)", "([2.0, 2.0], [2.0, 2.0], 1.0)"),
        ("deep(Softmax)", "([0.5, 0.5], [0.5, 0.5], 1.75)"),
    ]
    come_out(subject, "A network may have 200 levels.", FRAMEWORK, (DEEP, ""), *deep)
    come_out(subject, "The arguments have these names in the text.", FRAMEWORK, *BY_NAME)
    come_out(subject, "A number is whatever size it has.", *LARGE)
    come_out(subject, "As in the given framework, the message says how many inputs and numbers there are.", *REFUSED)
    come_out(subject, "Nodes compare and hash by identity.", FRAMEWORK, *IDENTITY)
