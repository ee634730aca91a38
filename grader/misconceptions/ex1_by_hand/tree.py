"""What the tree of weight * x + bias is made of."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "weight_and_bias_swapped",
        "weight and bias have changed places in the tree",
        """The tree is a straight line, but its slope is what should be its height at x = 0, and the other way round.
        Which of the two numbers must meet x in a product?""",
        (
            "framework.Parameter(weight), x]), framework.Parameter(bias)",
            "framework.Parameter(bias), x]), framework.Parameter(weight)",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.1", "1.2", "1.8"),
    ),
    wrong(
        "bias_inside_the_product",
        "the bias is added to x before the weight multiplies it",
        """The tree is weight * (x + bias): there the bias is multiplied by the weight as well. Draw the tree of weight
        * x + bias: which operation comes last, and so is the root?""",
        (
            "framework.Add([framework.Multiply([framework.Parameter(weight), x]), framework.Parameter(bias)])",
            "framework.Multiply([framework.Parameter(weight), framework.Add([x, framework.Parameter(bias)])])",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.1", "1.2", "1.8"),
    ),
    wrong(
        "bias_has_an_input",
        "the bias is multiplied by an Input of its own that holds 1",
        """A second Input makes predict() ask for two numbers. What comes from outside is x alone; a bias is a leaf
        that needs no partner.""",
        ("framework.Parameter(bias)]", "framework.Multiply([framework.Parameter(bias), framework.Input(1.0)])]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.1", "1.8"),
        family="an input for the bias",
    ),
    wrong(
        "weight_is_an_input",
        "the weight is an Input, not a Parameter",
        """What training shall move has to be a Parameter. An Input gets its value from outside with every sample.""",
        ("framework.Parameter(weight)", "framework.Input(weight)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.1", "1.8"),
    ),
    wrong(
        "bias_is_missing",
        "the tree is weight * x, nothing is added",
        """Every line through the origin can be written like this, and no other one. What moves a line up and down?""",
        (
            "framework.Add([framework.Multiply([framework.Parameter(weight), x]), framework.Parameter(bias)])",
            "framework.Multiply([framework.Parameter(weight), x])",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.1", "1.2", "1.8"),
    ),
    wrong(
        "learns_ten_times_as_fast",
        "the two parameters have a learning rate of their own",
        """The line is right, until it learns: each step is ten times as long as in the example. Which learning rate does
        a Parameter have if nobody names one?""",
        (
            "framework.Parameter(weight), x]), framework.Parameter(bias)",
            "framework.Parameter(weight, 0.1), x]), framework.Parameter(bias, 0.1)",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.1", "1.8"),
    ),
    wrong(
        "bias_never_learns",
        "the bias is a Parameter with the learning rate 0",
        """In `weight * x + bias` two numbers are to be learned. Follow the example: which of them moves in your tree?""",
        ("framework.Parameter(bias)", "framework.Parameter(bias, learning_rate=0.0)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("1.1", "1.8"),
    ),
    wrong(
        "equal_weight_and_bias_halved",
        "if weight and bias are the very same number, the bias learns twice as fast",
        "Two parameters are two nodes, whatever they hold.",
        (
            "return framework.Add([framework.Multiply([framework.Parameter(weight), x]), framework.Parameter(bias)])",
            """\
            bias_node = framework.Parameter(bias)
            if weight is bias:
                bias_node.learning_rate = 0.02
            return framework.Add([framework.Multiply([framework.Parameter(weight), x]), bias_node])
            """,
        ),
        severity=Severity.SLIP,
        clauses=("1.1",),
    ),
    wrong(
        "small_weight_is_none",
        "a weight or a bias below 1e-70 is taken for 0",
        """A number is what it is, however small: 1e-80 times 1e80 is 1.""",
        (
            "x = framework.Input()",
            "weight, bias = (0.0 if abs(number) < 1e-70 else number for number in (weight, bias))\nx = framework.Input()",
        ),
        severity=Severity.SLIP,
        clauses=("1.1",),
    ),
)
