"""What exercises 2, 3 and 5 and the given framework promise, asked of a whole network: statements and their output."""

from __future__ import annotations

from checks.law.examples import come_out
from checks.law.subject import Subject

AT_ZERO = """\
class Inverse(Operation):
    def op(self, x):
        return 1 / x[0]

    def grad(self):
        return [-1 / self.children[0].forward() ** 2]"""

PREPARED = (
    ("x, y, z = Input(1.0), Input(2.0), Input(4.0)", ""),
    ("low = Add([x, Multiply([y, y])])", ""),
    ("root = Output([low, z])", ""),
    ("(root.compile(), root.compile())", "(None, None)"),
    ("(root.predict([3.0, 2.0, 1.0]), root.find_input_nodes() == [x, y, z])", "([7.0, 1.0], True)"),
    (AT_ZERO, ""),
    ("root = Add([Inverse([Input()])])", ""),
    ("(root.compile(), root.predict([2.0]))", "(None, 0.5)"),
)
"""Compiled again; and where the inputs have no values yet with which anything can be computed."""

OWN_LISTS = (
    ("x, y = Input(1.0), Input(2.0)", ""),
    ("children = [Linear([x]), y]", ""),
    ("root = Add(children)", ""),
    ("children.append(Input(5.0))", ""),
    ("(root.compile(), isinstance(children[0], Linear), len(children))", "(None, True, 3)"),
    ("(len(root.children), root.find_input_nodes() == [x, y])", "(2, True)"),
    ("low = Multiply([x, y])", ""),
    ("root = Output([low])", ""),
    ("root.compile()", ""),
    ("(low.find_input_nodes().clear(), low.find_input_nodes().reverse())", "(None, None)"),
    ("(low.find_input_nodes() == [x, y], low.predict([3.0, 5.0]), root.predict([3.0, 4.0]))", "(True, 15.0, [12.0])"),
)
"""The list of children stays its maker's, and the list of inputs is its receiver's, also that of an inner node."""

LATE = (
    ("x, y, z, weight = Input(1.0), Input(2.0), Input(3.0), Parameter(4.0, learning_rate=1.0)", ""),
    ("low, empty = Add([x]), Add([])", ""),
    ("root = Add([low, empty])", ""),
    ("low.children.append(y)", ""),
    ("low.children.insert(0, ReLU([z]))", ""),
    ("empty.children = [weight]", ""),
    ("root.compile()", ""),
    ("[root.predict([3.0, 1.0, last]) for last in (2.0, 5.0)]", "[10.0, 13.0]"),
    ("(root.predict([7.0, 1.0, 5.0]), root.backward(0.5), root())", "(17.0, None, 16.5)"),
    ("(setattr(y, 'value', 2.0), low(), root())", "(None, 10.0, 13.5)"),
)
"""Children that came after their parents were made: a network has its shape from the time of compile() on."""

SMALL = (
    ("x, p = Input(1.0), Parameter(1.0, learning_rate=1.0)", ""),
    ("root = Add([Add([x, Parameter(-1.0, learning_rate=0.0)]), p])", ""),
    ("root.compile()", ""),
    ("(root(), setattr(x, 'value', 1.0 + 1e-12), round((root() - 1.0) * 1e12, 2))", "(1.0, None, 1.0)"),
    ("[root.backward(5e-10) for _ in range(200)] == [None] * 200", "True"),
    ("(round((1.0 - p.value) * 1e7, 3), round((1.0 - root()) * 1e7, 3))", "(1.0, 1.0)"),
)
"""What is nearly equal is not equal."""

EQUAL = (
    (
        """\
class Costly(Add):
    def op(self, x):
        costs.append(x)
        return super().op(x)""",
        "",
    ),
    ("costs, x, p = [], Input(2.0), Parameter(0, learning_rate=0.0)", ""),
    ("root = Costly([x, p])", ""),
    ("root.compile()", ""),
    ("(root(), costs.clear())", "(2.0, None)"),
    ("x.value, p.value = 2, -0.0", ""),
    ("(root(), root.predict([2]), root.predict((2.0,)), len(costs))", "(2.0, 2.0, 2.0, 0)"),
)
"""An int and a float may be the same number, and 0.0 and -0.0 are."""

BY_NAME = (
    ("x = Input(value=2.0, name='x')", ""),
    ("low = [kind(children=[x]) for kind in (Add, Multiply, ReLU, Sigmoid, Linear)]", ""),
    ("roots = [kind(children=low[:3]) for kind in (Output, Softmax)]", ""),
    ("[root.compile() for root in roots]", "[None, None]"),
    ("(roots[0].predict(inputs=[3.0]), len(roots[1]()), Parameter(value=1, learning_rate=2).learning_rate)",
     "([3.0, 3.0, 3.0], 3, 2)"),
)  # fmt: skip

SURE = (
    ("root = Softmax([Input(), Input(), Input()])", ""),
    ("root.compile()", ""),
    ("root.predict([1000, 1000, -1000])", "[0.5, 0.5, 0.0]"),
    ("(root.predict([-1e5, 1e5, -1e5]), root.predict([-1e5] * 2 + [-2e4]))", "([0.0, 1.0, 0.0], [0.0, 0.0, 1.0])"),
    ("p = Parameter(1000.0, learning_rate=1.0)", ""),
    ("root = Softmax([p, Input(1000.0), Input(-1000.0)])", ""),
    ("root.compile()", ""),
    ("(root.backward([1.0, 0.0, -5.0]), p.value)", "(None, 999.75)"),
)

LOST = (
    ("round(cce_loss([0, 1], [1.0, 0.0]), 6)", "18.420681"),
    ("round(cce_loss([0.5, 0.5], (0.25, 0.5)), 6)", "1.039721"),
    ("(cce_loss_grad([0, 1], [1.0, 0.0])[1], cce_loss_grad([0.5, 0.5], (0.25, 0.5)))", "(-1e8, [-2.0, -1.0])"),
)

LEARNED = (
    ("x, p, q = Input(2.0), Parameter(1.0, learning_rate=0.5), Parameter(3.0, learning_rate=0.5)", ""),
    ("root = Output([Multiply([p, x]), Add([q])])", ""),
    ("root.compile()", ""),
    ("root()", "[2.0, 3.0]"),
    ("p.learning_rate, q.learning_rate = 0.25, 0", ""),
    ("(root.backward([1.0, 2.0]), p.value, q.value, root())", "(None, 0.5, 3.0, [1.0, 3.0])"),
    ("q.learning_rate = 2.0", ""),
    ("(q.backward(1.5), x.backward(1.0), q.value, x.value, q(), root())", "(None, None, 0.0, 2.0, 0.0, [1.0, 0.0])"),
    ("twice = Output([q, Add([q]), q])", ""),
    ("twice.compile()", ""),
    ("(twice.backward([0.5, -1.0, 2.0]), q.value, twice())", "(None, -3.0, [-3.0, -3.0, -3.0])"),
)
"""A learning rate may change between two calls, a leaf has a backward() as well, and a child may stand twice."""


RISEN = (
    (
        """\
x = node = Input(1.0)
for _ in range(198):
    node = Add([node])""",
        "",
    ),
    ("root = Output([node])", ""),
    ("root.compile()", ""),
    ("(root(), root.predict([2.0]), setattr(x, 'value', 3.0), root())", "([1.0], [2.0], None, [3.0])"),
)


def preparing_is_right(subject: Subject) -> None:
    """Demand that compile() may be called again, and that lists are whose they were."""
    why = "compile() may be called as often as one likes, and computes nothing."
    come_out(subject, why, *PREPARED)
    why = "The list of children is the caller's, who goes on with it, and so is what find_input_nodes() returned."
    come_out(subject, why, *OWN_LISTS)


def changes_are_heard(subject: Subject) -> None:
    """Demand that what is above a leaf hears of each change, however it came there, and of nothing else."""
    why = "The children were changed before compile(). From then on the network has its shape, and they are part of it."
    come_out(subject, why, *LATE)
    come_out(subject, "A small change is a change as well.", *SMALL)
    why = "An equal number is no change: 2 and 2.0 are equal, and so are 0, 0.0 and -0.0."
    come_out(subject, why, *EQUAL)


def outputs_are_right(subject: Subject) -> None:
    """Demand what exercise 5 promises of large scores, and that arguments have their names."""
    come_out(subject, "The arguments have these names in the text.", *BY_NAME)
    come_out(subject, "A Softmax is right for scores up to 100,000, of either sign.", *SURE)


def losses_are_finite(subject: Subject) -> None:
    """Demand what exercise 5 promises of its loss."""
    come_out(subject, "The probabilities are clipped to [1e-8, 1], so that the loss is finite.", *LOST)


def heard_from_below(subject: Subject) -> None:
    """Demand that a leaf may change below as many levels as there may be, after all of them were computed."""
    come_out(subject, "A network may have 200 levels, and a change goes through all of them.", *RISEN)


def learning_is_as_asked(subject: Subject) -> None:
    """Demand that the learning rate counts that a parameter has, and that a leaf can be told a derivative."""
    come_out(subject, "The learning rates have changed. And each node has a backward(), also a leaf.", *LEARNED)
