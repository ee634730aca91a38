"""Nodes that a course adds to the capstone: what they compute, what they raise, and whom they ask."""

from __future__ import annotations

from checks.law.examples import STOP, come_out
from checks.law.subject import Subject

OWN = (
    (
        """\
class Wire(NeuralNetNode):
    def op(self, x):
        return x[0]

    def grad(self):
        return [1.0]""",
        "",
    ),
    (
        """\
class Biased(Macro):
    def body(self):
        return Add([*self.children, Parameter(0.0, learning_rate=1.0)])""",
        "",
    ),
    (
        """\
class Turned(Output):
    def op(self, x):
        return x[::-1]""",
        "",
    ),
    ("p, x = Parameter(2.0, learning_rate=1.0), Input(3.0)", ""),
    ("wire, total, biased, layer = Wire([Multiply([p, x])]), Add([p]), Biased([x]), Linear([x])", ""),
    ("root = Output([wire, Add([total, wire, biased]), biased, Multiply([Wire([layer]), Input(0.0)]), wire])", ""),
    ("root.compile()", ""),
    ("(root(), root.predict([5.0, 0.0]))", "([6.0, 11.0, 3.0, 0.0, 6.0], [10.0, 17.0, 5.0, 0.0, 10.0])"),
    ("root.backward([1.0, 0.5, 0.25, 0.0, 2.0])", ""),
    ("(p.value, root())", "(-16.0, [-80.0, -91.75, 4.25, 0.0, -80.0])"),
    ("root = Turned([Input(1.0), Input(2.0)])", ""),
    ("root.compile()", ""),
    ("(root(), root.predict([3.0, 4.0]))", "([2.0, 1.0], [4.0, 3.0])"),
)
"""Macros are also below a node that is no `Operation`."""

MOODY = """\
class Moody(Add):
    moods = {}

    def op(self, x):
        if "op" in self.moods:
            raise self.moods["op"]
        return super().op(x)

    def grad(self):
        if "grad" in self.moods:
            raise self.moods["grad"]
        return super().grad()

    def on_backward(self, derivative):
        if "on_backward" in self.moods:
            raise self.moods["on_backward"]"""
"""What its argument is called is up to the course."""

AFTER = """\
def after(error, method):
    p, q, r, s = leaves = [Parameter(value, learning_rate=1.0) for value in (1.0, 2.0, 0.5, 0.25)]
    x = Input(3.0)
    moody = Moody([Multiply([p, x]), q])
    root = Output([Add([r, moody, p]), Multiply([q, moody]), s])
    root.compile()
    root()
    moody.moods, x.value, heard = {method: error("of", "two")}, 4.0, []
    for ask in (root, root, lambda: root.backward([1.0, 1.0, 1.0])):
        try:
            ask()
        except (error, RuntimeError):
            heard.append(method)
    moody.moods = {}
    moved = method != "on_backward" and [leaf.value for leaf in leaves] != [1.0, 2.0, 0.5, 0.25]
    inner = 4.0 * p.value + q.value
    right = root() == [r.value + inner + p.value, q.value * inner, s.value]
    p.value, q.value, r.value, s.value = 1.0, 2.0, 0.5, 0.25
    root.backward([1.0, 1.0, 1.0])
    return len(heard), moved, right, [leaf.value for leaf in leaves], root()"""
"""A StopIteration, which ends a generator as if it were done, comes out of it as a RuntimeError.

Only a `grad` raises it, as in exercise 7: an `op` may well be called in a `map`.
"""

ERRORS = ("Stop", "KeyError", "AttributeError", "TypeError", "OverflowError", "NotImplementedError")
"""One that stops a program from outside, and those that code may catch for a reason of its own."""

CURIOUS = """\
class Curious(Add):
    def op(self, x):
        return super().op(x) + sum(other.predict([1.0])) + sum(other.predict([10.0]))

    def grad(self):
        other.backward([1.0, 0.0])
        return super().grad()

    def on_backward(self, derivative_from_parent):
        other.backward([0.0, derivative_from_parent])"""
"""Whom it asks is no attribute of its own: a solution may have such a name itself."""

ASKED = (
    (CURIOUS, ""),
    ("p, q, y = Parameter(1.0, learning_rate=1.0), Parameter(3.0, learning_rate=1.0), Input(2.0)", ""),
    ("other = Output([Multiply([q, y]), Add([q, q])])", ""),
    ("other.compile()", ""),
    ("root = Output([Add([Curious([p, Input()]), p]), p])", ""),
    ("root.compile()", ""),
    ("root.predict([2.0])", "[49.0, 1.0]"),
    ("root.backward([0.5, 2.0])", ""),
    ("(p.value, q.value, other())", "(-2.0, -8.0, [-80.0, -16.0])"),
)

COUNTED = """\
class Counted(Add):
    def op(self, x):
        ops.append(len(x))
        return super().op(x)"""

COUNTS = (
    (COUNTED, ""),
    ("ops, x = [], Input(2.0)", ""),
    ("low = Counted([x])", ""),
    ("one, two = Add([Counted([low, x])]), Multiply([low, low])", ""),
    ("one.compile()", ""),
    ("two.compile()", ""),
    ("(one(), low(), low(), two(), low(), one(), sorted(ops))", "(4.0, 2.0, 2.0, 4.0, 2.0, 4.0, [1, 2])"),
    ("x.value = 3.0", ""),
    ("(two(), low(), one(), two(), sorted(ops))", "(9.0, 3.0, 6.0, 9.0, [1, 1, 2, 2])"),
)


def nodes_may_be_the_courses(subject: Subject) -> None:
    """Demand that nodes that somebody else has derived work like those that are given, and may raise exceptions."""
    come_out(subject, "A course's nodes work like those that are given, and macros are replaced below any node.", *OWN)
    values = "[-12.0, -7.0, -0.5, -0.75], [-67.5, 385.0, -0.75]"
    asked = [
        (f"after({error}, {method!r})", f"({3 if method == 'op' else 1}, False, True, {values})")
        for method in ("op", "grad", "on_backward")
        for error in (*ERRORS, *(["StopIteration"] if method == "grad" else []))
    ]
    why = (
        "That exception comes in this method, out of each forward() or backward() that calls it, and leaves nothing "
        "over: all values are right after it, and so is the next backward(). Nothing moves if a derivative is missing."
    )
    come_out(subject, why, (STOP, ""), (MOODY, ""), (AFTER, ""), *asked)


def others_are_asked(subject: Subject) -> None:
    """Demand that a node may ask another network while its own computes, or is told its derivatives."""
    come_out(subject, "While one network is asked, a node of it asks another one: both are right.", *ASKED)


def nothing_is_computed_twice(subject: Subject) -> None:
    """Demand that an inner node remembers its value, whichever root has asked for it."""
    why = "A node's op is called once, and again if a leaf below has changed: all roots above it share what it knows."
    come_out(subject, why, *COUNTS)
