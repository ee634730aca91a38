"""What is typed about compiled networks, and printed: mostly what the given framework answers as well."""

from __future__ import annotations

from checks.law.examples import STOP

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
            raise shaken.pop()
        return super().op(x)

def what_stops(node, numbers):
    try:
        return node.predict(numbers)
    except BaseException as caught:
        return type(caught).__name__"""

DEEP = """\
def deep_one(levels):
    deep = Multiply([Input(2.0), Input(3.0)])
    for _ in range(levels):
        deep = Add([deep])
    return deep"""

UNCOMPILED = (
    STOP,
    SHAKY,
    "shaken, shaky = [ArithmeticError('shaken')], Shaky([Input()])",
    "what_stops(shaky, [1])",
    "shaky.children.append(Input())",
    "shaky.predict([1, 2])",
    "shaken.append(Stop())",
    "what_stops(shaky, [1, 2])",
    "shaky.children.append(Input())",
    "shaky.predict([1, 2, 3])",
    "turned = Add([Multiply([Parameter(2.0), Input()]), Input()])",
    "turned.predict([10, 1])",
    "turned.children.reverse()",
    "turned.predict([10, 1])",
    "turned.children.sort(key=lambda child: isinstance(child, Input))",
    "turned.predict([10, 1])",
    "turned.children[:] = turned.children[::-1]",
    "turned.predict([10, 1])",
    DEEP,
    "deep_one(40).predict([7, 0.5])",
)
"""Before anything is compiled: an op fails once, children change places in their list, many levels are searched.

What stops a program from outside leaves nothing behind either. A search that asks each child twice never ends.
"""

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
    DEEP,
    "deep = deep_one(198)",
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
    "exact = Add([Input(2**53 + 1), Multiply([Parameter(2**53 + 1)])])",
    "exact.compile()",
    "[leaf.value == 2**53 + 1 for leaf in (exact.children[0], exact.children[1].children[0])]",
)
"""What the framework answers as well: inputs of the course's own, a part that is taken out, an input that is put in.

Children that only change places, an op that asks another network, and numbers of which there is no float.
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
kinds = AttributeError, ValueError, TypeError, IndexError, ArithmeticError, KeyError, RuntimeError, NotImplementedError
[what_comes(kind("no root of -7")) for kind in kinds]"""

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
    value = learning_rate = 0.0

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
    "terms, total = [Input(2.0)], Add([])",
    "total.children = terms",
    "terms.append(Input(3.0))",
    "(total(), total.predict([4.0, 5.0]))",
)
"""All but `predict` is about the tree as it is, compiled or not. Who has the list of children may change it."""

KEPT_VALUE = (
    HOLDING,
    "holding = Add([Input(), Holding([Multiply([Parameter(2.0), Input()]), Constant(0.5)])])",
    "holding.predict([3.0, 4.0])",
    "holding.compile()",
    "(holding.predict([5.0, 6.0]), holding.children[1].value)",
    "holding.children[1].children[1].value = 2.5",
    "(holding.predict([5.0, 6.0]), holding.children[1].value)",
)
"""An operation that has a value to show, or a learning rate, is no leaf.

The value of a leaf may change, be it neither an input nor a parameter.
"""
