"""Texts that are kept, or asked for too often."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify.pieces import NAMELESS, NUMBER, PRODUCT, RELU, SIGMOID, SUM
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "written_once",
        "the formula is written once and kept",
        """A network learns. After an update its parameters are others, and the formula as well.""",
        (
            NAMELESS,
            NAMELESS.replace("return self.formula", "if not hasattr(self, 'text'):\n    self.text = self.formula")
            + "return self.text\n",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.8",),
    ),
    wrong(
        "first_numbers_kept",
        "a parameter appears with the value it was made with",
        """backward() moves parameters. The formula shows what the network is now.""",
        (NUMBER, "return repr(self.first)"),
        (
            'class Parameter(NeuralNetNode, framework.Parameter):\n    """As in the given framework."""\n',
            '''\
            class Parameter(NeuralNetNode, framework.Parameter):
                """As in the given framework."""

                def __init__(self, value: float | None = None, learning_rate: float = 0.01) -> None:
                    super().__init__(value, learning_rate)
                    self.first = self.value
            ''',
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.8",),
    ),
    wrong(
        "asked_twice_per_level",
        "each node asks its child for the text twice, once to look at it and once to use it",
        """Two questions per level are four for two levels, and 2^n for n. Ask once, and keep the answer.""",
        (RELU, "again = self.children[0].formula(names)\n" + RELU),
        (SIGMOID, "again = self.children[0].formula(names)\n" + SIGMOID),
        (PRODUCT, "again = [child.operand(names) for child in self.children]\n" + PRODUCT),
        (SUM, "again = [child.operand(names) for child in self.children]\n" + SUM),
        severity=Severity.SLIP,
        clauses=("6.12",),
    ),
)
