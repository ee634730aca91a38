"""Lists in place of numbers."""

from __future__ import annotations

from grader.misconceptions.ex5_outputs.pieces import BACKWARD, CLASS
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "sum_of_the_children",
        "the value of an Output is the sum of its children's values",
        """That is what Add does. An Output keeps the values apart, as a list.""",
        ("return list(x)", "return sum(x)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.1", "5.2", "5.14"),
    ),
    wrong(
        "last_child_first",
        "the values of an Output come in the reverse order",
        """The list has the order of the children.""",
        ("return list(x)", "return list(x)[::-1]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.1", "5.3"),
    ),
    wrong(
        "largest_only",
        "the value of an Output is the position of its largest child",
        """That is how a classifier's answer is read, later. The Output itself gives all the values.""",
        ("return list(x)", "return [float(x.index(max(x)))]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.1", "5.2", "5.14"),
    ),
    wrong(
        "whole_list_to_every_child",
        "every child of an Output gets the sum of all derivatives",
        """Component j of a plain Output is child j and depends on no other one. What is the derivative of one child's
        value with respect to another child?""",
        (
            "return [[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)]",
            "return [[1.0] * n for _ in range(n)]",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.5",),
        family="whole_list_to_every_child",
    ),
    wrong(
        "list_handed_down",
        "every child gets the whole list of derivatives",
        """A child has one value, so it has one derivative: a number.""",
        (BACKWARD, "for child in self.children:\n    child.backward(derivative)"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("5.5",),
    ),
    wrong(
        "first_derivative_for_all",
        "every child gets the first derivative of the list",
        """derivative[j] belongs to component j. Which components does child i have an effect on, and how much?""",
        (
            BACKWARD,
            "for child, row in zip(self.children, self.grad(), strict=True):\n    child.backward(derivative[0] * sum(row))",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.5",),
    ),
    wrong(
        "upstream_dropped",
        "backward() passes on its own derivatives and forgets those it was given",
        """The chain rule is a product of two factors. Here the one that comes from the loss is missing.""",
        (BACKWARD, "for child, row in zip(self.children, self.grad(), strict=True):\n    child.backward(sum(row))"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.5",),
    ),
    wrong(
        "one_call_per_component",
        "a child's backward() is called once for each component",
        """The first call moves the parameters below, and the next ones work with moved ones. Add up first, then tell
        the child once.""",
        (
            BACKWARD,
            """\
            for j, d in enumerate(derivative):
                for child, row in zip(self.children, self.grad(), strict=True):
                    child.backward(d * row[j])""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.5",),
        family="one_call_per_component",
    ),
    wrong(
        "derivatives_wait_too_long",
        "the derivatives of a child are computed after the child before it has moved its parameters",
        """Here the probabilities are computed again for each child, while some parameters have moved already. All
        derivatives belong to the moment before.""",
        (
            BACKWARD,
            """\
            for i, child in enumerate(self.children):
                row = self.grad()[i]
                child.backward(sum(d * partial for d, partial in zip(derivative, row, strict=True)))""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.5",),
    ),
    wrong(
        "op_asks_the_children",
        "op() of an Output does not look at the values that it is given",
        """Call op() by hand, with numbers that are not the children's. Whose values come out?""",
        ("return list(x)", "return [child.forward() for child in self.children]"),
        severity=Severity.SLIP,
        clauses=("5.3",),
    ),
    wrong(
        "value_is_text",
        "an Output's value is text: the numbers as they are printed",
        """'1.0' looks like 1.0, but nobody can compute with it. What does the docstring of op() promise?""",
        ("return list(x)", "return [str(value) for value in x]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("5.2", "5.3"),
    ),
    wrong(
        "output_list_is_kept",
        "for the same values as before, the very same list is returned",
        """The list is the caller's, who may change it. What does somebody see who still has the one from before?""",
        (
            "return list(x)",
            """\
            if getattr(self, "last", None) == list(x):
                return self.last
            self.last = list(x)
            return self.last
            """,
        ),
        severity=Severity.SLIP,
        clauses=("5.15",),
    ),
    wrong(
        "inputs_of_the_same_children",
        "while the children are the same, the inputs are those that were found first",
        """A child may have got an input, or lost one, somewhere below. How much would have to be the same?""",
        (
            CLASS,
            CLASS
            + """
def find_input_nodes(self):
    if getattr(self, "seen", None) != self.children:
        self.seen, self.found = list(self.children), super().find_input_nodes()
    return list(self.found)
""",
        ),
        severity=Severity.SLIP,
        clauses=("5.2", "5.15"),
    ),
    wrong(
        "what_has_a_value_is_asked_for_it",
        "a child that has a `value` is not asked for its forward()",
        """A course's own operation may have a `value` as well, which is something else. What has every node?""",
        (
            CLASS,
            CLASS
            + """
def forward(self):
    return self.op([c.value if hasattr(c, "value") else c.forward() for c in self.children])
""",
        ),
        severity=Severity.SLIP,
        clauses=("5.1", "5.15"),
    ),
)
