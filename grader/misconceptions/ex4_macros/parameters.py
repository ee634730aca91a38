"""When and how a Linear draws its parameters."""

from __future__ import annotations

from grader.misconceptions.ex4_macros.pieces import BODY, INIT
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "drawn_in_body",
        "the parameters are drawn anew each time body() is called",
        """Two calls of body() then stand for two different functions, and what the first one has learned is lost. When
        does a Linear get its parameters, if it shall keep them?""",
        (INIT, "pass"),
        (
            BODY,
            """\
            products = [framework.Multiply([framework.Parameter(), child]) for child in self.children]
            return framework.Add([*products, framework.Parameter()])""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.3", "4.4"),
        family="drawn too late",
    ),
    wrong(
        "bias_drawn_in_body",
        "the weights are kept, but the bias is drawn anew each time body() is called",
        """The bias is a parameter like the weights, and belongs to the Linear as they do.""",
        (BODY, BODY.replace("self.bias", "framework.Parameter()")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.3", "4.4"),
        family="drawn too late",
    ),
    wrong(
        "scaled_in_body",
        "body() divides the weights by the number of children, each time it is called",
        """Asked again, it gives a tree with other weights. Whatever is done to the parameters is done once, when they
        are drawn. Does anybody need it here?""",
        (
            BODY,
            "for weight in self.weights:\n    weight.value /= len(self.weights)\n" + BODY,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.3", "4.4", "4.10"),
    ),
    wrong(
        "all_start_at_zero",
        "all parameters of a Linear start at 0",
        """Neurons that start equal get equal derivatives, and stay equal for ever. A Parameter without a value draws
        one.""",
        (INIT, INIT.replace("Parameter()", "Parameter(0.0)")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.3",),
    ),
    wrong(
        "every_linear_alike",
        "every Linear draws the same parameters",
        """A random seed that is set inside makes all Linears start alike. Then two neurons side by side learn the
        same, for ever.""",
        (INIT, "import random\n\nrandom.seed(1)\n" + INIT),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.3",),
    ),
    wrong(
        "own_learning_rate",
        "the parameters of a Linear have a learning rate of their own choosing",
        """They are drawn 'the way Parameter() draws them'. Does Parameter() have a learning rate already?""",
        (INIT, INIT.replace("Parameter()", "Parameter(learning_rate=0.1)")),
        severity=Severity.SLIP,
        clauses=("4.3",),
    ),
    wrong(
        "frozen",
        "the weights are Input nodes that hold random numbers",
        """An Input gets its value from outside, and predict() now asks for too many. What training shall move is a
        Parameter.""",
        (INIT, INIT.replace("[framework.Parameter()", "[framework.Input(0.5)")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.2",),
    ),
)
