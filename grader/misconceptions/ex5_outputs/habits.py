"""Habits from other places: what an Output does to numbers, messages, answers and exceptions that are not its own."""

from __future__ import annotations

from grader.misconceptions.ex5_outputs.pieces import BACKWARD, CLASS
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "derivatives_are_clipped",
        "backward() clips what it passes on to +-1e9",
        """A child is to get the sum, however large: to clip it is a habit from other places.""",
        (
            "child.backward(sum(d * partial for d, partial in zip(derivative, row, strict=True)))",
            """\
            total = sum(d * partial for d, partial in zip(derivative, row, strict=True))
            child.backward(max(-1e9, min(total, 1e9)))""",
        ),
        severity=Severity.SLIP,
        clauses=("5.5",),
    ),
    wrong(
        "refuses_without_numbers",
        "predict() does not say how many numbers there are, and how many inputs",
        """Whoever reads the message wants to know what to change.""",
        (
            "def backward(self, derivative: Sequence[float]) -> None:",
            """\
            def predict(self, inputs: Sequence[float]) -> Any:
                if len(inputs) != len(self.find_input_nodes()):
                    raise ValueError("wrong number of inputs")
                return super().predict(inputs)

            def backward(self, derivative: Sequence[float]) -> None:
            """,
        ),
        severity=Severity.SLIP,
        clauses=("5.3",),
    ),
    wrong(
        "remembered_by_repr",
        "a Softmax remembers its value by what it looks like",
        """Two networks may look the same and have other values: a course's leaf need not show its own.""",
        (
            "class Softmax(Output):",
            """\
            class Remembering(Output):
                def forward(self) -> list[float]:
                    if repr(self) != getattr(self, "looks", None):
                        self.looks, self.kept = repr(self), super().forward()
                    return list(self.kept)


            class Softmax(Remembering):
            """,
        ),
        severity=Severity.SLIP,
        clauses=("5.6",),
    ),
    wrong(
        "failing_child_passed_over",
        "a child whose backward() raises an AttributeError or NotImplementedError is passed over",
        """The child has not learned anything, and nobody hears of it.""",
        (
            BACKWARD,
            """\
            for child, row in zip(self.children, self.grad(), strict=True):
                try:
                    child.backward(sum(d * partial for d, partial in zip(derivative, row, strict=True)))
                except (AttributeError, NotImplementedError):
                    continue""",
        ),
        severity=Severity.SLIP,
        clauses=("5.5", "5.15"),
    ),
    wrong(
        "equal_by_value",
        "two Outputs are equal if their values are",
        """Nodes compare and hash by identity: with an `__eq__` of its own a class has no hash.""",
        (
            CLASS,
            CLASS
            + """
def __eq__(self, other):
    return isinstance(other, Output) and self.forward() == other.forward()
""",
        ),
        severity=Severity.SLIP,
        clauses=("5.1",),
    ),
)
