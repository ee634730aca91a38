"""Leaves, and whose name is whose."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify.pieces import INPUT, NAMELESS, NUMBER, SUM
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "name_read_as_a_number",
        "numbers in a sum are added up, and whatever `float` can read is taken for a number",
        """An input may be called inf or nan. Ask the node what it is, not its text.""",
        (
            SUM,
            """\
            number, terms = 0, []
            for child in self.children:
                text = child.formula(names) if isinstance(child, Multiply) else child.operand(names)
                try:
                    value = float(text)
                except ValueError:
                    terms.append(text)
                else:
                    number += child.value if isinstance(child, Parameter) else value
            if number or not terms:
                terms.append(f"({number!r})")
            return " + ".join(terms)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("6.4",),
    ),
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
)
