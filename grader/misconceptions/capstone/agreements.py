"""What the given framework and exercises 2, 3 and 7 promise of lists, changes and levels."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

A_LEAF = """\
class Leaf(NeuralNetNode):
    \"""What `Input` and `Parameter` have in common.\"""
"""

A_PARAMETER = '''\
class Parameter(Leaf, ex3_caching.Parameter, ex6_funcify.Parameter):
    """A leaf whose value is learned."""
'''

MISCONCEPTIONS = (
    wrong(
        "parents_from_birth_only",
        "a node has those for parents that were made with it",
        """Until compile() the list of children may change. Who came into it later has parents as well, which have to
        hear of a change.""",
        (
            """\
            node.children[i] = child
            child.parents.add(node)
            """,
            """\
            if child is not node.children[i]:
                node.children[i] = child
                child.parents.add(node)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
    ),
    wrong(
        "learning_rate_of_the_beginning",
        "a parameter learns at the rate with which it was made",
        """Anyone may assign another learning rate later on.""",
        (
            A_PARAMETER,
            A_PARAMETER
            + """
    def __init__(self, value: float | None = None, learning_rate: float = 0.01) -> None:
        super().__init__(value, learning_rate)
        self.step = -learning_rate

    def on_backward(self, derivative_from_parent: float) -> None:
        self.value += self.step * derivative_from_parent
""",
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "inputs_are_added_up",
        "compile() adds the inputs to those that it has found before",
        """Compiled twice, the network has each input twice, and predict() wants as many numbers.""",
        (
            "super().compile()",
            """\
            known: list[Any] = getattr(self, "input_nodes", None) or []
            self.input_nodes = [*known, *self.find_input_nodes()]
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.2",),
    ),
    wrong(
        "leaves_learn_from_above_only",
        "backward() of a leaf does nothing",
        """Each node has a backward(). A parameter that is asked itself learns from that derivative.""",
        (
            A_LEAF,
            A_LEAF
            + """
    def backward(self, derivative_from_parent: float) -> None:
        pass
""",
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "children_in_the_list_of_the_caller",
        "a node keeps the list of children with which it was made",
        """The list is the caller's, who may go on with it. And compile() puts bodies into it.""",
        (
            """\
            for child in children:
                child.parents.add(self)
            """,
            """\
            self.children = children
            for child in children:
                child.parents.add(self)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.2",),
    ),
    wrong(
        "nearly_equal_is_equal",
        "a leaf takes a value that is nearly the same for no change",
        """Many small steps are a large one, and never arrive. Equal is ==.""",
        (
            "import operator\n",
            "import math\nimport operator\n",
        ),
        (
            A_LEAF,
            A_LEAF
            + """
    @property
    def value(self) -> float:
        return self.current

    @value.setter
    def value(self, value: float) -> None:
        if "current" not in vars(self) or not math.isclose(value, self.current):
            self.current = value
            self.invalidate()
""",
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
    ),
    wrong(
        "compared_as_texts",
        "a leaf compares the texts of two values",
        """2 and 2.0 are the same number with two texts, and so are 0.0 and -0.0. Nothing has to be computed again.""",
        (
            A_LEAF,
            A_LEAF
            + """
    @property
    def value(self) -> float:
        return self.current

    @value.setter
    def value(self, value: float) -> None:
        if "current" not in vars(self) or repr(value) != repr(self.current):
            self.current = value
            self.invalidate()
""",
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
    ),
    wrong(
        "many_calls_up_for_each_level",
        "each node tells its parents through four methods of its own",
        """Each level of the network is several levels of calls. With 200 levels, which a network may have, that is a
        RecursionError.""",
        (
            '''\
            def invalidate(self) -> None:
                """Note that the values of this node and of all nodes above it are no longer known."""
                changed: list[NeuralNetNode] = [self]
                while changed:
                    node = changed.pop()
                    if node.is_up_to_date:
                        node.is_up_to_date = False
                        changed.extend(node.parents)
            ''',
            """\
            def invalidate(self) -> None:
                if self.is_up_to_date:
                    self.is_up_to_date = False
                    self.tell_parents()

            def tell_parents(self) -> None:
                self.for_each_parent(lambda parent: self.tell(parent))

            def for_each_parent(self, what: Callable[[NeuralNetNode], None]) -> None:
                for parent in self.parents:
                    what(parent)

            def tell(self, parent: NeuralNetNode) -> None:
                parent.told_of_a_change()

            def told_of_a_change(self) -> None:
                self.invalidate()
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
    ),
)
