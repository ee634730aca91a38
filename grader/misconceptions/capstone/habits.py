"""What was right in an exercise and is wrong on a graph with outputs."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

SEEDS = """\
for child, d in zip(self.children, self.passed_on(derivative), strict=True):
    known[child] += d
"""

MISCONCEPTIONS = (
    wrong(
        "only_one_parent_hears",
        "a changed leaf tells one parent, as in exercise 3",
        """In a tree that was all. In a graph the other parents go on with a value that is no longer true.""",
        ("self.parents: set[NeuralNetNode] = set()", "self.parents = Newest()"),
        (
            "class NeuralNetNode(ex3_caching.NeuralNetNode",
            """\
            class Newest(set):
                def add(self, node):
                    self.clear()
                    super().add(node)


            class NeuralNetNode(ex3_caching.NeuralNetNode""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("9.4",),
    ),
    wrong(
        "one_body_for_each_parent",
        "a macro gets a new body wherever it stands",
        """A macro with two parents is one node. Two bodies have twice the parameters, which learn apart from each
        other.""",
        (
            """\
            if child not in bodies:
                bodies[child] = child.body()
            child = bodies[child]
            """,
            "child = child.body()",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("9.1",),
    ),
    wrong(
        "child_by_child",
        "an Output calls backward() of each of its children in turn, as in exercise 5",
        """The children share nodes here. Each of these is told its derivative in parts, and the parameters move between
        the parts.""",
        (SEEDS, SEEDS.replace("known[child] += d", "child.backward(d)")),
        ("known = dict.fromkeys(self.children, 0.0)", ""),
        ("self.chain_rule(known)", ""),
        severity=Severity.MISUNDERSTANDING,
        clauses=("9.7",),
    ),
    wrong(
        "softmax_computes_again",
        "Softmax computes its probabilities again in backward(), as in exercise 5",
        """They are remembered since the last forward(). Count the calls of op in one backward().""",
        ("p = self.forward()\n", "p = self.op([child.forward() for child in self.children])\n"),
        severity=Severity.SLIP,
        clauses=("9.5",),
    ),
    wrong(
        "all_out_of_date",
        "when anything changes, everything is computed again",
        """Right, and more than is needed: only what lies above the changed leaf has another value now.""",
        (
            "for parent in self.parents:\n    parent.invalidate()",
            """\
            root = self
            while root.parents:
                root = next(iter(root.parents))
            if root.is_up_to_date:
                for node in children_first(root):
                    if node.children:
                        node.is_up_to_date = False
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("9.4",),
    ),
)
