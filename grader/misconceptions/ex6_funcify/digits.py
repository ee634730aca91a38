"""How many digits a number has."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify.pieces import NUMBER, PRODUCT, SUM
from grader.misconceptions.model import Severity, wrong

IMPORT = "from backprop import framework"

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
    wrong(
        "long_ints_as_floats",
        "ints of more than 16 digits are written as floats",
        """Easier to read, but the digits at the end are lost. How long may an int be in Python?""",
        (NUMBER, "return repr(self.value if abs(self.value) < 10**16 else float(self.value))"),
        severity=Severity.SLIP,
        clauses=("6.2",),
        family="digits",
    ),
    wrong(
        "nearly_one_left_out",
        "a factor that math.isclose() takes for 1 is left out",
        """A factor of 1 changes nothing, but 1.0000000001 is another number. "No digits may be lost on the way".""",
        (IMPORT, "import math\n\n" + IMPORT),
        (
            PRODUCT,
            """\
            factors = [
                child
                for child in self.children
                if not (isinstance(child, Parameter) and math.isclose(child.value, 1))
            ]
            return " * ".join(child.operand(names) for child in factors) or "1"
            """,
        ),
        severity=Severity.SLIP,
        clauses=("6.2",),
        family="digits",
    ),
    wrong(
        "constants_rounded",
        "the numbers of a sum are added up, and rounded to 15 decimals",
        """Rounding takes the noise of an addition away, and with tiny numbers all that they are.""",
        (
            SUM,
            """\
            numbers = [child.value for child in self.children if isinstance(child, Parameter)]
            terms = [child.operand(names) for child in self.children if not isinstance(child, Parameter)]
            if numbers:
                terms.append(f"({round(sum(numbers), 15) if len(numbers) > 1 else numbers[0]!r})")
            return " + ".join(terms) or "0"
            """,
        ),
        severity=Severity.SLIP,
        clauses=("6.2",),
        family="digits",
    ),
)
