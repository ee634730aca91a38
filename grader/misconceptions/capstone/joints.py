"""Where two exercises meet for the first time."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
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
        severity=Severity.SLIP,
        clauses=("9.2",),
    ),
    wrong(
        "output_writes_its_name",
        "funcify() of an Output is output(...)",
        """The formula of an Output is a list, for that is its value.""",
        ("""return f"[{', '.join(""", """return f"output({', '.join("""),
        ('for child in self.children)}]"', 'for child in self.children)})"'),
        severity=Severity.SLIP,
        clauses=("9.8",),
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
        severity=Severity.MISUNDERSTANDING,
        clauses=("9.6",),
    ),
    wrong(
        "same_child_counts_once",
        "a child that stands twice below an Output gets one of its two derivatives",
        """Each place where a node stands is a way to the loss, and ways add up.""",
        ("known[child] += d", "known[child] = d"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("9.7",),
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
        severity=Severity.MISUNDERSTANDING,
        clauses=("9.4",),
    ),
)
