"""Where two texts meet."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify.pieces import NAMELESS, PRODUCT, SUM
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "sum_without_parentheses",
        "a sum inside a product has no parentheses",
        """x1 + 1 * x2 is not (x1 + 1) * x2: read alone, the text has another meaning. Which texts may stand beside a *
        as they are?""",
        (PRODUCT, 'return " * ".join(child.formula(names) for child in self.children) or "1"'),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.1",),
        family="parentheses",
    ),
    wrong(
        "sum_of_one_as_its_child",
        "a sum of one term gets no parentheses in a product, whatever that term is",
        """A sum of one is its child. If that is a sum as well, does its text still hold together beside a *?""",
        (SUM, 'return " + ".join(child.formula(names) for child in self.children) or "0"'),
        (
            PRODUCT,
            """\
            return " * ".join(
                c.formula(names) if isinstance(c, Add) and len(c.children) == 1 else c.operand(names) for c in self.children
            ) or "1\"""",
        ),
        severity=Severity.SLIP,
        clauses=("6.1",),
    ),
    wrong(
        "parentheses_for_short_sums_only",
        "only a sum of exactly two terms gets parentheses",
        """A sum of three terms is a sum as well.""",
        (
            PRODUCT,
            'return " * ".join(c.operand(names) if len(c.children) == 2 else c.formula(names) for c in self.children) or "1"',
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.1",),
        family="parentheses",
    ),
    wrong(
        "first_factor_without_parentheses",
        "only the factors after the first get parentheses",
        """A sum that stands in front of the * needs them as much as one behind it.""",
        (
            PRODUCT,
            """\
            texts = [child.operand(names) for child in self.children]
            return " * ".join([child.formula(names) for child in self.children[:1]] + texts[1:]) or "1\"""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.1",),
        family="parentheses",
    ),
    wrong(
        "parentheses_closed_too_late",
        "the parentheses stand around the product, not around the sums in it",
        """(x1 + 1 * x2) only says that it holds together towards the outside. What holds x1 + 1 together?""",
        (PRODUCT, 'return "(" + (" * ".join(child.formula(names) for child in self.children) or "1") + ")"'),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.1",),
        family="parentheses",
    ),
    wrong(
        "parentheses_stripped",
        "outer parentheses are stripped from every text",
        """strip() takes away every parenthesis at both ends, also one that belongs to a pair inside: (a + b) * (c + d)
        becomes a + b) * (c + d.""",
        (PRODUCT, 'return (" * ".join(child.operand(names) for child in self.children) or "1").strip("()")'),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.1",),
    ),
    wrong(
        "empty_sum",
        "a sum or a product without operands gives an empty text",
        """What does forward() give for Add([])? A formula cannot be empty.""",
        (SUM, SUM.replace(' or "0"', "")),
        (PRODUCT, PRODUCT.replace(' or "1"', "")),
        severity=Severity.SLIP,
        clauses=("6.9",),
    ),
    wrong(
        "empty_product_is_zero",
        "a product without factors is written as 0",
        """A sum begins with 0. With what does a product begin, if the first factor shall not vanish?""",
        (PRODUCT, PRODUCT.replace('or "1"', 'or "0"')),
        severity=Severity.SLIP,
        clauses=("6.9",),
        family="product_of_nothing",
    ),
    wrong(
        "width_at_birth",
        "whether a sum needs parentheses is known from the time when it was made",
        """A sum of one number needs none. What if somebody appends a child to it?""",
        (
            'class Add(Operation, framework.Add):\n    """As in the given framework."""',
            '''\
            class Add(Operation, framework.Add):
                """As in the given framework."""

                def __init__(self, children):
                    super().__init__(children)
                    self.wide = len(children) > 1 or any(child.children for child in children)
            ''',
        ),
        (
            PRODUCT,
            PRODUCT.replace(
                "child.operand(names)", "(child.operand if getattr(child, 'wide', True) else child.formula)(names)"
            ),
        ),
        severity=Severity.SLIP,
        clauses=("6.8",),
    ),
    wrong(
        "ones_cut_out",
        "'1.0 * ' is cut out of the finished text",
        """A factor 1 may well be left out. But where else do these letters stand? Try Parameter(11.0).""",
        (
            NAMELESS,
            NAMELESS.replace("return self.formula(", "text = self.formula(") + 'return text.replace("1.0 * ", "")\n',
        ),
        severity=Severity.SLIP,
        clauses=("6.1", "6.2"),
    ),
)
