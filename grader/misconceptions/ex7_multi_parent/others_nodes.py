"""What is taken for granted of nodes that others have written, and of their exceptions."""

from __future__ import annotations

from grader.misconceptions.ex7_multi_parent.pieces import SPREAD, TELL
from grader.misconceptions.model import Severity, wrong

PARAMETER = 'class Parameter(NeuralNetNode, framework.Parameter):\n    """As in the given framework."""\n'

MISCONCEPTIONS = (
    wrong(
        "told_by_name",
        "on_backward is called with the name of its argument",
        """Somebody else's on_backward may call its argument `derivative`, as the one in the lesson does. The given
        framework passes it by its place.""",
        (TELL, "for node in parents_first:\n    node.on_backward(derivative_from_parent=derivatives[node])"),
        severity=Severity.SLIP,
        clauses=("7.9",),
    ),
    wrong(
        "told_if_the_class_says_so",
        "told are parameters, and nodes whose own class has an on_backward",
        """A class may inherit its on_backward from another one that somebody has written. Which classes does
        vars(type(node)) know of?""",
        (
            TELL,
            """\
            for node in parents_first:
                if isinstance(node, framework.Parameter) or "on_backward" in vars(type(node)):
                    node.on_backward(derivatives[node])""",
        ),
        severity=Severity.SLIP,
        clauses=("7.2", "7.9"),
    ),
    wrong(
        "rate_of_the_beginning",
        "a parameter keeps the learning rate that it was made with",
        """Anyone may assign to `learning_rate` later, for instance to take smaller steps towards the end.""",
        (
            PARAMETER,
            '''\
            class Parameter(NeuralNetNode, framework.Parameter):
                """As in the given framework."""

                def __init__(self, value: float | None = None, learning_rate: float = 0.01) -> None:
                    super().__init__(value, learning_rate)
                    self._step = -learning_rate

                def on_backward(self, derivative_from_parent: float) -> None:
                    self.value += self._step * derivative_from_parent
            ''',
        ),
        severity=Severity.SLIP,
        clauses=("7.10",),
    ),
    wrong(
        "own_way_of_learning_at_once",
        "a parameter with an on_backward of its own is told at once",
        """It is a parameter all the same: if a grad() raises an exception after that, it has moved.""",
        (
            SPREAD,
            """\
            for node in parents_first:
                if type(node).on_backward is not framework.Parameter.on_backward:
                    node.on_backward(derivatives[node])
                for child, derivative in zip(node.children, node.grad(), strict=True):
                    derivatives[child] += derivatives[node] * derivative""",
        ),
        (
            TELL,
            """\
            for node in parents_first:
                if type(node).on_backward is framework.Parameter.on_backward:
                    node.on_backward(derivatives[node])""",
        ),
        severity=Severity.SLIP,
        clauses=("7.4",),
    ),
    wrong(
        "told_early_and_put_back",
        "a parameter is told at once, and its value is put back until all derivatives are known",
        """The parameter of somebody else may have done more than to move: kept a speed, for instance. If a grad()
        raises an exception, that cannot be put back.""",
        (
            SPREAD,
            """\
            later = []
            for node in parents_first:
                before = getattr(node, "value", None)
                node.on_backward(derivatives[node])
                if isinstance(node, framework.Parameter):
                    later.append((node, node.value))
                    node.value = before
                for child, derivative in zip(node.children, node.grad(), strict=True):
                    derivatives[child] += derivatives[node] * derivative""",
        ),
        (TELL, "for node, value in later:\n    node.value = value"),
        severity=Severity.SLIP,
        clauses=("7.4",),
    ),
    wrong(
        "no_grad_is_zero",
        "a grad() that raises a NotImplementedError or OverflowError counts as zeros",
        """Then not all derivatives are known, and no parameter may move. And who learns that something is missing?""",
        (
            SPREAD,
            """\
            for node in parents_first:
                try:
                    entries = node.grad()
                except (NotImplementedError, OverflowError):
                    entries = [0.0] * len(node.children)
                for child, derivative in zip(node.children, entries, strict=True):
                    derivatives[child] += derivatives[node] * derivative""",
        ),
        severity=Severity.SLIP,
        clauses=("7.4", "7.9"),
    ),
    wrong(
        "errors_made_anew",
        "an exception of a grad() is raised anew, with a message that names the node",
        """Not every class of exceptions is made from a message alone. add_note() would leave it as it is.""",
        (
            SPREAD,
            """\
            for node in parents_first:
                try:
                    entries = node.grad()
                except Exception as error:
                    raise type(error)(f"{type(node).__name__}.grad(): {error}") from error
                for child, derivative in zip(node.children, entries, strict=True):
                    derivatives[child] += derivatives[node] * derivative""",
        ),
        severity=Severity.SLIP,
        clauses=("7.9",),
    ),
)
