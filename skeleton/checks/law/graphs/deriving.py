"""Nodes that somebody else has derived: what they may do in their methods, and lists of children that change."""

from __future__ import annotations

from checks.law.examples import ODD, STOP, come_out
from checks.law.subject import Subject

MOODY = """\
class Moody(Add):
    moods = {}

    def grad(self):
        if "grad" in self.moods:
            raise self.moods["grad"]
        return super().grad()

    def on_backward(self, derivative):
        if "on_backward" in self.moods:
            raise self.moods["on_backward"]

class Moodier(Moody):
    pass"""
"""Somebody else calls an argument of theirs as they like, as the lesson does."""

AFTER_AN_ERROR = """\
def moved_after(error, method, below, above):
    p = node = Parameter(0.0, learning_rate=1.0)
    for _ in range(below):
        node = Add([node, node])
    node = moody = Moodier([node, p])
    for _ in range(above):
        node = Add([node, node])
    moody.moods = {method: error}
    heard = False
    try:
        node.backward(1.0)
    except type(error):
        heard = True
    moody.moods, p.value = {}, 0.0
    node.backward(1.0)
    return heard, -p.value"""

HEAVY = """\
class Heavy(Parameter):
    def on_backward(self, derivative):
        speeds[self] = 0.5 * speeds.get(self, 0.0) + derivative
        self.value -= self.learning_rate * speeds[self]"""
"""A parameter that has more to remember than its value: not in an attribute, a solution may have such a name itself."""

MOVED_BEFORE = """\
def moved_before(error, kind):
    p, q, r = [kind(0.0, learning_rate=1.0) for _ in range(3)]
    moody = Moody([q])
    moody.moods = {"grad": error}
    heard = False
    try:
        Add([p, Add([moody, p]), Add([p, q]), r]).backward(1.0)
    except (error, RuntimeError):
        heard = True
    return heard, p.value, q.value, r.value, len(speeds)"""
"""What is raised in a generator, and would end it as if it were done, comes out of it as a RuntimeError."""

COUNTED = """\
class Counted(Add):
    def __len__(self):
        return length"""
"""How long it is, is no attribute: a solution may have one of that name."""

EMPTY = """\
def below_empty(long):
    global length
    length = long
    p, x = Parameter(0.0, learning_rate=1.0), Input(2.0)
    inner = Counted([p, x])
    root = Counted([Counted([inner, x]), inner, inner])
    root.backward(1.0)
    return -p.value, root.find_input_nodes() == [x]"""

WIRE = """\
class Wire(NeuralNetNode):
    def op(self, x):
        return x[0]

    def grad(self):
        return [1.0]"""

WIRED = """\
def wired(wire_first):
    x, y = Input(1.0), Input(2.0)
    direct, wire = Add([x]), Wire([x])
    root = Add([wire, direct, y] if wire_first else [direct, wire, y])
    return root.find_input_nodes() == [x, y]"""

LINK = """\
class Link(Add):
    def grad(self):
        if self.early:
            self.other.backward(3.0)
        return super().grad()

    def on_backward(self, derivative_from_parent):
        if not self.early:
            self.other.backward(derivative_from_parent)"""

LINKED = """\
def linked(early):
    p, q, r = Parameter(0.0, learning_rate=1.0), Parameter(0.0, learning_rate=1.0), Parameter(0.0, learning_rate=1.0)
    inner, link = Add([q, q]), Link([p, p])
    link.other, link.early = Add([inner, q, inner]), early
    Add([Add([link, link]), r, Add([link, p])]).backward(1.0)
    return -p.value, -q.value, -r.value"""

READING = """\
class Reading(Add):
    def op(self, x):
        return super().op(x) + other.predict([1.0]) + other.predict([10.0])

    def grad(self):
        other.backward(1.0)
        return super().grad()

    def on_backward(self, derivative_from_parent):
        try:
            failing.backward(1.0)
        except ZeroDivisionError:
            other.backward(2.0)"""

READ = """\
def read(above):
    global other, failing
    p, q, y = Parameter(1.0, learning_rate=1.0), Parameter(3.0, learning_rate=1.0), Input(2.0)
    other, failing = Multiply([q, y]), Moody([Parameter(1.0)])
    Moody.moods = {"grad": ZeroDivisionError}
    root = Add([Reading([p, Input()]), p])
    for _ in range(above):
        root = Add([root, root])
    value = root.predict([2.0])
    y.value = 0.5
    root.backward(1.0)
    Moody.moods = {}
    return value, q.value, p.value"""

MOVED_AMONG = """\
def moved_among(levels):
    below, parameters = Moody([Parameter(1.0)]), []
    for _ in range(levels):
        early, late = Parameter(0.0, learning_rate=1.0), Parameter(0.0, learning_rate=1.0)
        link = Link([early, below, late])
        link.other, link.early = Add([Parameter(0.0)]), True
        below, parameters = Add([early, link, late]), [*parameters, early, late]
    Moody.moods = {"grad": KeyError}
    try:
        below.backward(1.0)
    except KeyError:
        return [parameter.value for parameter in parameters if parameter.value]
    finally:
        Moody.moods = {}"""

OLDER_ABOVE = """\
def older_above(older_first):
    p = Parameter(0.0, learning_rate=1.0)
    older = Add([])
    newer = Add([p])
    root = Add([older, newer] if older_first else [newer, older])
    older.children.append(newer)
    root.backward(1.0)
    return -p.value"""


CAUGHT = (
    *("KeyError", "IndexError", "AttributeError", "TypeError", "ValueError"),
    *("NotImplementedError", "OverflowError", "RuntimeError", "AssertionError"),
)
"""Exceptions that code may catch for a reason of its own."""


def whatever_they_do(subject: Subject) -> None:
    """Demand that exceptions leave nothing over and move nothing, and that a method may call another `backward`."""
    errors, methods = ("Stop()", "ValueError()", "OddError(7, 'here')"), ("on_backward", "grad")
    asked = [
        (f"moved_after({error}, {method!r}, {below}, {above})", f"(True, {2.0**above * (2**below + 1)})")
        for error in errors
        for method in methods
        for below, above in ((0, 0), (1, 2))
    ]
    why = "The first backward() ends in that exception. The parameter is 0 again before the second one."
    come_out(subject, why, (STOP, ""), (ODD, ""), (MOODY, ""), (AFTER_AN_ERROR, ""), *asked)
    why = "A grad() raises that exception, so not all derivatives can be computed, and no parameter moves."
    asked = [("speeds = {}", "")]
    asked += [
        (f"moved_before({error}, {kind})", "(True, 0.0, 0.0, 0.0, 0)")
        for kind, errors in (("Parameter", ("StopIteration", *CAUGHT)), ("Heavy", CAUGHT[:1]))
        for error in errors
    ]
    come_out(subject, why, (MOODY, ""), (HEAVY, ""), (MOVED_BEFORE, ""), *asked)
    why = "A course's node may say how long it is. Python takes one of length 0 for false, but it is a node."
    asked = [(f"below_empty({length})", "(3.0, True)") for length in (1, 0)]
    come_out(subject, why, (COUNTED, ""), (EMPTY, ""), *asked)
    why = "The input is below an Operation. That it is also below a node that is none takes nothing away."
    come_out(subject, why, (WIRE, ""), (WIRED, ""), ("wired(True)", "True"), ("wired(False)", "True"))
    why = "While one network is told its derivatives, a node of it calls backward() of another network."
    asked = [(f"linked({early})", "(7.0, 15.0, 1.0)") for early in (True, False)]
    come_out(subject, why, (LINK, ""), (LINKED, ""), *asked)
    why = "The nodes of a course ask other networks, for values and derivatives, and may catch what these raise."
    asked = [(f"read({n})", f"({37.0 * 2**n}, 1.5, {1 - 2.0 * 2**n})") for n in (0, 2)]
    come_out(subject, why, (MOODY, ""), (READING, ""), (READ, ""), *asked)
    why = "A grad() has raised an exception, after another one has called backward() of another network. Nothing moves."
    come_out(subject, why, (MOODY, ""), (LINK, ""), (MOVED_AMONG, ""), ("moved_among(3)", "[]"))
    why = "A node may get a child that is younger than itself: its list of children has changed."
    asked = [(f"older_above({first})", "2.0") for first in (True, False)]
    come_out(subject, why, (OLDER_ABOVE, ""), *asked)


CHANGED = (
    "a, b, c = Parameter(0.5, learning_rate=0.5), Parameter(2, learning_rate=0.25), Parameter(-1.0)",
    "root = Multiply([Add([a, Input(3)]), b])",
    "a.learning_rate, b.learning_rate = 0.25, 0.125",
    "(root.backward(derivative_from_parent=1.5), a.value, b.value, root())",
    "root.children.reverse()",
    "root.children.extend([Input(2.0), c])",
    "(root.find_input_nodes(), root.predict((0.5, 1)), root.backward(2), a.value, b.value, c.value)",
    "root.children[2] = Input(9)",
    "(root.find_input_nodes(), root(), root.predict([0.5, -1.0]))",
    "root.children[:2] = [Add([Input(0.25), b]), Input(-2.0), Parameter(0.5)]",
    "(root.backward(-0.5), root, root.predict([1, 2, 3]))",
    "root.children.remove(c)",
    "root.children.pop(0)",
    "(root.find_input_nodes(), root.backward(1.5), root, c.value)",
    "root.children.clear()",
    "factors, x, wide = root.children, Input(2.0), Add([b, Input(30)])",
    "(root.backward(1.0), root(), root.find_input_nodes())",
    "factors += [x, c]",
    "(root.backward(0.5), root, root())",
    "factors.insert(0, wide)",
    "(root.backward(0.5), root, root.predict([4, 0.5]))",
    "factors.sort(key=repr)",
    "del factors[1]",
    "(root.find_input_nodes(), root.backward(0.25), root, root())",
    "factors *= 0",
    "(root.backward(1.0), root, b.value, c.value)",
)
"""A tree whose lists of children are changed in all ways; the given framework does the same with it.

Towards its end no node is made between a change and what was asked before: nothing but the list tells of it.
"""
