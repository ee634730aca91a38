"""What is as in the given framework: how nodes are made, what they are told, and how far they move."""

from __future__ import annotations

from grader.misconceptions.ex3_caching.changes import PARAMETER, SETTER
from grader.misconceptions.ex3_caching.pieces import INPUT, INVALIDATE
from grader.misconceptions.model import Severity, wrong

MULTIPLY = 'class Multiply(Operation, framework.Multiply):\n    """As in the given framework."""'
LINKS = """\
    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        super().__init__(children)
        for child in children:
            child.parent = self
"""

MISCONCEPTIONS = (
    wrong(
        "grad_from_what_op_got",
        "the derivatives of a product come from the numbers that op got last",
        """Anyone may call op, with any numbers. Of the children's values it says nothing then.""",
        (
            MULTIPLY,
            MULTIPLY
            + """

    def op(self, x: list[float]) -> float:
        self.factors = list(x)
        return super().op(x)

    def grad(self) -> list[float]:
        self.forward()
        return [math.prod(self.factors[:i] + self.factors[i + 1 :]) for i in range(len(self.factors))]""",
        ),
        severity=Severity.SLIP,
        clauses=("3.7", "3.14"),
    ),
    wrong(
        "news_takes_four_frames",
        "the news of a change takes four calls for each level",
        """A network may have 200 levels. backward() has gone down all of them when the parameter at the bottom moves,
        and from there the news goes up again, on top of that.""",
        (INVALIDATE, "if self.is_up_to_date:\n    self.is_up_to_date = False\n    self.pass_on()\n"),
        (
            "    def invalidate(self) -> None:",
            """\
            def pass_on(self) -> None:
                if self.parent is not None:
                    self.parent.hear_of_change()

            def hear_of_change(self) -> None:
                self.react()

            def react(self) -> None:
                self.invalidate()

            def invalidate(self) -> None:""",
        ),
        severity=Severity.SLIP,
        clauses=("3.8", "3.14"),
        family="many calls for each level",
    ),
    wrong(
        "rate_by_name_only",
        "a Parameter takes its learning rate by its name only",
        """Parameter(2.0, 0.5) is a parameter, too: the arguments are those of the given framework.""",
        (
            PARAMETER,
            PARAMETER
            + """

    def __init__(self, value: float | None = None, **kwargs: float) -> None:
        super().__init__(value, **kwargs)""",
        ),
        severity=Severity.SLIP,
        clauses=("3.10",),
    ),
    wrong(
        "starts_above_zero",
        "a Parameter starts between 0 and 1",
        """The given framework draws from [-1, 1]. Whoever writes a constructor anew takes over all that it did.""",
        (
            PARAMETER,
            PARAMETER
            + """

    def __init__(self, value: float | None = None, learning_rate: float = 0.01) -> None:
        import random

        super().__init__(random.random() if value is None else value, learning_rate)""",
        ),
        severity=Severity.SLIP,
        clauses=("3.10",),
    ),
    wrong(
        "inputs_hear_nothing",
        "backward() ends above an Input",
        """An Input does nothing with its derivative, but a subclass of it may: each node is told.""",
        (INPUT, INPUT + "\n\n    def backward(self, derivative_from_parent: float) -> None:\n        pass"),
        severity=Severity.SLIP,
        clauses=("3.10", "3.14"),
    ),
    wrong(
        "leaf_hears_no_zero",
        "a leaf is not told of a derivative of 0",
        """A Parameter does not move then. A subclass of it may do something else, such as let its value decay.""",
        (
            PARAMETER,
            PARAMETER
            + """

    def backward(self, derivative_from_parent: float) -> None:
        if derivative_from_parent:
            self.on_backward(derivative_from_parent)""",
        ),
        severity=Severity.SLIP,
        clauses=("3.10", "3.14"),
    ),
    wrong(
        "only_positive_rates",
        "with a negative learning rate, a parameter does not move",
        """A number may be negative. Then the loss grows, and that is what was asked for.""",
        (
            PARAMETER,
            PARAMETER
            + """

    def on_backward(self, derivative_from_parent: float) -> None:
        if self.learning_rate > 0:
            super().on_backward(derivative_from_parent)""",
        ),
        severity=Severity.SLIP,
        clauses=("3.10", "3.14"),
    ),
    wrong(
        "tiny_steps_are_none",
        "a parameter does not make steps below 1e-10",
        """A step that is tiny is one. What is above the parameter may make it large.""",
        (
            PARAMETER,
            PARAMETER
            + """

    def on_backward(self, derivative_from_parent: float) -> None:
        if abs(derivative_from_parent * self.learning_rate) > 1e-10:
            super().on_backward(derivative_from_parent)""",
        ),
        severity=Severity.SLIP,
        clauses=("3.10", "3.14"),
    ),
    wrong(
        "isclose_is_equal",
        "a leaf's new value counts if it is not close to the old one, within a millionth of a millionth",
        """Only equal numbers are the same value. A large factor, and a sum that comes out near 0, make the smallest
        difference large.""",
        (
            SETTER,
            "if not math.isclose(value, self.current, rel_tol=1e-12):\n    self.invalidate()\nself.current = value",
        ),
        severity=Severity.SLIP,
        clauses=("3.7",),
        family="small changes are none",
    ),
    wrong(
        "both_near_zero",
        "numbers that differ by less than 1e-30 are taken for the same",
        """A number may be as small as 1e-100. Only equal ones are the same value.""",
        (SETTER, "if not abs(value - self.current) < 1e-30:\n    self.invalidate()\nself.current = value"),
        severity=Severity.SLIP,
        clauses=("3.7", "3.14"),
        family="small changes are none",
    ),
    wrong(
        "links_its_argument",
        "the parent is noted in the nodes that a constructor is called with, not in the children",
        """An operation of the course may have a child that it has made itself. Which list has all of them?""",
        (
            LINKS,
            """\
            def __new__(cls, children: Sequence[NeuralNetNode], *args, **kwargs) -> Operation:
                node = super().__new__(cls)
                for child in children:
                    child.parent = node
                return node
            """,
        ),
        severity=Severity.SLIP,
        clauses=("3.7", "3.14"),
    ),
    wrong(
        "printed_as_an_input",
        "an Input prints as `Input`, of whatever subclass it is",
        """The given framework prints the name of its class.""",
        (INPUT, INPUT + '\n\n    def __repr__(self) -> str:\n        return f"Input({self.value!r})"'),
        severity=Severity.SLIP,
        clauses=("3.10", "3.14"),
    ),
)
