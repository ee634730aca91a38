"""Where the inputs are kept, and whether they are used."""

from __future__ import annotations

from grader.misconceptions.ex2_compile.pieces import CHOOSE, REMEMBER
from grader.misconceptions.model import Severity, wrong

ATTRIBUTE = "input_nodes: list[framework.Input] | None = None"

MISCONCEPTIONS = (
    wrong(
        "compile_does_nothing",
        "after compile(), predict() still looks through the tree",
        """The values are right, but they were right before. After compile(), predict() should not look at `children`
        at all, apart from what forward() does.""",
        (REMEMBER, "pass"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("2.3",),
        family="still searches",
    ),
    wrong(
        "searches_to_compare",
        "predict() searches the tree once more, to count the inputs",
        """The nodes are remembered, but to compare the numbers they are looked for again. Is what you want to know not
        in what you have remembered?""",
        ("if len(inputs) != len(nodes)", "if len(inputs) != len(self.find_input_nodes())"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("2.3",),
        family="still searches",
    ),
    wrong(
        "one_list_for_all",
        "the list of inputs is one for all networks",
        """Compile a second network, and the first one writes its numbers into inputs of the other. Where does the list
        live: in the node, or in something that all nodes share?""",
        (ATTRIBUTE, "is_compiled = False\nremembered: list[framework.Input] = []"),
        (REMEMBER, "self.is_compiled = True\nself.remembered[:] = self.find_input_nodes()"),
        (CHOOSE, "nodes = self.remembered if self.is_compiled else self.find_input_nodes()"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("2.8",),
        family="shared by all networks",
    ),
    wrong(
        "kept_on_the_class",
        "the inputs are kept on the class, not on the node",
        """What is stored on a class belongs to all its objects: after one compile(), every other network believes that
        it was compiled too, with inputs that are not its own.""",
        (REMEMBER, "Operation.input_nodes = self.find_input_nodes()"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("2.8",),
        family="shared by all networks",
    ),
    wrong(
        "appended_to_a_class_list",
        "compile() appends to a list that was made in the class body",
        """A list in a class body exists once, for all objects. `self.x.append(...)` changes that one list; `self.x =
        [...]` would give the object one of its own.""",
        (ATTRIBUTE, "input_nodes: list[framework.Input] = []"),
        (REMEMBER, "self.input_nodes.extend(self.find_input_nodes())"),
        (CHOOSE, "nodes = self.input_nodes or self.find_input_nodes()"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("2.7", "2.8"),
        family="shared by all networks",
    ),
)
