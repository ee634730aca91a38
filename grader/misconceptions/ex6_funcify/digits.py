"""How many digits a number has."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify.pieces import NUMBER
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "rounded",
        "numbers are rounded to four decimals",
        """Easy to read, but it is another function: the digits that were cut off are gone.""",
        (NUMBER, 'return f"{self.value:.4f}"'),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.2",),
        family="digits",
    ),
    wrong(
        "six_digits",
        "numbers have six significant digits",
        """That is what :g gives by default. The shortest text that reads back as the same number has up to 17.""",
        (NUMBER, 'return f"{self.value:g}"'),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.2",),
        family="digits",
    ),
    wrong(
        "ints_as_floats",
        "ints are written as floats",
        """A float has 53 bits, about 16 digits. A larger int loses those at its end.""",
        (NUMBER, "return repr(float(self.value))"),
        severity=Severity.SLIP,
        clauses=("6.2",),
        family="digits",
    ),
    wrong(
        "fixed_decimals",
        "numbers have twenty decimals and no exponent",
        """A very small number has its digits further behind. What does Python itself print, to read a number back?""",
        (NUMBER, 'return f"{self.value:.20f}"'),
        severity=Severity.SLIP,
        clauses=("6.2",),
        family="digits",
    ),
    wrong(
        "whole_numbers_cut",
        "numbers lose what is behind the point",
        """int() cuts off what is behind the point: 2.9 becomes 2, and the formula has another value.""",
        (NUMBER, "return str(int(self.value))"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.2",),
        family="digits",
    ),
    wrong(
        "minus_dropped",
        "negative numbers lose their sign",
        """A negative parameter is another number than a positive one.""",
        (NUMBER, "return repr(abs(self.value))"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.1",),
    ),
)
