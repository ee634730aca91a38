"""What exercise 6 promises of formulas, asked of a whole network."""

from __future__ import annotations

from checks.law import formulas
from checks.law.examples import come_out
from checks.law.subject import Subject
from checks.law.whole.meaning import means
from checks.model.network import Builder
from checks.model.scenario import compile_, funcify

NAMES = """\
def names(node):
    import re
    return sorted(set(re.findall(r"\\b[a-z]\\w*", node.funcify())))"""

NAMED = (
    (NAMES, ""),
    ("x, y, z = Input(1.0, name='height'), Input(2.0), Input(4.0)", ""),
    ("low, lower = Add([x, z]), Add([y, y])", ""),
    ("root = Add([Multiply([y, x]), low, lower])", ""),
    ("root.compile()", ""),
    ("(names(root), names(low), names(lower))", "(['height', 'x1', 'x2'], ['height', 'x2'], ['x1'])"),
)
"""Only the names are looked at: how a formula is written is free."""

TAKEN = (
    (NAMES, ""),
    ("x, y, z = Input(1.0), Input(2.0), Input(3.0)", ""),
    ("one, other = Add([y]), Output([Multiply([x, x]), y, z])", ""),
    ("(one.compile(), names(one), other.compile(), names(other))", "(None, ['x1'], None, ['x1', 'x2', 'x3'])"),
    ("(names(one), names(other.children[0]), names(z))", "(['x1'], ['x2'], ['x3'])"),
    ("third = Add([z, x, y])", ""),
    ("(third.compile(), names(third.children[0]), names(one))", "(None, ['x3'], ['x1'])"),
    ("four = [Input(), Input(name='x3'), Input(), Input(name='x1')]", ""),
    ("root = Output([*(ReLU([leaf]) for leaf in four), Input()])", ""),
    ("(root.compile(), [names(leaf)[0] for leaf in four], names(root.children[4]))",
     "(None, ['x2', 'x3', 'x4', 'x1'], ['x5'])"),
)  # fmt: skip
"""Names that somebody has given, or the compile() of another network."""

TOTAL = """\
def total(kind):
    class Total(kind):
        pass

    root = Total([derived(Input)(), derived(Parameter)(0.5)][:1 + (kind in (Add, Output))])
    root.compile()
    return "x1" in root.funcify()

def derived(kind):
    class Named(kind):
        pass

    return Named"""

SUBCLASSES = (
    (TOTAL, ""),
    ("[total(kind) for kind in (Add, Multiply, ReLU, Sigmoid, Output, Softmax)]", f"[{', '.join(['True'] * 6)}]"),
)

CHAIN = """\
def chain(kind):
    node = Input()
    for _ in range(198):
        node = kind([node])
    root = Output([node])
    root.compile()
    return "x1" in root.funcify()"""

DEEP = ((CHAIN, ""), ("(chain(Add), chain(Multiply))", "(True, True)"))
"""As many levels as a network may have: each is asked for its text once, and not through too many methods."""


def names_are_right(subject: Subject) -> None:
    """Demand that compile() gives names to the inputs that have none, and leaves those that are there."""
    why = "compile() calls those without a name x1, x2, ... in the order of the root's inputs; the others keep theirs."
    come_out(subject, why, *NAMED)
    why = "Two inputs of a network never share a name: those that others have are left out, and stay as they are."
    come_out(subject, why, *TAKEN)
    come_out(subject, "A subclass with another name is written like the class itself.", *SUBCLASSES)


def texts_are_right(subject: Subject) -> None:
    """Demand formulas of leaves, of nothing, of lists of one and of equal ones, of tiny numbers and of many levels."""
    builder = Builder()
    x, weight = builder.input(1.0), builder.parameter(3e-13)
    product = builder.operation("Multiply", weight, x)
    whole = builder.operation("Output", product, builder.operation("Add"), builder.operation("Multiply"))
    alone, sure = builder.operation("Output", product), builder.operation("Softmax", product)
    # Two products that are written alike are two children, and so is one that stands twice.
    again = product, builder.operation("Add"), builder.operation("Multiply", weight, x), product
    listed, shared = builder.operation("Output", *again), builder.operation("Softmax", *again)
    scores = [3.0, 0.0, 3.0, 3.0]
    right = {whole: [3.0, 0.0, 1.0], alone: [3.0], sure: [1.0], listed: scores, shared: formulas.probabilities(scores)}
    network = builder.network().feed([1e13], whole)
    asked = [funcify(node) for node in (*right, x, weight)]
    answers = subject.ask(network, *map(compile_, right), *asked)
    variables = {"x1": 1e13}
    for step, values in enumerate(right.values(), start=len(right)):
        means(answers, step, variables, values, is_list=True)
    means(answers, 2 * len(right), variables, [1e13])
    means(answers, 2 * len(right) + 1, variables, [3e-13])
    come_out(subject, "A network may have 200 levels.", *DEEP)
