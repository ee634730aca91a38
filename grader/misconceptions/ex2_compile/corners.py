"""What only a change elsewhere, an error of an op, or a class of the course shows."""

from __future__ import annotations

from grader.misconceptions.ex2_compile.pieces import CHOOSE, REMEMBER
from grader.misconceptions.ex2_compile.storage import ATTRIBUTE
from grader.misconceptions.model import Severity, wrong

FILL_IN = "for node, value in zip(nodes, inputs, strict=True):\n    node.value = value"
SETTER = f"""\
{ATTRIBUTE}

@property
def children(self):
    return self._children

@children.setter
def children(self, children):
"""
LOOK = """\
def _look(self):
    found = []
    for child in self.children:
"""

MISCONCEPTIONS = (
    wrong(
        "parts_forget_with_the_whole",
        "an uncompiled predict() compiles all below it for one call, and then all of them forget",
        """A part that somebody has compiled stays compiled, whoever asks the whole. What is cleared afterwards should
        be no more than what was not there before.""",
        (
            "def compile(self) -> None:",
            """\
            def _forget(self) -> None:
                self.input_nodes = None
                for child in self.children:
                    if isinstance(child, Operation):
                        child._forget()

            def compile(self) -> None:""",
        ),
        (
            REMEMBER,
            """\
            self.input_nodes = []
            for child in self.children:
                if isinstance(child, framework.Input):
                    self.input_nodes.append(child)
                elif isinstance(child, Operation):
                    child.compile()
                    self.input_nodes += child.input_nodes""",
        ),
        (
            CHOOSE,
            """\
            if self.input_nodes is None:
                self.compile()
                try:
                    return self.predict(inputs)
                finally:
                    self._forget()
            nodes = self.input_nodes""",
        ),
        severity=Severity.SLIP,
        clauses=("2.3",),
    ),
    wrong(
        "a_parent_uncompiles",
        "a node that gets a parent is not compiled any more",
        """What is above a node has nothing to do with where the inputs below it are.""",
        (
            ATTRIBUTE,
            f"{SETTER}    self._children = children\n    for child in children:\n        child.input_nodes = None",
        ),
        severity=Severity.SLIP,
        clauses=("2.3",),
    ),
    wrong(
        "children_are_copied",
        "a list that is assigned to `children` is copied",
        """Whoever has assigned a list of children may change it afterwards, and then the network has changed: the given
        framework keeps that very list.""",
        (ATTRIBUTE, f"{SETTER}    self._children = list(children)"),
        severity=Severity.SLIP,
        clauses=("2.1",),
    ),
    wrong(
        "a_key_error_means_not_compiled",
        "a KeyError of an op is taken for a network that is not compiled",
        """Only the look-up belongs into the `try`. What an op raises is not predict()'s to catch: it would be computed
        twice, and an op that fails once would be answered as if nothing had happened.""",
        (
            "class NeuralNetNode(framework.NeuralNetNode):",
            "remembered = {}\n\n\nclass NeuralNetNode(framework.NeuralNetNode):",
        ),
        (REMEMBER, "remembered[self] = self.find_input_nodes()"),
        (
            "def predict(self, inputs: Sequence[float]) -> float:",
            """\
            def predict(self, inputs: Sequence[float]) -> float:
                try:
                    return self._predict(inputs, remembered[self])
                except KeyError:
                    return self._predict(inputs, self.find_input_nodes())

            def _predict(self, inputs: Sequence[float], nodes: list[framework.Input]) -> float:""",
        ),
        (CHOOSE, ""),
        severity=Severity.SLIP,
        clauses=("2.1", "2.3"),
    ),
    wrong(
        "a_runtime_error_is_tried_again",
        "after a RuntimeError all is computed once more",
        """An op that fails is not asked a second time: what it raises has to come out, also a NotImplementedError, which
        is a RuntimeError.""",
        ("return self.forward()", "try:\n    return self.forward()\nexcept RuntimeError:\n    return self.forward()"),
        severity=Severity.SLIP,
        clauses=("2.1",),
    ),
    wrong(
        "floats_on_compile",
        "compile() makes floats of the inputs' values",
        """compile() leaves all values as they are. A large int has no float that is equal.""",
        (REMEMBER, f"{REMEMBER}\nfor node in self.input_nodes:\n    node.value = float(node.value)"),
        severity=Severity.SLIP,
        clauses=("2.2",),
    ),
    wrong(
        "searches_each_child_twice",
        "the search asks each child twice, once whether there are inputs and once for them",
        """Twice on each level is 2**n times on n levels: thirty of them never end. Ask once, and keep the answer.""",
        (
            "def compile(self) -> None:",
            f"""{LOOK}\
        if isinstance(child, framework.Input):
            found.append(child)
        elif isinstance(child, Operation) and child._look():
            found += child._look()
    return found

def compile(self) -> None:""",
        ),
        (CHOOSE, "nodes = self._look() if self.input_nodes is None else self.input_nodes"),
        severity=Severity.SLIP,
        clauses=("2.4",),
    ),
    wrong(
        "stays_compiled_when_stopped",
        "predict() compiles for the time of one call, and stays compiled if it is stopped from outside",
        """Ctrl-C is no Exception: what has to be put back whatever happens belongs into a `finally`.""",
        (
            CHOOSE,
            """\
            if self.input_nodes is None:
                self.compile()
                try:
                    value = self.predict(inputs)
                except Exception:
                    self.input_nodes = None
                    raise
                self.input_nodes = None
                return value
            nodes = self.input_nodes""",
        ),
        severity=Severity.SLIP,
        clauses=("2.4",),
    ),
    wrong(
        "kept_while_inputs_and_parameters_are_the_same",
        "the last answer is kept as long as all inputs and parameters have the same values",
        """A course may have leaves of its own. Their values may change as well, and then the answer is another.""",
        (
            REMEMBER,
            """\
            self.input_nodes = self.find_input_nodes()
            self.parameters, self.answers = [], {}
            stack = [self]
            while stack:
                node = stack.pop()
                if isinstance(node, framework.Parameter):
                    self.parameters.append(node)
                stack.extend(node.children)""",
        ),
        (
            "return self.forward()",
            """\
            if self.input_nodes is None:
                return self.forward()
            key = (*inputs, *[node.value for node in self.parameters])
            if key not in self.answers:
                self.answers = {key: self.forward()}
            return self.answers[key]""",
        ),
        severity=Severity.SLIP,
        clauses=("2.9",),
    ),
    wrong(
        "a_learning_rate_means_a_parameter",
        "what has a `learning_rate` is taken for a parameter, and not searched",
        """An operation of the course's own may have any attributes. Ask for the class: isinstance(node, Parameter).""",
        (
            "def compile(self) -> None:",
            f"""{LOOK}\
        if hasattr(child, "learning_rate"):
            continue
        if isinstance(child, framework.Input):
            found.append(child)
        elif isinstance(child, Operation):
            found += child._look()
    return found

def compile(self) -> None:""",
        ),
        (REMEMBER, "self.input_nodes = self._look()"),
        (CHOOSE, "nodes = self._look() if self.input_nodes is None else self.input_nodes"),
        severity=Severity.SLIP,
        clauses=("2.5",),
    ),
    wrong(
        "one_call_for_each_input",
        "the numbers are filled in by a recursion, one call for each input",
        """Python allows about a thousand calls inside each other. A network may have more inputs than that.""",
        (FILL_IN, "self._fill_in(nodes, inputs, 0)"),
        (
            "def compile(self) -> None:",
            """\
            def _fill_in(self, nodes, inputs, i):
                if i < len(nodes):
                    nodes[i].value = inputs[i]
                    self._fill_in(nodes, inputs, i + 1)

            def compile(self) -> None:""",
        ),
        severity=Severity.SLIP,
        clauses=("2.5", "2.11"),
        hidden_only=True,
    ),
)
