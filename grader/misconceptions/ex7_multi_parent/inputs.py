"""How inputs are found."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

FIND = "return [node for node in children_first(self) if isinstance(node, framework.Input)]"

MISCONCEPTIONS = (
    wrong(
        "inputs_listed_twice",
        "a shared input is listed once for each path",
        """predict() then asks for two numbers for one input.""",
        (FIND, "return super().find_input_nodes()"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.7",),
    ),
    wrong(
        "inputs_found_path_by_path",
        "shared inputs are listed once, but looked for along every path",
        """The list is right, only that a graph of n doublings has 2^n paths. Which nodes need no second visit?""",
        (FIND, "return list(dict.fromkeys(super().find_input_nodes()))"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.8",),
    ),
    wrong(
        "inputs_level_by_level",
        "the inputs are listed level by level",
        """Depth first, left to right was the order, and numbers are given to predict() in that order.""",
        (
            FIND,
            """\
            seen: list[framework.NeuralNetNode] = [self]
            for node in seen:
                seen.extend(child for child in node.children if child not in seen)
            return [node for node in seen if isinstance(node, framework.Input)]""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.7",),
        family="order of inputs",
    ),
    wrong(
        "inputs_at_last_visit",
        "a shared input is listed at its last visit",
        """If an input is met twice, it keeps the place of the first time.""",
        (FIND, "found = super().find_input_nodes()[::-1]\nreturn list(dict.fromkeys(found))[::-1]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.7",),
        family="order of inputs",
    ),
    wrong(
        "lost_below_another_kind",
        "an input that is met first below a node that is no Operation is never listed",
        """There it may be left out. But it is marked as seen, and when it is met again below an Operation, it is passed
        over.""",
        (
            FIND,
            """\
            found, seen = [], {self}

            def walk(node: framework.NeuralNetNode) -> None:
                for child in node.children:
                    if child not in seen:
                        seen.add(child)
                        if isinstance(child, framework.Input) and isinstance(node, framework.Operation):
                            found.append(child)
                        walk(child)

            walk(self)
            return found""",
        ),
        severity=Severity.SLIP,
        clauses=("7.7",),
    ),
    wrong(
        "inputs_by_value",
        "two inputs that hold the same value are taken for one",
        """Whether two inputs are the same one is a question of identity, not of the number they hold at the moment.""",
        (
            FIND,
            "found = {node.value: node for node in children_first(self)[::-1] if isinstance(node, framework.Input)}\nreturn list(found.values())[::-1]",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.7",),
    ),
    wrong(
        "predict_renames_inputs",
        "predict() calls its argument `values`",
        """Somebody may pass it by its name in the given framework, inputs.""",
        (
            "def find_input_nodes(self) -> list[framework.Input]:",
            """\
            def predict(self, values: list[float]) -> float:
                return super().predict(values)

            def find_input_nodes(self) -> list[framework.Input]:""",
        ),
        severity=Severity.SLIP,
        clauses=("7.10",),
    ),
)
