"""What a course may add to the capstone's nodes: operations, macros and leaves of its own."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "four_slopes_known",
        "backward() knows the slopes of the four operations, and never calls grad()",
        """A course may add operations of its own. Theirs are known to their grad() alone.""",
        (
            "for child, slope in zip(node.children, node.grad(), strict=True):",
            "for child, slope in zip(node.children, slopes_of(node), strict=True):",
        ),
        (
            "def children_first(root: NeuralNetNode) -> list[NeuralNetNode]:",
            """\
            def slopes_of(node: Any) -> list[float]:
                if isinstance(node, Multiply):
                    return Multiply.grad(node)
                if isinstance(node, Sigmoid):
                    return [node.forward() * (1 - node.forward())]
                if isinstance(node, ReLU):
                    return [float(node.forward() > 0)]
                return [1.0] * len(node.children)


            def children_first(root: NeuralNetNode) -> list[NeuralNetNode]:
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "every_sum_has_slope_one",
        "backward() takes the slopes of whatever is an Add to be 1",
        """A subclass may have another op, and another grad.""",
        (
            "for child, slope in zip(node.children, node.grad(), strict=True):",
            """\
            slopes = [1.0] * len(node.children) if isinstance(node, Add) else node.grad()
            for child, slope in zip(node.children, slopes, strict=True):
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "one_list_for_all_calls_of_op",
        "each node keeps one list for the values of its children, and hands it to op every time",
        """An op may change the list that it gets. The next one gets what is left of it.""",
        (
            "node.cached_value = node.op([child.cached_value for child in node.children])",
            """\
            x = vars(node).setdefault("arguments", [0.0] * len(node.children))
            for i, child in enumerate(node.children):
                x[i] = child.cached_value
            node.cached_value = node.op(x)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
    ),
    wrong(
        "macros_below_operations_only",
        "compile() looks for macros below operations only",
        """Whatever has children may have a macro among them, also a course's node that is no Operation.""",
        (
            "if child not in seen:",
            "if child not in seen and isinstance(child, Operation):",
        ),
        severity=Severity.SLIP,
        clauses=("9.1",),
    ),
    wrong(
        "output_goes_past_op",
        "forward() of an Output lists the children's values, and never calls op",
        """A subclass may override op, as Softmax does.""",
        ("return list(super().forward())", "return [child.forward() for child in self.children]"),
        (
            "def passed_on(self, derivative: Sequence[float]) -> list[float]:",
            """\
            def forward(self) -> list[float]:
                return list(Operation.forward(self))

            def passed_on(self, derivative: Sequence[float]) -> list[float]:
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.7",),
    ),
    wrong(
        "told_by_the_framework_s_word",
        "backward() calls on_backward(derivative_from_parent=...)",
        """A course's on_backward may call its argument what it likes; the framework hands it over by its place.""",
        ("node.on_backward(node.derivative)", "node.on_backward(derivative_from_parent=node.derivative)"),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "inputs_from_before_the_bodies",
        "compile() remembers the inputs before it replaces the macros",
        """A body may have its children in another order. So the inputs come in another order, too.""",
        (
            """\
            self.replace_macros()
            self.order = children_first(self)
            super().compile()
            """,
            """\
            super().compile()
            self.replace_macros()
            self.order = children_first(self)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.2",),
    ),
    wrong(
        "every_linear_is_a_sum",
        "compile() knows the body of a Linear, and does not ask a subclass for its own",
        """A subclass of Linear may stand for another network: its body() says for which.""",
        (
            "bodies[child] = child.body()",
            "bodies[child] = Linear.body(child) if isinstance(child, Linear) else child.body()",
        ),
        severity=Severity.SLIP,
        clauses=("9.1",),
    ),
    wrong(
        "smaller_parameters_for_more_children",
        "a Linear draws its parameters from +-1 / sqrt(n)",
        """Large frameworks do so, but here they are drawn as Parameter() draws them, from -1 to 1.""",
        (
            """\
            self.weights = [Parameter(weight.value) for weight in self.weights]
            self.bias = Parameter(self.bias.value)
            """,
            """\
            scale = max(len(self.weights), 1) ** -0.5
            self.weights = [Parameter(weight.value * scale) for weight in self.weights]
            self.bias = Parameter(self.bias.value * scale)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.9",),
    ),
    wrong(
        "one_level_for_each_product",
        "body() of a Linear makes its products one after the other by recursion",
        """A Linear may have thousands of children, and Python has a thousand levels of calls.""",
        (
            """\
            products = [Multiply([weight, child]) for weight, child in zip(self.weights, self.children, strict=True)]
            return Add([*products, self.bias])
            """,
            """\
            def products(i: int) -> list[NeuralNetNode]:
                if i == len(self.children):
                    return []
                return [Multiply([self.weights[i], self.children[i]]), *products(i + 1)]

            return Add([*products(0), self.bias])
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.9",),
    ),
)
