"""What is typed about nodes that remember: whom the nodes of a course ask, what fails, and what comes after."""

from __future__ import annotations

from checks.law.examples import AFTER_ERRORS, COURSE, STOP, as_in_the_framework, come_out
from checks.law.subject import Subject

MOODY = """\
class Moody(Add):
    mood = None
    heard = []

    def op(self, x):
        if self.mood:
            raise self.mood
        return super().op(x)

    def on_backward(self, derivative_from_parent):
        self.heard.append(derivative_from_parent)

class Louder(Moody):
    pass"""

RAISED = """\
def raised(where, ask):
    came = []
    for kind in (KeyError, IndexError, AttributeError, TypeError, ValueError, NotImplementedError, OverflowError):
        trouble[where] = kind
        try:
            ask()
        except kind:
            came.append(kind)
    trouble.clear()
    return len(came)"""

ANY_ERROR = (
    RAISED,
    "x.value, y.value = 11.0, 2.0",
    "(raised('op', root), raised('op', lambda: root.predict([13.0, 4.0])))",
    "x.value, y.value = 14.0, 2.5",
    "(root(), raised('on_backward', lambda: root.backward(0.0)), root())",
)
"""After `AFTER_ERRORS`, with inputs that are new: code may catch each of these exceptions for a reason of its own."""

CURIOUS = """\
class Curious(Add):
    def op(self, x):
        lists.append(x)
        return super().op(x)

    def grad(self):
        return [doubled.predict([3.0])] * len(self.children)"""
"""What it keeps, and whom it asks, are no attributes of its own: a solution may have such names itself."""

NAMED = """\
try:
    named = Add(children=[x])
except TypeError:
    named = Add([x])"""
"""Whoever gives the argument another name must be able to."""

OWN_LEAVES = """\
class Told(Input):
    def on_backward(self, derivative_from_parent):
        told.append(derivative_from_parent)

class Decaying(Parameter):
    def on_backward(self, derivative_from_parent):
        self.value = self.value / 2 - derivative_from_parent * self.learning_rate"""

WITH_MOODS = (
    STOP,
    MOODY,
    "x, slope = Input(2.0), Parameter(0.0, learning_rate=0.5)",
    "low = Moody([x])",
    "root = Louder([Multiply([slope, low]), Parameter(0.25)])",
    "(root(), root.backward(derivative_from_parent=1.5), sorted(Moody.heard), root.predict(inputs=[4]))",
    "x.value, low.mood = 3.0, Stop",
    """\
try:
    root()
except Stop:
    pass
finally:
    low.mood = None""",
    "(root(), low())",
    "numbers = [1.0]",
    "root.predict(numbers)",
    "numbers[0] = -7",
    "(root.predict(numbers), x.value)",
    "numbers[0] = 6.5",
    "(root.predict([6.5]), x.value)",
    "x.value = 0.5",
    "root.predict(numbers)",
    "left, right = Input(1.0), Moody([Input(2.0)])",
    "pair = Add([Add([left]), right])",
    "pair()",
    "left.value, right.children[0].value, right.mood = 5.0, 3.0, ArithmeticError('moody')",
    "pair()",
    "right.mood, right.children[0].value = None, 2.0",
    "(pair(), right())",
    CURIOUS,
    "lists, doubled, weight = [], Multiply([Input(1.0), Parameter(2.0)]), Parameter(4.0)",
    "curious = Curious([Input(1.0), weight])",
    "(doubled(), curious(), curious.predict([2.0]), lists[0], curious.backward(0.5), weight.value, curious())",
    "x = Input(1.0)",
    NAMED,
    "(named(), named.predict([2.0]))",
    "x.value = 3.0",
    "named()",
    OWN_LEAVES,
    "told, decaying = [], Decaying(2.0)",
    "(Multiply([Told(2.0), Parameter(3.0)]).backward(1.5), told)",
    "(ReLU([Add([decaying, Told(-5.0)])]).backward(1.0), decaying.value, told)",
)
"""Nodes that hear of a derivative of 0, and ops that are interrupted; a list in which other numbers stand later.

A change that nobody has asked for yet when a sibling's op fails; an op that keeps its list, and a grad that asks
another network; children given by name; leaves that do something of their own when they hear of a derivative.
"""

BY_HAND = (
    "x = Input(2.0)",
    "product, total = Multiply([x, Input(3.0)]), Add([Input(2.0), Parameter(3.0)])",
    "(product(), product.op([10.0, 20.0]), product.grad(), product())",
    "(total(), total.op([10.0, 20.0]), total())",
    "x.value = 4.0",
    "(product.op([10.0, 20.0]), product(), product.grad())",
)
"""Whoever calls op with other numbers learns what it makes of them, and changes nothing."""

SMALLEST = (
    "x, y = Input(1.0), Input(1e-95)",
    "magnified = Add([Multiply([x, Input(2.0**52)]), Input(-(2.0**52))])",
    "enlarged = Multiply([y, Input(1e95)])",
    "(magnified(), enlarged())",
    "x.value, y.value = 1.0000000000000002, -1e-95",
    "(magnified(), enlarged())",
)
"""The smallest changes that there are, of a number and of one near 0: what is above makes them large."""

TRIED = """\
class Reciprocal(Add):
    def op(self, x):
        return 1 / x[0]

    def grad(self):
        return [1 / 0]

class Costly(Add):
    def op(self, x):
        costs.append(len(x))
        return super().op(x)

def tried(*asks):
    for ask in asks:
        try:
            ask()
        except (ZeroDivisionError, ValueError):
            pass
    return max(costs.count(1), costs.count(2))"""

TRIES = (
    (TRIED, ""),
    ("costs, x, a, b, known = [], Input(0.0), Input(1.0), Input(2.0), Costly([Input(3.0)])", ""),
    ("root = Add([Costly([a]), Reciprocal([x]), Costly([b, Parameter(3.0, learning_rate=0.0)])])", ""),
    ("once, _ = tried(known, known, known) <= 1, costs.clear()", ""),
    ("tried(root, root, root) <= 1 or not once", "True"),
    ("x.value = 4.0", ""),
    ("(root(), costs.clear())", "(6.25, None)"),
    ("tried(lambda: root.backward(1.0), root, lambda: root.predict([]), root) if once else 0", "0"),
)
"""What stands beside an op that fails, on either side, is computed once at most; other exceptions cost nothing.

No leaf changes in between. What that costs, and who caches nothing at all, is another check's business.
"""

SOCIABLE = """\
class Sociable(Add):
    def op(self, x):
        for ask in asks:
            try:
                heard.append(ask())
            except ArithmeticError:
                heard.append('refused')
        return super().op(x)"""
"""Whom it asks, and what it hears, are no attributes of its own: a solution may have such names itself."""

AMONG_OTHERS = (
    MOODY,
    SOCIABLE,
    """\
def around(leaf):
    return Add([Multiply([Sociable([leaf]), Input(4.0)])])""",
    "asks, heard, part, x = [], [], Add([Input(1.0)]), Input(0.5)",
    "other, root = Multiply([Add([part]), Parameter(2.0)]), around(x)",
    # A part of another network is asked while it is known, and while it is not.
    "asks.append(part)",
    "(other(), root(), heard[-1])",
    "part.children[0].value = 5.0",
    "other()",
    "part.children[0].value, x.value = 6.0, 1.5",
    "(root(), other(), heard[-1])",
    "part.children[0].value = 7.0",
    "other()",
    # Another network predicts several times.
    "asks[:] = [lambda: other.predict([1.0]), lambda: other.predict([10.0])]",
    "(around(Input(2.5))(), heard[-2:], other())",
    # Another network fails.
    "moody = Moody([Input(3.0)])",
    "asks[:], moody.mood = [Add([moody]), other, moody], ArithmeticError('moody')",
    "x = Input(3.5)",
    "root = around(x)",
    "(root(), heard[-3:])",
    "moody.mood = None",
    "x.value = 4.5",
    "(root(), heard[-3:], root())",
)
"""An op that asks others while it computes: they know nothing of each other, and answer as at any other time.

Its own value does not depend on what it hears: nobody could know when that changes.
"""

WIDE = (
    ("wide = Add([*map(Input, range(1100)), Parameter(0.25, learning_rate=0.5)])", ""),
    ("wide.predict([1.5] * 1100)", "1650.25"),
    ("wide.backward(2.0)", ""),
    ("wide.children[700].value = 2.5", ""),
    ("wide()", "1650.25"),
)
"""More children than Python has levels of recursion."""

DEEP = (
    ("weight = node = Parameter(2.0, learning_rate=0.5)", ""),
    ("for _ in range(199): node = Add([node])", ""),
    ("(node(), node.backward(1.0), weight.value, node())", "(2.0, None, 1.5, 1.5)"),
)
"""As many levels as a network may have, and a change at the lowest one while backward() is there."""


def statements_hold(subject: Subject) -> None:
    """Demand what the framework prints, and that a failure costs no more than it has to."""
    as_in_the_framework(subject, *COURSE, *WITH_MOODS, *BY_HAND, *SMALLEST)
    as_in_the_framework(subject, *AFTER_ERRORS, *ANY_ERROR)
    as_in_the_framework(subject, *AMONG_OTHERS)
    come_out(subject, "Only the op that fails, and those above it, are not known by now.", *TRIES)
    come_out(subject, "A sum may have any number of children.", *WIDE)
    come_out(subject, "A network may have 200 levels.", *DEEP)
