"""Corners of exercises 2 and 5: large scores, a probability of 0, what a message says, and inputs without values."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

A_SOFTMAX = '''\
class Softmax(Output, ex5_outputs.Softmax):
    """The children's values as probabilities."""
'''

MISCONCEPTIONS = (
    wrong(
        "softmax_of_large_scores",
        "Softmax takes exp() of the scores as they are",
        """exp(1000) is too large for a float. The largest score can be taken off all of them first.""",
        ("import operator\n", "import math\nimport operator\n"),
        (
            A_SOFTMAX,
            A_SOFTMAX
            + """
    def op(self, x: list[float]) -> list[float]:
        powers = [math.exp(score) for score in x]
        return [power / sum(powers) for power in powers]
""",
        ),
        severity=Severity.SLIP,
        clauses=("9.7",),
    ),
    wrong(
        "loss_of_zero",
        "cce_loss_grad() divides by the probability as it is, which may be 0",
        """A network can be so sure that a probability is 0. It is clipped first, here as in the loss.""",
        (
            "cce_loss, cce_loss_grad = ex5_outputs.cce_loss, ex5_outputs.cce_loss_grad",
            """\
            cce_loss = ex5_outputs.cce_loss


            def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
                return [-y / p for y, p in zip(y_true, y_pred, strict=True)]
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "numbers_are_not_named",
        "predict() says that the number of inputs is wrong, and not what it is",
        """Whoever reads the message wants to know both: how many there are, and how many have come.""",
        (
            "def find_input_nodes(self) -> list[Any]:",
            """\
            def predict(self, inputs: Sequence[float]) -> Any:
                try:
                    return super().predict(inputs)
                except ValueError:
                    raise ValueError("wrong number of inputs") from None

            def find_input_nodes(self) -> list[Any]:
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.2",),
    ),
    wrong(
        "computed_at_compile",
        "compile() ends with a forward()",
        """The inputs have no values yet: perhaps there is nothing that can be computed with what they hold.""",
        (
            """\
            for node, name in zip(nameless, free, strict=False):
                node.name = name
            """,
            """\
            for node, name in zip(nameless, free, strict=False):
                node.name = name
            self.forward()
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.1",),
    ),
)
