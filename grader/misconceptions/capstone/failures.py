"""What is left over in the capstone when a method raises an exception, or asks another network."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "known_before_it_is_computed",
        "forward() notes that a node is up to date before it calls op",
        """If op raises an exception, the value is still the old one, and nobody will compute it again.""",
        (
            """\
            node.cached_value = node.op([child.cached_value for child in node.children])
            node.is_up_to_date = True
            """,
            """\
            node.is_up_to_date = True
            node.cached_value = node.op([child.cached_value for child in node.children])
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
    ),
    wrong(
        "sums_are_left_over",
        "a node's sum of derivatives is set back to 0 when it is told",
        """When a grad() raises an exception, nobody is told, and the next backward() adds to what is there.""",
        ("derivative: float\n", "derivative: float = 0.0\n"),
        (
            """\
            for node in nodes:
                node.derivative = known.get(node, 0.0)
            """,
            """\
            for node, part in known.items():
                node.derivative += part
            """,
        ),
        (
            "node.on_backward(node.derivative)",
            """\
            whole, node.derivative = node.derivative, 0.0
            node.on_backward(whole)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "told_before_the_last_is_known",
        "backward() tells a parameter its derivative as soon as that is known",
        """Another grad() may raise an exception after that. Then not all derivatives are known, but it has moved.""",
        (
            """\
            if node.children and not isinstance(node, Output):
                derivative = node.derivative
                for child, slope in zip(node.children, node.grad(), strict=True):
                    child.derivative += derivative * slope
            """,
            """\
            node.on_backward(node.derivative)
            if node.children and not isinstance(node, Output):
                derivative = node.derivative
                for child, slope in zip(node.children, node.grad(), strict=True):
                    child.derivative += derivative * slope
            """,
        ),
        (
            """\
            for node in nodes:
                node.on_backward(node.derivative)
            """,
            "",
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "parents_hear_at_the_end",
        "parents hear that parameters have moved when the last on_backward() has returned",
        """If one of them raises an exception, they never hear of those that have moved before.""",
        ("order: list[NeuralNetNode] | None = None", "order: list[NeuralNetNode] | None = None\nmoved: Any = None"),
        (
            """\
            for node in nodes:
                node.on_backward(node.derivative)
            """,
            """\
            NeuralNetNode.moved = moved = []
            for node in nodes:
                node.on_backward(node.derivative)
            NeuralNetNode.moved = None
            for leaf in moved:
                leaf.invalidate()
            """,
        ),
        (
            """\
            for parent in self.parents:
                parent.invalidate()
            """,
            """\
            if NeuralNetNode.moved is not None:
                NeuralNetNode.moved.append(self)
                return
            for parent in self.parents:
                parent.invalidate()
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
    ),
    wrong(
        "one_table_of_derivatives",
        "all networks keep their derivatives in one dict of the class",
        """An on_backward() may call backward() of another network, which clears the table.""",
        ("derivative: float\n", "totals: dict[Any, float] = {}\n"),
        (
            """\
            for node in nodes:
                node.derivative = known.get(node, 0.0)
            """,
            """\
            totals = NeuralNetNode.totals
            totals.clear()
            totals.update(known)
            """,
        ),
        (
            """\
            derivative = node.derivative
            for child, slope in zip(node.children, node.grad(), strict=True):
                child.derivative += derivative * slope
            """,
            """\
            derivative = totals.get(node, 0.0)
            for child, slope in zip(node.children, node.grad(), strict=True):
                totals[child] = totals.get(child, 0.0) + derivative * slope
            """,
        ),
        ("node.on_backward(node.derivative)", "node.on_backward(totals.get(node, 0.0))"),
        severity=Severity.SLIP,
        clauses=("9.6",),
        hidden_only=True,
    ),
    wrong(
        "one_mark_for_all_networks",
        "while one network computes, a mark of the class says that values need not be computed",
        """An op may ask another network, whose inputs have changed. It gets the value from before.""",
        ("order: list[NeuralNetNode] | None = None", "order: list[NeuralNetNode] | None = None\ncomputing = False"),
        ("if not self.is_up_to_date:", "if not self.is_up_to_date and not NeuralNetNode.computing:"),
        (
            """\
            for node in self.order or children_first(self):
                if not node.is_up_to_date:
                    node.cached_value = node.op([child.cached_value for child in node.children])
                    node.is_up_to_date = True
            """,
            """\
            NeuralNetNode.computing = True
            try:
                for node in self.order or children_first(self):
                    if not node.is_up_to_date:
                        node.cached_value = node.op([child.cached_value for child in node.children])
                        node.is_up_to_date = True
            finally:
                NeuralNetNode.computing = False
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
        hidden_only=True,
    ),
)
