"""Leaves, and whose name is whose."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify.pieces import NAMELESS, NUMBER
from grader.misconceptions.model import Severity, wrong

INPUT = "return names[self] if self.name is None else self.name"

MISCONCEPTIONS = (
    wrong(
        "repr_in_the_text",
        "leaves appear as code, as in Parameter(0.5)",
        """repr is for a computer. A person writes a number, or the name of an input.""",
        (NUMBER, "return repr(self)"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.3", "6.11"),
    ),
    wrong(
        "input_values",
        "inputs appear with the value they hold",
        """A formula is right for every input, so it has a name where the input goes. With numbers it is right once.""",
        (INPUT, "return repr(self.value)"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.4", "6.5"),
    ),
    wrong(
        "one_name_for_all",
        "all nameless inputs are called x",
        """Two inputs may hold different numbers. One name cannot stand for both.""",
        (NAMELESS, NAMELESS.replace('f"x{number}"', '"x"')),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.5",),
    ),
    wrong(
        "names_by_value",
        "inputs with the same value get the same name",
        """They hold the same number today. They are two inputs all the same.""",
        (
            NAMELESS,
            """\
            inputs = self.find_input_nodes() if isinstance(self, Operation) else [self]
            nameless = [node for node in inputs if isinstance(node, Input) and node.name is None]
            values = list(dict.fromkeys(node.value for node in nameless))
            return self.formula({node: f"x{values.index(node.value) + 1}" for node in nameless})""",
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.7",),
    ),
    wrong(
        "counting_from_zero",
        "the inputs are called x0, x1, x2 and so on",
        """A computer counts from zero, this exercise from one.""",
        (NAMELESS, NAMELESS.replace("start=1", "start=0")),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.5",),
    ),
    wrong(
        "named_ones_counted",
        "inputs that have a name are counted, too",
        """x1, x2, ... are the first, the second, ... of those that have no name.""",
        (NAMELESS, NAMELESS.replace(" and node.name is None]", "]")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.6",),
    ),
    wrong(
        "named_ones_go_first",
        "the counting goes on after those that have a name: with one of them, the first nameless input is x2",
        """How many others have a name does not matter. The first of those without is x1.""",
        (NAMELESS, NAMELESS.replace("start=1", "start=1 + len(inputs) - len(nameless)")),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.6",),
    ),
    wrong(
        "names_ignored",
        "the names that inputs were given are not used",
        """An Input(name="t") wants to be called t.""",
        (NAMELESS, NAMELESS.replace(" and node.name is None]", "]")),
        (INPUT, "return names[self]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.4", "6.6"),
    ),
    wrong(
        "numbered_as_they_are_made",
        "inputs are numbered in the order in which they were made",
        """The order is that of find_input_nodes() of the node that was asked. It has nothing to do with when an Input
        was made, or with other networks.""",
        (
            "super().__init__(value)\nself.name = name",
            "super().__init__(value)\nself.name = name\nInput.made += 1\nself.number = Input.made",
        ),
        (INPUT, 'return f"x{self.number}" if self.name is None else self.name'),
        (
            "def __init__(self, value: float = 0.0, name: str | None = None) -> None:",
            "made = 0\n\ndef __init__(self, value: float = 0.0, name: str | None = None) -> None:",
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("6.5",),
    ),
    wrong(
        "numbers_stick",
        "an input keeps the number that it got when some node was asked first",
        """Asked from another node, the same input may be another one in the row. The names belong to the question.""",
        (
            INPUT,
            """\
            if not hasattr(self, "number"):
                self.number = names.get(self)
            return self.number if self.name is None else self.name""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("6.5",),
    ),
    wrong(
        "leaf_has_no_formula",
        "only operations have a formula",
        """Every node has one. What is the formula of an Input, asked by itself?""",
        (NAMELESS, NAMELESS.replace(" if isinstance(self, Operation) else [self]", "")),
        severity=Severity.SLIP,
        clauses=("6.1", "6.5"),
    ),
    wrong(
        "names_lowered",
        "names in capital letters are written in small ones",
        "Two names may differ in capitals alone.",
        (
            "return names[self] if self.name is None else self.name",
            """\
            if self.name is None:
                return names[self]
            return self.name.lower() if self.name.isupper() and len(self.name) > 2 else self.name
            """,
        ),
        severity=Severity.SLIP,
        clauses=("6.4",),
    ),
    wrong(
        "renumbered_in_names",
        "the numbers are counted from 0 first, and corrected in the finished text, in names as well",
        """x1 is also found in max1mum and in box1. Where does a name end?""",
        ("from backprop import framework", "import re\n\nfrom backprop import framework"),
        (
            NAMELESS,
            NAMELESS.replace("start=1", "start=0").replace("return self", "text = self")
            + """\
right = {f"x{number}": f"x{number + 1}" for number in range(len(nameless))}
return re.sub(r"x[0-9]+", lambda found: right.get(found[0], found[0]), text)
""",
        ),
        severity=Severity.SLIP,
        clauses=("6.4",),
    ),
    wrong(
        "equal_parameters",
        "two parameters are equal if their values are",
        """Nodes compare and hash by identity. Two parameters that start alike may go different ways.""",
        (
            'class Parameter(NeuralNetNode, framework.Parameter):\n    """As in the given framework."""\n',
            '''\
            class Parameter(NeuralNetNode, framework.Parameter):
                """As in the given framework."""

                def __eq__(self, other):
                    return isinstance(other, Parameter) and self.value == other.value

                def __hash__(self):
                    return hash(Parameter)
            ''',
        ),
        severity=Severity.SLIP,
        clauses=("6.1",),
    ),
    wrong(
        "called_input1_at_first",
        "nameless inputs are input1, input2, ... at first, and renamed in the finished text",
        """An input may have that name of its own: then two are called x1.""",
        ("from backprop import framework", "import re\n\nfrom backprop import framework"),
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
        ("from backprop import framework", "import re\n\nfrom backprop import framework"),
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
        ("from backprop import framework", "import re\n\nfrom backprop import framework"),
        (
            NAMELESS,
            NAMELESS.replace("start=1", "start=0").replace("return self", "text = self")
            + """\
right = {f"x{number}": f"x{number + 1}" for number in range(len(nameless))}
return re.sub(r"(?<![A-Za-z0-9_])x[0-9]+(?![A-Za-z0-9_])", lambda found: right.get(found[0], found[0]), text)
""",
        ),
        severity=Severity.SLIP,
        clauses=("6.4",),
    ),
)
