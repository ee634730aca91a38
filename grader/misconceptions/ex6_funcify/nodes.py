"""What nodes do besides writing themselves down: as in the given framework, whatever a course makes of them."""

from __future__ import annotations

from grader.misconceptions.ex6_funcify.pieces import NUMBER
from grader.misconceptions.model import Severity, wrong

FORMULA = 'return self.formula({node: f"x{number}" for number, node in enumerate(nameless, start=1)})'
NAMED = """\
def formula(self, names: dict[Input, str]) -> str:
    return names[self] if self.name is None else self.name
"""
PARAMETER = '''\
class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""
'''
CHILDREN = "children: list[NeuralNetNode]  # type: ignore[assignment]"
TERM = "child.formula(names) if isinstance(child, Multiply) else child.operand(names) for child in self.children"
FACTORS = 'return " * ".join(child.operand(names) for child in self.children) or "1"'

MISCONCEPTIONS = (
    wrong(
        "repr_is_the_formula",
        "the repr of a node is its formula",
        """A formula is nice to read at the prompt. But the repr is code from which a tree can be made, as in the given
        framework, and people who look for a node in a tree rely on it.""",
        (CHILDREN, f"{CHILDREN}\n\ndef __repr__(self) -> str:\n    return self.funcify()\n"),
        severity=Severity.SLIP,
        clauses=("6.10",),
    ),
    wrong(
        "inputs_equal_by_name",
        "two inputs of the same name are equal",
        """Nodes compare and hash by identity: two inputs are two, also if another network has one of that name.""",
        (
            NAMED,
            NAMED
            + """
def __eq__(self, other):
    return self is other or (isinstance(other, Input) and self.name is not None and self.name == other.name)

def __hash__(self):
    return id(self) if self.name is None else hash(self.name)
""",
        ),
        severity=Severity.SLIP,
        clauses=("6.10",),
    ),
    wrong(
        "parameter_takes_a_name",
        "the second argument of a Parameter is a name, as that of an Input",
        """Who makes a Parameter(2.0, 0.5) gives it a learning rate: so it is in the given framework.""",
        (
            PARAMETER,
            PARAMETER
            + """
    def __init__(self, value: float | None = None, name: str | None = None, learning_rate: float = 0.01) -> None:
        super().__init__(value, learning_rate)
        self.name = name
""",
        ),
        severity=Severity.SLIP,
        clauses=("6.10",),
    ),
    wrong(
        "value_of_any_child",
        "a child with a value that is no input is taken for a number",
        """A course's operation may have an attribute `value`, too. What tells a parameter from all other nodes?""",
        (
            FACTORS,
            """\
            return " * ".join(
                f"({child.value!r})"
                if getattr(child, "value", None) is not None and not isinstance(child, Input)
                else child.operand(names)
                for child in self.children
            ) or "1"
            """,
        ),
        (
            TERM,
            """\
            f"({child.value!r})"
            if getattr(child, "value", None) is not None and not isinstance(child, Input)
            else child.operand(names)
            for child in self.children
            """,
        ),
        severity=Severity.SLIP,
        clauses=("6.10",),
    ),
    wrong(
        "text_at_assignment",
        "a parameter makes its text when its value is assigned",
        """A subclass may have a `value` that is a property: then nothing is assigned here, and there is no text. Which
        number is it at the moment when somebody asks?""",
        (
            PARAMETER,
            PARAMETER
            + """
    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value
        self._text = repr(value)
""",
        ),
        (NUMBER, "return self._text"),
        severity=Severity.SLIP,
        clauses=("6.8", "6.10"),
    ),
    wrong(
        "children_copied",
        "assigning to children makes a copy of the list",
        """Who has assigned a list may change it afterwards, in place: forward() knows then what is in it. Here the node
        looks at a list that nobody else has.""",
        (
            CHILDREN,
            """\
            @property
            def children(self):
                return self._children

            @children.setter
            def children(self, nodes):
                self._children = list(nodes)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("6.8",),
    ),
    wrong(
        "kept_by_repr",
        "the text is kept until the repr or the names have changed",
        """A course's class may have a `__repr__` that says less than yours. Has nothing changed, if the repr has not?""",
        (
            FORMULA,
            """\
            names = {node: f"x{number}" for number, node in enumerate(nameless, start=1)}
            key = (repr(self), list(names), [node.name for node in inputs if isinstance(node, Input)])
            if getattr(self, "_key", None) != key:
                self._key, self._text = key, self.formula(names)
            return self._text
            """,
        ),
        severity=Severity.SLIP,
        clauses=("6.8", "6.10"),
    ),
)
