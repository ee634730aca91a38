"""Where values and notes are kept, and when they are looked at."""

from __future__ import annotations

from grader.misconceptions.ex3_caching.pieces import FORWARD, INVALIDATE, STATE
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "kept_on_the_class",
        "the cached value is kept on the class, not on the node",
        """What is stored on a class is one for all its objects: the second Add finds the value of the first.""",
        (
            FORWARD,
            """\
            if not self.is_up_to_date:
                type(self).cached_value = super().forward()
                self.is_up_to_date = True
            return self.cached_value""",
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("3.7",),
    ),
    wrong(
        "one_to_do_list",
        "the stale nodes are on one list for all models, which the next forward() clears",
        """With two models, the forward() of one strikes off what the other one still has to do. Whose business is it
        whether a node is up to date?""",
        ("class NeuralNetNode(framework", "STALE = set()\n\n\nclass NeuralNetNode(framework"),
        (STATE, "cached_value = None\n"),
        (
            FORWARD,
            """\
            if self.cached_value is None or self in STALE:
                self.cached_value = super().forward()
            if self.parent is None:
                STALE.clear()
            return self.cached_value""",
        ),
        (INVALIDATE, "STALE.add(self)\nif self.parent is not None:\n    self.parent.invalidate()"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("3.7",),
    ),
    wrong(
        "backward_clears_first",
        "backward() throws all values away before it begins",
        """The parameters will move, but they have not yet: everything that grad() asks for is still known. And a node
        only becomes stale when something below it has really changed.""",
        (
            "    def invalidate(self) -> None:",
            """\
            def backward(self, derivative_from_parent: float) -> None:
                if self.parent is None:
                    below = [self]
                    while below:
                        node = below.pop()
                        node.is_up_to_date = False
                        below.extend(node.children)
                super().backward(derivative_from_parent)

            def invalidate(self) -> None:""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("3.3",),
    ),
    wrong(
        "computed_to_make_room",
        "the first forward() computes every value twice",
        """The first computation fills the cache, and then the node believes that it is stale and computes again.
        Follow the code for a node that was never asked before, line by line.""",
        (
            FORWARD,
            "if not hasattr(self, 'ever_computed'):\n    self.ever_computed = super().forward()\n" + FORWARD,
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("3.1",),
    ),
    wrong(
        "news_heard_by_one",
        "whether a node was computed again is told to whoever asks next, and to nobody after",
        """A parent looks whether its children were computed again just now. But if somebody else asked the child
        first, the child has nothing new to tell, and the parent keeps its old value.""",
        (STATE, "cached_value = 0.0\nseen = None\nis_new = False\n"),
        (
            FORWARD,
            """\
            x = [child.forward() for child in self.children]
            if not self.children:
                self.is_new = self.seen != self.value
                self.seen = self.value
                return self.value
            self.is_new = self.seen is None or any(child.is_new for child in self.children)
            if self.is_new:
                self.seen = self.cached_value = self.op(x)
            return self.cached_value""",
        ),
        (INVALIDATE, "pass"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("3.7",),
    ),
    wrong(
        "derivatives_kept_too",
        "grad() is cached as well, and never made stale",
        """The derivatives of a product are the other factors. When those change, the derivatives do.""",
        (
            "    def invalidate(self) -> None:",
            """\
            def backward(self, derivative_from_parent: float) -> None:
                if not hasattr(self, 'kept_grad'):
                    self.kept_grad = self.grad()
                self.on_backward(derivative_from_parent)
                for child, derivative in zip(self.children, self.kept_grad, strict=True):
                    child.backward(derivative_from_parent * derivative)

            def invalidate(self) -> None:""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("3.7", "3.10"),
    ),
    wrong(
        "one_list_refilled",
        "each node has one list for the values of its children, and fills it again for each call of op",
        """An op may change the list that it gets, and may keep it: the next call has to get another one.""",
        (
            FORWARD,
            """\
            if not self.is_up_to_date:
                self.gathered = getattr(self, "gathered", [])
                self.gathered[:] = [child.forward() for child in self.children]
                self.cached_value = self.op(self.gathered)
                self.is_up_to_date = True
            return self.cached_value""",
        ),
        severity=Severity.SLIP,
        clauses=("3.12",),
    ),
    wrong(
        "failed_op_is_zero",
        "an op that raises certain exceptions counts as 0",
        """What an op raises is for whoever has asked: it may be a mistake that has to be seen. The given framework lets
        it through.""",
        (
            FORWARD,
            """\
            if not self.is_up_to_date:
                try:
                    self.cached_value = super().forward()
                except (AttributeError, NotImplementedError, OverflowError):
                    self.cached_value = 0.0
                self.is_up_to_date = True
            return self.cached_value""",
        ),
        severity=Severity.SLIP,
        clauses=("3.10", "3.12"),
    ),
    wrong(
        "longer_message_of_an_error",
        "an exception of an op is raised anew, with a message that names the node",
        """Not every class of exceptions is made from a message alone. add_note() would leave it as it is.""",
        (
            FORWARD,
            """\
            if not self.is_up_to_date:
                try:
                    self.cached_value = super().forward()
                except Exception as error:
                    raise type(error)(f"{type(self).__name__}: {error}") from error
                self.is_up_to_date = True
            return self.cached_value""",
        ),
        severity=Severity.SLIP,
        clauses=("3.10", "3.12"),
    ),
    wrong(
        "inherited_on_backward_missed",
        "told are parameters, and nodes whose own class has an on_backward",
        """A class may inherit its on_backward from another one that somebody has written.""",
        (
            "def invalidate(self) -> None:",
            """\
            def backward(self, derivative_from_parent: float) -> None:
                if isinstance(self, framework.Parameter) or "on_backward" in vars(type(self)):
                    self.on_backward(derivative_from_parent)
                for child, derivative in zip(self.children, self.grad(), strict=True):
                    child.backward(derivative_from_parent * derivative)

            def invalidate(self) -> None:""",
        ),
        severity=Severity.SLIP,
        clauses=("3.10",),
    ),
)
