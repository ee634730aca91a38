"""What exercises 2, 3, 5 and 7 promise of inputs and values, and holds in the capstone as well."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "predict_starts_anew",
        "predict() marks all nodes below as out of date, and goes past invalidate()",
        """Of what was asked with one model, another one on the same nodes never hears: the way up ends where
        something is out of date already. And most of it need not be computed again.""",
        (
            "def find_input_nodes(self) -> list[Any]:",
            """\
            def predict(self, inputs: Sequence[float]) -> Any:
                for node in self.order or children_first(self):
                    if node.children:
                        node.is_up_to_date = False
                return super().predict(inputs)

            def find_input_nodes(self) -> list[Any]:
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("9.4",),
    ),
    wrong(
        "nothing_kept_below_an_output",
        "forward() of an Output computes everything again",
        """What is below an Output remembers its value like all others: only what is above a changed leaf is
        computed.""",
        (
            "return list(super().forward())",
            """\
            for node in children_first(self):
                if node.children:
                    node.is_up_to_date = False
            return list(super().forward())
            """,
        ),
        (
            "p = self.forward()",
            "p = self.cached_value if self.is_up_to_date else self.forward()",
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
    ),
    wrong(
        "up_along_every_path",
        "invalidate() goes up along every path",
        """Two parents for each node, thirty levels: that is a thousand million paths. Who is out of date has told
        its parents already.""",
        (
            """\
            while changed:
                node = changed.pop()
                if node.is_up_to_date:
                    node.is_up_to_date = False
                    changed.extend(node.parents)
            """,
            """\
            while changed:
                node = changed.pop()
                node.is_up_to_date = False
                changed.extend(node.parents)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
    ),
    wrong(
        "down_along_every_path",
        "compile() goes down along every path",
        """A node that is shared is prepared once for each of its parents, and so is all that is below it: with
        each level twice as often.""",
        (
            """\
            seen: set[Any] = {self}
            waiting: list[Any] = [self]
            while waiting:
                node = waiting.pop()
                for i, child in enumerate(node.children):
                    while isinstance(child, ex4_macros.Macro):
                        if child not in bodies:
                            bodies[child] = child.body()
                        child = bodies[child]
                    node.children[i] = child
                    child.parents.add(node)
                    if child not in seen:
                        seen.add(child)
                        waiting.append(child)
            """,
            """\
            def prepare(node: Any) -> None:
                for i, child in enumerate(node.children):
                    while isinstance(child, ex4_macros.Macro):
                        if child not in bodies:
                            bodies[child] = child.body()
                        child = bodies[child]
                    node.children[i] = child
                    child.parents.add(node)
                    prepare(child)

            prepare(self)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.1",),
    ),
    wrong(
        "many_calls_for_each_level",
        "forward() asks the children through four methods of its own",
        """Each level of the network is five levels of calls. With 200 levels, which a network may have, that is a
        RecursionError.""",
        (
            """\
            for node in self.order or children_first(self):
                if not node.is_up_to_date:
                    node.cached_value = node.op([child.cached_value for child in node.children])
                    node.is_up_to_date = True
            """,
            """\
            self.cached_value = self.compute()
            self.is_up_to_date = True
            """,
        ),
        (
            "def backward(self, derivative_from_parent: Any) -> None:",
            """\
            def compute(self) -> Any:
                return self.op(self.values_below())

            def values_below(self) -> list[Any]:
                return list(map(lambda child: self.ask(child), self.children))

            def ask(self, child: Any) -> Any:
                return child.known()

            def known(self) -> Any:
                return self.forward()

            def backward(self, derivative_from_parent: Any) -> None:
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.4",),
    ),
    wrong(
        "searched_in_every_predict",
        "predict() looks for the inputs each time, as in the given framework",
        """compile() has remembered them. Try predict() with a wrong number of inputs: who knows the inputs need
        not look at any node.""",
        (
            "def find_input_nodes(self) -> list[Any]:",
            """\
            def predict(self, inputs: Sequence[float]) -> Any:
                nodes = self.find_input_nodes()
                if len(inputs) != len(nodes):
                    raise ValueError(f"{len(nodes)} inputs, but {len(inputs)} numbers")
                for node, value in zip(nodes, inputs, strict=True):
                    node.value = value
                return self.forward()

            def find_input_nodes(self) -> list[Any]:
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.2",),
    ),
    wrong(
        "changed_before_refused",
        "predict() gives the inputs their values before it counts them",
        """After the ValueError some inputs have another value than before. The next forward() is about another
        point.""",
        (
            "def find_input_nodes(self) -> list[Any]:",
            """\
            def predict(self, inputs: Sequence[float]) -> Any:
                for node, value in zip(self.find_input_nodes(), inputs):
                    node.value = value
                return super().predict(inputs)

            def find_input_nodes(self) -> list[Any]:
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.2",),
    ),
    wrong(
        "inner_nodes_have_all_inputs",
        "compile() gives every node below the inputs of the root",
        """A node in the middle has the inputs that are below it, and predict() takes as many numbers.""",
        (
            "nameless = [node for node in self.input_nodes if node.name is None]",
            """\
            for node in self.order:
                node.input_nodes = self.input_nodes
            nameless = [node for node in self.input_nodes if node.name is None]
            """,
        ),
        (
            "return [node for node in children_first(self) if isinstance(node, Input)]",
            """\
            if getattr(self, "input_nodes", None) is not None:
                return list(self.input_nodes)
            return [node for node in children_first(self) if isinstance(node, Input)]
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.2",),
    ),
    wrong(
        "remembered_list_given_away",
        "forward() of an Output returns the list that it remembers",
        """Whoever gets a list may change it, and then the network has another value.""",
        (
            "return list(super().forward())",
            "return super().forward()",
        ),
        severity=Severity.SLIP,
        clauses=("9.7",),
    ),
)
