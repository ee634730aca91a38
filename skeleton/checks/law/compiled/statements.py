"""What is typed about compiled networks, and printed: mostly what the given framework answers as well."""

from __future__ import annotations

SUM_OF_ONES = """\
def sum_of_ones(count, compiled):
    network = Add([Input() for _ in range(count)])
    if compiled:
        network.compile()
    return network.predict([1] * count)"""

DIAL = """\
class Dial(Input):
    @property
    def value(self):
        return self.turns / 2

    @value.setter
    def value(self, number):
        self.turns = 2 * number"""

SHAKY = """\
class Shaky(Add):
    def op(self, x):
        if shaken:
            raise ArithmeticError("shaken")
        return super().op(x)"""

FAILS_ONCE = (
    SHAKY,
    "shaky = Shaky([Input()])",
    "shaken = True",
    "shaky.predict([1])",
    "shaken = False",
    "shaky.children.append(Input())",
    "shaky.predict([1, 2])",
)
"""An op that fails once before anything is compiled."""

ASKING = """\
class Asking(Add):
    def op(self, x):
        return super().op(x) + asked.predict([x[0]])"""

COMPILED = (
    DIAL,
    "dials = Add([Dial(1.0), Multiply([Parameter(2.0), Dial(0.5)])])",
    "dials.predict([3.0, 4.0])",
    "dials.compile()",
    "(dials.predict([5.0, 6.0]), dials(), dials.children[0].value, dials.children[0].turns)",
    "root.compile()",
    "(root, root.predict(inputs=[1, 2, 3, 4]), a.value, b.value, c.value, ten.value)",
    "part.compile()",
    "(part.predict([5.0]), root.predict((6, 7, 8, 9)), root())",
    "root.predict([1, 2, 3, 4, 5])",
    "root.compile()",
    "root.children.remove(part)",
    "root.compile()",
    "(root.predict([1, 2, 3]), part.predict([4]), a.value, b.value, c.value)",
    "same = Input(b.value)",
    "root.compile()",
    "root.children[2] = same",
    "root.compile()",
    "(root.predict([3, 4, 1]), b.value, same.value)",
    """\
deep = Multiply([same, Input(3.0)])
for _ in range(198):
    deep = Add([deep])""",
    "deep.compile()",
    "deep.predict([7, 0.5])",
    "turned = Add([Multiply([Parameter(2.0), Input()]), Input()])",
    "turned.compile()",
    "turned.children.reverse()",
    "turned.compile()",
    "(turned.predict([10, 1]), turned.children[0].value)",
    ASKING,
    "asked, asking = Add([Input(), Parameter(0.5)]), Add([Input(), Asking([Input()])])",
    "asked.compile()",
    "asking.compile()",
    "(asking.predict([3, 4]), asking.predict([5, 6]))",
)
"""What the framework answers as well: inputs of the course's own, a part that is taken out, an input that is put in.

Children that only change places, and an op that asks another network.
"""

TOPPLING = """\
class Toppling(Add):
    def op(self, x):
        if failures:
            raise failures.pop()
        return super().op(x)

def what_comes(error):
    failures.append(error)
    try:
        return toppling.predict([-1.0])
    except Exception as caught:
        return isinstance(caught, type(error)) and str(caught) == str(error)"""

COMES_OUT = """\
[what_comes(kind("no root of -7")) for kind in (AttributeError, ValueError, TypeError, IndexError, ArithmeticError)]"""

FAILURES = (
    TOPPLING,
    "failures, toppling = [], Add([Toppling([Input()]), Parameter(0.5)])",
    COMES_OUT,
    "toppling.compile()",
    COMES_OUT,
    "toppling.predict([2.0])",
)
"""An op that fails at its first call only: its exception comes out, whatever the solution catches for itself."""

HOLDING = """\
class Holding(Add):
    value = 0.0

    def op(self, x):
        self.value = super().op(x)
        return self.value"""

CHANGED = (
    "old, new, last = [Parameter(number, learning_rate=0.5) for number in (2.0, 3.0, 5.0)]",
    "learner = Add([Multiply([Input(1.0), old]), ReLU([Input(-1.0)])])",
    "learner.predict([4.0, -1.0])",
    "terms = learner.children",
    "learner.compile()",
    "(learner.predict([4.0, -1.0]), learner.backward(0.5), old.value)",
    "terms[0].children[1] = new",
    "(learner(), learner.backward(0.5), old.value, new.value)",
    "terms.insert(0, last)",
    "(learner(), learner.backward(0.5), old.value, new.value, last.value)",
    "terms[1] = old",
    "(learner(), learner.backward(0.5), old.value, new.value, last.value)",
    "del terms[0]",
    "(learner(), learner.backward(0.5), old.value, new.value, last.value, learner)",
)
"""All but `predict` is about the tree as it is, compiled or not. Who has the list of children may change it."""

KEPT_VALUE = (
    HOLDING,
    "holding = Add([Input(), Holding([Multiply([Parameter(2.0), Input()]), Constant(0.5)])])",
    "holding.predict([3.0, 4.0])",
    "holding.compile()",
    "(holding.predict([5.0, 6.0]), holding.children[1].value)",
)
"""An operation that has a value to show is no leaf."""

WATCHED = """\
class Watched(Add):
    reads = 0

    @property
    def children(self):
        self.reads += 1
        return self.kept

    @children.setter
    def children(self, children):
        self.kept = children"""

OFTEN = (
    (WATCHED, ""),
    ("watched = Watched([Input(), Input()])", ""),
    ("watched.compile()", ""),
    ("watched.predict([0.5, 2])", "2.5"),
    ("watched.reads = 0", ""),
    ("sum(watched.predict([number, 1]) for number in range(300))", "45150"),
    ("watched.reads <= 300", "True"),
)
"""However often it is asked, a compiled network is never searched: `forward()` reads `children` once at each call."""
