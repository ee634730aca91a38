"""What a Linear computes."""

from __future__ import annotations

from grader.misconceptions.ex4_macros.pieces import BODY, INIT, MAKING, before_making
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "one_weight_for_all",
        "all children share one weight",
        """Each child has a weight of its own: otherwise a Linear can only tell how large its children are together.
        How many parameters does a Linear over n children have?""",
        (INIT, "self.weights = [framework.Parameter()] * len(children)\nself.bias = framework.Parameter()"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.1", "4.2"),
    ),
    wrong(
        "no_bias",
        "a Linear has weights, but no bias",
        """With all children 0, this Linear is always 0. What lets it be something else?""",
        (BODY, BODY.replace("[*products, self.bias]", "products")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.1", "4.2"),
    ),
    wrong(
        "a_bias_for_each_child",
        "each child has a bias of its own",
        """The sum of several biases is one bias, only with more numbers to learn. A Linear over n children has n + 1
        parameters.""",
        (
            BODY,
            """\
            terms = []
            for weight, child in zip(self.weights, self.children, strict=True):
                terms.append(framework.Multiply([weight, child]))
                terms.append(framework.Parameter(0.0))
            return framework.Add(terms)""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.2",),
    ),
    wrong(
        "bias_multiplies",
        "the bias multiplies the weighted sum",
        """A bias moves the sum up or down, it does not stretch it. Which operation does that?""",
        (
            BODY,
            BODY.replace(
                "framework.Add([*products, self.bias])", "framework.Multiply([framework.Add(products), self.bias])"
            ),
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.1",),
    ),
    wrong(
        "weights_are_added",
        "the weights are added to the children",
        """A weight says how much a child counts. Does adding a number to a child do that?""",
        (BODY, BODY.replace("framework.Multiply([weight", "framework.Add([weight")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.1",),
    ),
    wrong(
        "needs_a_child",
        "a Linear without children is an error",
        """The sum begins with its first product, but 'any number of children' includes none. What is left of a Linear
        then?""",
        (
            BODY,
            """\
            total = framework.Multiply([self.weights[0], self.children[0]])
            for weight, child in zip(self.weights[1:], self.children[1:], strict=True):
                total = framework.Add([total, framework.Multiply([weight, child])])
            return framework.Add([total, self.bias])""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.1",),
    ),
    wrong(
        "linears_equal_by_children",
        "two Linears over equal children are equal",
        """Each has parameters of its own, and "Nodes compare and hash by identity".""",
        (
            MAKING,
            before_making("""\
            def __eq__(self, other):
                return isinstance(other, Linear) and self.children == other.children

            def __hash__(self):
                return hash(tuple(self.children))
            """),
        ),
        severity=Severity.SLIP,
        clauses=("4.1",),
    ),
    wrong(
        "linear_dataclass",
        "a Linear is a dataclass",
        """A dataclass compares by its fields, and has no hash unless you say otherwise. How do nodes compare?""",
        (
            "from collections.abc import Sequence",
            "from collections.abc import Sequence\nfrom dataclasses import dataclass",
        ),
        ("class Linear(Macro):", "@dataclass\nclass Linear(Macro):\n    children: list"),
        (
            MAKING,
            "def __post_init__(self):",
        ),
        (
            "super().__init__(children)\n" + INIT,
            """\
            super().__init__(self.children)
            self.weights = [framework.Parameter() for _ in self.children]
            self.bias = framework.Parameter()
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.1",),
    ),
    wrong(
        "children_in_a_tuple",
        "the children of a Linear are a tuple",
        """A node's children are a list, and somebody may go on with it as one: `self.children + [other]`.""",
        (INIT, "self.children = tuple(self.children)  # nobody gives it others\n" + INIT),
        severity=Severity.SLIP,
        clauses=("4.1",),
    ),
)
