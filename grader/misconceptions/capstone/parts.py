"""What exercises 4, 6 and 7 promise of macros, formulas and derivatives, and holds in the capstone as well."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "all_inputs_are_renamed",
        "compile() calls all inputs x1, x2, ..., also those that have a name",
        """Somebody has called it height, and looks for that in the formula.""",
        (
            """\
            nameless = [node for node in self.input_nodes if node.name is None]
            taken = {node.name for node in self.input_nodes}
            free = (name for number in itertools.count(1) if (name := f"x{number}") not in taken)
            for node, name in zip(nameless, free, strict=False):
                node.name = name
            """,
            """\
            for number, node in enumerate(self.input_nodes, start=1):
                node.name = f"x{number}"
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.3",),
    ),
    wrong(
        "drawn_in_the_body",
        "a Linear draws its parameters in body()",
        """They are drawn when the Linear is made. Each body() would have others.""",
        (
            """\
            products = [Multiply([weight, child]) for weight, child in zip(self.weights, self.children, strict=True)]
            return Add([*products, self.bias])
            """,
            """\
            products = [Multiply([Parameter(), child]) for child in self.children]
            return Add([*products, Parameter()])
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.9",),
        family="drawn too late",
    ),
    wrong(
        "drawn_at_the_first_body",
        "a Linear draws its parameters when its body is asked for the first time",
        """They are drawn when the Linear is made. Whoever makes the same layers from the same seed, and draws something
        else before compile(), has another network.""",
        (
            """\
            self.weights = [Parameter(weight.value) for weight in self.weights]
            self.bias = Parameter(self.bias.value)
            """,
            "self.bias = None",
        ),
        (
            "products = [Multiply([weight, child])",
            """\
            if self.bias is None:
                self.weights, self.bias = [Parameter() for _ in self.children], Parameter()
            products = [Multiply([weight, child])""",
        ),
        severity=Severity.SLIP,
        clauses=("9.9",),
        family="drawn too late",
    ),
    wrong(
        "formula_is_kept",
        "funcify() writes the formula once and remembers it",
        """A parameter appears as the number that it is at that moment. What has been learned since is missing.""",
        (
            "def find_input_nodes(self) -> list[Any]:",
            """\
            def funcify(self) -> str:
                if not hasattr(self, "text"):
                    self.text = super().funcify()
                return self.text

            def find_input_nodes(self) -> list[Any]:
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.8",),
    ),
    wrong(
        "linear_starts_at_zero",
        "all parameters of a Linear are 0 at first",
        """Parameter() draws its value. If all weights are the same, so are all neurons of a layer, and they stay
        so.""",
        (
            """\
            self.weights = [Parameter(weight.value) for weight in self.weights]
            self.bias = Parameter(self.bias.value)
            """,
            """\
            self.weights = [Parameter(0.0) for weight in self.weights]
            self.bias = Parameter(0.0)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.9",),
    ),
    wrong(
        "macros_below_outputs_only",
        "only an Output replaces the macros below it",
        """compile() prepares any network, also one with a single number at its root: Add([Linear([x])]).""",
        (
            "self.replace_macros()",
            """\
            if isinstance(self, Output):
                self.replace_macros()
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.1",),
    ),
    wrong(
        "nameless_inputs_stay_so",
        "compile() gives no names, since funcify() finds some",
        """It finds them anew for each node that is asked: what the whole network calls x2 is x1 in a part of it.""",
        (
            """\
            nameless = [node for node in self.input_nodes if node.name is None]
            taken = {node.name for node in self.input_nodes}
            free = (name for number in itertools.count(1) if (name := f"x{number}") not in taken)
            for node, name in zip(nameless, free, strict=False):
                node.name = name
            """,
            "",
        ),
        severity=Severity.SLIP,
        clauses=("9.3",),
    ),
    wrong(
        "only_the_root_passes_back",
        "backward() of a node that was not compiled does nothing",
        """A method works for every node that has it, and not only for the root.""",
        (
            "self.chain_rule({self: derivative_from_parent})",
            """\
            if self.order is not None:
                self.chain_rule({self: derivative_from_parent})
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "outputs_write_alone",
        "funcify() is there for an Output and a Softmax alone",
        """Every node has a formula, as in exercise 6: a root with one number, and a neuron somewhere in the
        middle.""",
        (
            "def find_input_nodes(self) -> list[Any]:",
            """\
            def funcify(self) -> str:
                if not isinstance(self, Output):
                    raise NotImplementedError
                return super().funcify()

            def find_input_nodes(self) -> list[Any]:
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.8",),
    ),
    wrong(
        "sigmoid_of_the_last_forward",
        "Sigmoid.grad() takes the value of the last forward(), whatever has changed since",
        """An input was given another value after forward(). What is remembered is true only while it is up to
        date.""",
        (
            "class Sigmoid(Operation, ex3_caching.Sigmoid, ex6_funcify.Sigmoid):",
            """\
            class Sigmoid(Operation, ex3_caching.Sigmoid, ex6_funcify.Sigmoid):
                def grad(self) -> list[float]:
                    s = self.cached_value if hasattr(self, "cached_value") else self.forward()
                    return [s * (1 - s)]
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "softmax_of_the_last_forward",
        """\
        Softmax.backward() takes the probabilities of the last forward(), whatever has changed since
        """,
        """An input was given another value after forward(). The derivatives are about the network as it is.""",
        (
            "p = self.forward()",
            'p = self.cached_value if hasattr(self, "cached_value") else self.forward()',
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
    ),
    wrong(
        "told_the_first_part",
        "a node that is no Parameter is told what came from its first parent",
        """A parameter gets its whole derivative here. But so shall each node, and one of somebody's may show it.""",
        (
            """\
            for node in reversed(nodes):
                # An Output has no derivative of its own: it is known what its children get.
                if node.children and not isinstance(node, Output):
                    derivative = node.derivative
                    for child, slope in zip(node.children, node.grad(), strict=True):
                        child.derivative += derivative * slope
            for node in nodes:
                node.on_backward(node.derivative)
            """,
            """\
            for node in reversed(nodes):
                if node.children and (not isinstance(node, Output)):
                    derivative = node.derivative
                    for child, slope in zip(node.children, node.grad(), strict=True):
                        child.first = getattr(child, "first", None) or derivative * slope
                        child.derivative += derivative * slope
            for node in nodes:
                first = vars(node).pop("first", node.derivative)
                node.on_backward(node.derivative if isinstance(node, Parameter) else first)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
        hidden_only=True,
    ),
    wrong(
        "zero_is_not_told",
        "a node whose derivative is 0 is not told",
        """on_backward() is called once on each node. Somebody's node may count, or wait for it.""",
        (
            "node.on_backward(node.derivative)",
            """\
            if node.derivative:
                node.on_backward(node.derivative)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.6",),
        hidden_only=True,
    ),
)
