"""Names that are put into a finished text, or changed in it, where they are found."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify.pieces import INPUT, NAMELESS
from grader.misconceptions.model import Severity, wrong

IMPORTING_RE = ("from backprop import framework", "import re\n\nfrom backprop import framework")
RENUMBERED = (
    NAMELESS.replace("start=1", "start=0").replace("return self", "text = self")
    + """\
right = {f"x{number}": f"x{number + 1}" for number in range(len(nameless))}
return re.sub(r"PLACE", lambda found: right.get(found[0], found[0]), text)
"""
)
"""Counts from 0 first, and corrects the numbers in the text, wherever `PLACE` finds one."""

MISCONCEPTIONS = (
    wrong(
        "renumbered_in_names",
        "the numbers are counted from 0 first, and corrected in the finished text, in names as well",
        """x1 is also found in max1mum and in box1. Where does a name end?""",
        IMPORTING_RE,
        (NAMELESS, RENUMBERED.replace("PLACE", "x[0-9]+")),
        severity=Severity.SLIP,
        clauses=("6.4",),
    ),
    wrong(
        "called_input1_at_first",
        "nameless inputs are input1, input2, ... at first, and renamed in the finished text",
        """An input may have that name of its own: then two are called x1.""",
        IMPORTING_RE,
        (
            NAMELESS,
            NAMELESS.replace('f"x{', 'f"input{').replace("return self", "text = self")
            + r"""return re.sub(r"\binput(\d+)\b", r"x\1", text)
""",
        ),
        severity=Severity.SLIP,
        clauses=("6.4", "6.7"),
    ),
    wrong(
        "names_put_in_by_replace",
        "inputs with a name have short ones at first, counted down to y1, and are renamed in the finished text",
        """With ten of them, y1 is also found in y10: what is put in there is the name of another input, and a 0.""",
        (
            NAMELESS,
            NAMELESS.replace(
                "return self.formula({",
                """\
named = [node for node in inputs if isinstance(node, Input) and node.name is not None]
short = {node: f"y{len(inputs) - place}" for place, node in enumerate(named)}
text = self.formula(short | {""",
            )
            + """\
for node in sorted(short, key=short.get):
    text = text.replace(short[node], node.name)
return text
""",
        ),
        (INPUT, "return names[self]"),
        severity=Severity.SLIP,
        clauses=("6.4",),
        family="placeholders_replaced",
    ),
    wrong(
        "marks_of_two_digits",
        "nameless inputs are #00, #01, ... at first, which are replaced in the finished text",
        """From the hundredth on there are three digits, of which two are replaced.""",
        (
            NAMELESS,
            NAMELESS.replace('f"x{number}"', 'f"#{number:02}"')
            .replace("start=1", "start=0")
            .replace("return self", "text = self")
            + """\
for number in range(len(nameless)):
    text = text.replace(f"#{number:02}", f"x{number + 1}")
return text
""",
        ),
        severity=Severity.SLIP,
        clauses=("6.5", "6.7"),
    ),
    wrong(
        "vowels_of_hindi_lost",
        r"the finished text is put together anew of what \w+ and the signs match",
        """A name may have vowels and accents that are no letters: "\u0924\u093e\u092a" is an identifier. They are lost here.""",
        IMPORTING_RE,
        (
            NAMELESS,
            NAMELESS.replace("return self", "text = self")
            + r"""return "".join(re.findall(r"\w+|[-+*(),. ]", text))
""",
        ),
        severity=Severity.SLIP,
        clauses=("6.4",),
    ),
    wrong(
        "renumbered_beside_other_letters",
        "the numbers are corrected in the finished text, where no letter from a to z, digit or _ stands beside them",
        """A name may have letters of any alphabet: x1 is also found behind a Greek letter.""",
        IMPORTING_RE,
        (NAMELESS, RENUMBERED.replace("PLACE", "(?<![A-Za-z0-9_])x[0-9]+(?![A-Za-z0-9_])")),
        severity=Severity.SLIP,
        clauses=("6.4",),
    ),
)
