"""What a first and a second compile() do."""

from __future__ import annotations

from grader.misconceptions.ex2_compile.pieces import CHOOSE, REMEMBER
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "compiled_once_for_ever",
        "a second compile() changes nothing",
        """A network that has grown is compiled again so that its new inputs count. Here the first answer stays for
        ever.""",
        (REMEMBER, "if self.input_nodes is None:\n    self.input_nodes = self.find_input_nodes()"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("2.7",),
    ),
    wrong(
        "inputs_pile_up",
        "a second compile() adds its inputs to those of the first",
        """After compiling twice there are too many inputs, some of them twice. Each compile() should begin with
        nothing.""",
        (REMEMBER, "self.input_nodes = (self.input_nodes or []) + self.find_input_nodes()"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("2.7",),
    ),
    wrong(
        "compiles_itself",
        "the first predict() compiles the network by itself",
        """Convenient, but then a network that nobody has compiled does not notice when it grows: without compile(),
        predict() has to work as it always did.""",
        (CHOOSE, "if self.input_nodes is None:\n    self.compile()\nnodes = self.input_nodes or []"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("2.4",),
    ),
    wrong(
        "needs_compile",
        "predict() works only after compile()",
        """Before compile() there is nothing to remember, but the network can still be searched, as slowly as ever.""",
        (CHOOSE, "nodes = self.input_nodes"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("2.4",),
    ),
    wrong(
        "same_inputs_same_order",
        "compile() keeps its list if it finds the same inputs, in whatever order",
        """Children may change places. Then the inputs are the same, but the numbers of predict() belong to others of
        them.""",
        (
            REMEMBER,
            """\
            found = self.find_input_nodes()
            if self.input_nodes is None or set(found) != set(self.input_nodes):
                self.input_nodes = found""",
        ),
        severity=Severity.SLIP,
        clauses=("2.5", "2.7"),
    ),
    wrong(
        "compiled_for_a_moment",
        "predict() compiles for the time of one call, and stays compiled if an op fails",
        """What is put back after a call is not put back if an exception comes in between. Is there need to remember
        anything here at all?""",
        (
            "return self.forward()",
            """\
            before, self.input_nodes = self.input_nodes, nodes
            value = self.forward()
            self.input_nodes = before
            return value""",
        ),
        severity=Severity.SLIP,
        clauses=("2.4",),
    ),
)
