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
    wrong(
        "told_by_its_list",
        "the numbers of inputs are kept until a list of children tells of a change, which reverse() and sort() do not",
        """A list can be changed in more ways than by append and insert. Who is sure to know them all?""",
        (
            "class NeuralNetNode(framework.NeuralNetNode):",
            '''\
            class Children(list):
                """A list that tells when it is changed."""

                changes = 0


            def telling(name):
                method = getattr(list, name)

                def changed(self, *arguments):
                    Children.changes += 1
                    return method(self, *arguments)

                return changed


            METHODS = ("append", "insert", "extend", "remove", "pop", "clear", "__setitem__", "__delitem__", "__iadd__")
            for name in METHODS:
                setattr(Children, name, telling(name))


            class NeuralNetNode(framework.NeuralNetNode):''',
        ),
        (
            NAMELESS,
            """\
            if getattr(self, "_seen", None) != Children.changes:
                inputs = self.find_input_nodes() if isinstance(self, Operation) else [self]
                nameless = [node for node in inputs if isinstance(node, Input) and node.name is None]
                self._seen = Children.changes
                self._names = {node: f"x{number}" for number, node in enumerate(nameless, start=1)}
            return self.formula(self._names)
            """,
        ),
        (
            "children: list[NeuralNetNode]  # type: ignore[assignment]",
            """\
            @property
            def children(self):
                return self._children

            @children.setter
            def children(self, nodes):
                Children.changes += 1
                self._children = Children(nodes)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("6.5", "6.8"),
    ),
)
