"""The capstone: what each exercise was allowed to forget, and what it costs when they meet."""

from __future__ import annotations

from grader.misconceptions.model import wrong

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
    ),
    wrong(
        "child_by_child",
        "an Output calls backward() of each of its children in turn, as in exercise 5",
        """The children share nodes here. Each of these is told its derivative in parts, and the parameters move between
        the parts.""",
        (SEEDS, SEEDS.replace("known[child] += d", "child.backward(d)")),
        ("known = dict.fromkeys(self.children, 0.0)", ""),
        ("self.chain_rule(known)", ""),
    ),
    wrong(
        "softmax_computes_again",
        "Softmax computes its probabilities again in backward(), as in exercise 5",
        """They are remembered since the last forward(). Count the calls of op in one backward().""",
        ("p = self.forward()\n", "p = self.op([child.forward() for child in self.children])\n"),
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
    ),
    wrong(
        "too_many_numbers",
        "predict() ignores numbers that are left over",
        """Whoever gives three numbers to a network with two inputs has made a mistake, and would like to know.""",
        (
            "def find_input_nodes(self) -> list[Any]:",
            """\
            def predict(self, inputs):
                for node, value in zip(self.input_nodes, inputs):
                    node.value = value
                return self.forward()

            def find_input_nodes(self) -> list[Any]:""",
        ),
    ),
    wrong(
        "output_writes_its_name",
        "funcify() of an Output is output(...)",
        """The formula of an Output is a list, for that is its value.""",
        ("""return f"[{', '.join(""", """return f"output({', '.join("""),
        ('for child in self.children)}]"', 'for child in self.children)})"'),
    ),
    wrong(
        "p_minus_y",
        "cce_loss_grad() is p - y, since that is what softmax and cross-entropy give together",
        """Together, yes: then the Softmax must do nothing. Yours does its half too, and so it is done twice.""",
        (
            "cce_loss, cce_loss_grad = ex5_outputs.cce_loss, ex5_outputs.cce_loss_grad",
            """\
            cce_loss = ex5_outputs.cce_loss


            def cce_loss_grad(y_true, y_pred):
                return [p - y for y, p in zip(y_true, y_pred)]""",
        ),
    ),
    wrong(
        "same_child_counts_once",
        "a child that stands twice below an Output gets one of its two derivatives",
        """Each place where a node stands is a way to the loss, and ways add up.""",
        ("known[child] += d", "known[child] = d"),
        hidden_only=True,
    ),
    wrong(
        "compile_forgets_the_others",
        "compile() writes the parents down anew, those in this network",
        """Two networks may have nodes in common. Who compiles the second one makes the first one deaf.""",
        (
            "bodies: dict[Any, Any] = {}",
            """\
            for node in children_first(self):
                node.parents.clear()
            bodies: dict[Any, Any] = {}""",
        ),
        hidden_only=True,
    ),
)
