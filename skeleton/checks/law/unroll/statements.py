"""What is typed about functions of networks, and printed: the text's examples, and what random networks leave out."""

from __future__ import annotations

from checks.law.examples import come_out, examples_hold
from checks.law.subject import Subject

FUNCTIONS = (
    ("small, signal = unroll(ReLU([Input()])), unroll(Sigmoid([Input()]))", ""),
    ("small(0.05), small(1e-12), small(-1e-12), small(-0.05)", "(0.05, 1e-12, 0.0, 0.0)"),
    ("signal(-40.0) * 1e17", "0.4248354255291589"),
)

BY_NAME = (
    ("unroll(root=Add([Input(), Parameter(0.5)]))(0.25)", "0.75"),
    ("slope = Parameter(0.5, learning_rate=0.25)", ""),
    ("unroll_training(root=Multiply([slope, Input()]), loss='mse')([([2.0], 3.0)])", ""),
    ("slope.value", "2.5"),
)

CLASSES = """\
class Chapter(Add):
    body = "not a macro's"


class Odd(Operation):
    def op(self, x):
        return x[0]

    def grad(self):
        return [1.0]


class Hidden(Macro):
    def body(self):
        return Add([Odd(self.children)])


def refused(root):
    try:
        unroll(root)
    except TypeError as error:
        return "Odd" in str(error)"""


def statements_hold(subject: Subject) -> None:
    """Demand the printed examples, and small numbers, the arguments' names, and what a class is by its name."""
    examples_hold(subject)
    come_out(subject, "That is the value of the network, however small.", *FUNCTIONS)
    come_out(subject, "The arguments have these names in the text.", *BY_NAME)
    known = ("unroll(Multiply([Chapter([Input()]), Parameter(2.0)]))(1.5)", "3.0")
    unknown = ("refused(Add([Hidden([Input()])]))", "True")
    why = "What a node is tells the name of its class, or of a base class. An unknown one is named by a TypeError."
    come_out(subject, why, (CLASSES, ""), known, unknown)
