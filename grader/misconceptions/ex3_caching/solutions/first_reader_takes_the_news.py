# family: news_heard_by_one
# name: the first node that reads a changed leaf takes its flag down: the root does not see the change
# explanation: The news is for every node above, not for the first that asks. The text says: "And the value is always right. A
#   fast wrong answer is worth nothing."
# severity: misunderstanding
# clauses: 3.7
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that remembers its value."""

    _memo = None

    def take_news(self) -> bool:
        """Whether something below has changed; compute again if so."""
        news = [child.take_news() for child in self.children]
        if any(news) or self._memo is None:
            self._memo = self.op([child._memo for child in self.children])
            return True
        return False

    def forward(self) -> float:
        self.take_news()
        return self._memo


class Leaf(NeuralNetNode):
    """What `Input` and `Parameter` have in common: a `value` that changes by assignment."""

    def take_news(self) -> bool:
        news = self._memo is None or self._memo != self.value
        self._memo = self.value
        return news


class Input(Leaf, framework.Input):
    """As in the given framework."""


class Parameter(Leaf, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
