"""What the earlier exercises promise, and holds in the capstone too: small programs, and what they have to print."""

from __future__ import annotations

from checks.law.examples import come_out
from checks.law.subject import Subject

PARAMETERS = """\
def parameters(node):
    own = {node} if isinstance(node, Parameter) else set()
    return own.union(*map(parameters, node.children))"""

BODY_OF = """\
def body_of(linear):
    root = Add([linear.body()])
    root.compile()
    return root"""
"""The body is below a root: it may be made of macros itself, and none of these is ever a root."""

DRAWN = (
    (PARAMETERS, ""),
    (BODY_OF, ""),
    ("layer = Linear([Input(1.0), Input(-2.0)])", ""),
    ("one, other = body_of(layer), body_of(layer)", ""),
    ("values = {p.value for p in parameters(one)}", ""),
    ("(len(values), all(v and -1 <= v <= 1 for v in values))", "(3, True)"),
    ("abs(one() - other()) < 1e-9", "True"),
    ("alone = Add([Linear([]), Input(0.0)])", ""),
    ("alone.compile()", ""),
    ("[p.value == alone() != 0 for p in parameters(alone)]", "[True]"),
)
"""Nobody gives the parameters other values first, as all other questions do."""

TRAINED = """\
def trained(kind):
    x = Input()
    root = kind([Linear([Linear([x])])])
    root.compile()
    for p in parameters(root):
        p.value = 0.5
    before = root.predict([2.0])
    root.backward(4.0)
    return root.find_input_nodes() == [x], before, root()"""

MANY = (
    (PARAMETERS, ""),
    ("import random", ""),
    (
        """\
def seeded(count, later):
    random.seed(7)
    layer = Linear([Input(1.0) for _ in range(count)])
    random.seed(later)
    root = Add([layer])
    root.compile()
    return root""",
        "",
    ),
    ("one, other = seeded(100, later=1), seeded(100, later=2)", ""),
    ("abs(one() - other()) < 1e-9", "True"),
    ("(len(parameters(one)), 0.75 < max(abs(p.value) for p in parameters(one)) <= 1)", "(101, True)"),
    ("inputs = seeded(1100, later=7).find_input_nodes()", ""),
    ("(len(inputs), inputs[-1].name, len({x.name for x in inputs}))", "(1100, 'x1100', 1100)"),
)
"""The same seed brings the same parameters, however many children there are, and more than Python has of recursion.

They are drawn when the `Linear` is made: another seed between that and `compile()` changes nothing.
"""

BODIES = (
    (
        """\
class Swapped(Macro):
    def body(self):
        x, y = self.children
        return Add([Multiply([Parameter(2.0), y]), x])

class Raised(Linear):
    def body(self):
        return Add([super().body(), Parameter(100.0)])""",
        "",
    ),
    ("x, y = Input(1.0), Input(2.0)", ""),
    ("swapped = Swapped([x, y])", ""),
    ("root = Output([swapped, Add([x, swapped])])", ""),
    ("root.compile()", ""),
    ("(root.find_input_nodes() == [y, x], y.name, x.name)", "(True, 'x1', 'x2')"),
    ("root.predict([3.0, 5.0])", "[11.0, 16.0]"),
    ("root = Add([Raised([x])])", ""),
    ("root.compile()", ""),
    ("90 < root() < 110", "True"),
)
"""A body has its children in an order of its own, and a subclass of `Linear` a body of its own."""

ANY_ROOT = (
    (PARAMETERS, ""),
    (TRAINED, ""),
    *((f"trained({kind})", "(True, 1.25, 1.076)") for kind in ("Add", "Multiply", "ReLU")),
)

POINT = (
    ("x, y, z = Input(1.0), Input(2.0), Input(4.0)", ""),
    ("low = Multiply([z, y, z])", ""),
    ("root = Output([Add([x, low]), low])", ""),
    ("root.compile()", ""),
)

REFUSED = """\
def refused(*numbers):
    try:
        root.predict(numbers)
    except ValueError:
        return x.value, z.value, y.value"""

BELOW = (
    *POINT,
    ("(low.find_input_nodes() == [z, y], low.predict([3.0, 5.0]))", "(True, 45.0)"),
    ("root.predict((1.0, 2.0, 3.0))", "[13.0, 12.0]"),
    (REFUSED, ""),
    ("(refused(9.0), refused(9.0, 8.0, 7.0, 6.0))", "((1.0, 2.0, 3.0), (1.0, 2.0, 3.0))"),
)

SPOILED = (
    *POINT,
    ("found = root.find_input_nodes()", ""),
    ("found.clear()", ""),
    ("(root.find_input_nodes() == [x, z, y], root.predict([1.0, 2.0, 3.0]))", "(True, [13.0, 12.0])"),
)

MOVED = """\
def moved(kind, before):
    w, x = Parameter(0.5, learning_rate=1.0), Input(before)
    product = Multiply([w, x])
    root = kind([Sigmoid([product]), ReLU([product]), Multiply([x, product])])
    root.compile()
    root()
    x.value = 0.5
    root.backward([1.0, -2.0, 0.5])
    return w.value"""

AS_IT_IS = (
    (MOVED, ""),
    ("[abs(moved(kind, -3.0) - moved(kind, 0.5)) < 1e-9 for kind in (Output, Softmax)]", "[True, True]"),
)

INNER = (
    ("w, x = Parameter(0.5, learning_rate=0.25), Input(2.0)", ""),
    ("low = Multiply([w, x])", ""),
    ("root = Output([low, Add([low, x])])", ""),
    ("root.compile()", ""),
    ("root()", "[1.0, 3.0]"),
    ("low.backward(3.0)", ""),
    ("(w.value, low(), root())", "(-1.0, -2.0, [-2.0, 0.0])"),
)

OWNED = """\
def owned(kind):
    w, x = Parameter(0.5, learning_rate=0.0), Input(2.0)
    root, derivative = kind([Multiply([w, x]), Add([w, w])]), [3.0, -1.0]
    root.compile()
    first, again = root(), root.predict([2.0])
    for values in (first, again):
        values[:] = values[::-1] + [99.0]
    root.backward(derivative)
    root.backward(tuple(derivative))
    return [*first[:2]] == [*again[:2]] == root()[::-1], derivative"""
"""Whoever gets a list may change it. (What comes is the list of an Output, and the rate is 0: nothing moves.)"""


def parts_are_right(subject: Subject) -> None:
    """Demand that a `Linear` draws its parameters when it is made, and that macros may be below any root."""
    why = "A Linear draws n + 1 parameters when it is made, as Parameter() does, and never again."
    come_out(subject, why, *DRAWN)
    come_out(subject, why, *MANY)
    why = "What a macro stands for is what its body() says, and the inputs are those of the network without macros."
    come_out(subject, why, *BODIES)
    come_out(subject, "compile() replaces the macros below any root, be it an Output or not.", *ANY_ROOT)


def inputs_are_right(subject: Subject) -> None:
    """Demand that an inner node has inputs of its own, and that nothing comes of what goes wrong or is changed."""
    why = "A node is asked for the inputs below it, in a list or a tuple; none changes if their number is wrong."
    come_out(subject, why, *BELOW)
    come_out(subject, "The list of inputs is the caller's, who has changed it.", *SPOILED)


def belongings_are_right(subject: Subject) -> None:
    """Demand what `backward` owes to the values as they are, to inner nodes, and to its caller's lists."""
    why = "An input has got another value since the last forward(), and the derivatives are about the network as it is."
    come_out(subject, why, *AS_IT_IS)
    come_out(subject, "Any node has a backward(), not only the root.", *INNER)
    why = "Lists that were given stay as they are, those that were returned are the caller's, and a tuple will do."
    asked = [(f"owned({kind})", "(True, [3.0, -1.0])") for kind in ("Output", "Softmax")]
    come_out(subject, why, (OWNED, ""), *asked)
