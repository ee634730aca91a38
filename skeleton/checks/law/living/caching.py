"""Exercise 3: what is right for nodes that remember their value, and how often op may be called."""

from __future__ import annotations

from checks.law import oracle, sizes
from checks.law.answers import Answers
from checks.law.living.life import Impossible
from checks.law.living.remembering import RaisingModel
from checks.model.network import LEAVES, Network
from checks.model.scenario import Step


class CacheModel(RaisingModel):
    """`op` is called on an operation only if it is asked for and a leaf below it has changed."""

    tolerance = 1e-12
    """`op` is the given framework's, so solutions compute in the same order."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.known: frozenset[int] = frozenset()
        """The nodes whose value every right solution remembers."""

        self.possible: frozenset[int] = frozenset()
        """Those whose value a solution may know or not, by the order in which it computes: one call is left to them."""

        self.allowed: dict[int, int] = {}
        """The largest number of calls of op since the last count, by node."""

        self.since: tuple[str, ...] = ()
        """The verbs since the last count."""

        self.news = ""
        """A sentence about the latest change."""

    def take(self, at: int, step: Step) -> None:
        super().take(at, step)
        if step.verb != "calls":
            self.since += (step.verb,)

    def _computes(self, node: int, surely: bool = True, failing: frozenset[int] = frozenset()) -> None:
        """Allow one call of op on each node at and below this one whose value is not known.

        Unless all of them are computed for sure, one call is allowed, be it now or later. Those that fail have none to
        spare: they are called at each try.
        """
        new = self.network.below(node) - self.known
        once = new - failing
        first = new - self.possible
        self.allowed = {i: self.allowed.get(i, 0) + (i in first) for i in self.allowed.keys() | new}
        if surely:
            self.known |= once
            self.possible -= once
        else:
            self.possible |= once

    def _changed(self, leaf: int, news: str) -> None:
        above = self.network.ancestors(leaf)
        self.known -= above
        self.possible -= above
        self.news = news

    def _note_changes(self, before: Network, news: str) -> None:
        for i in before.leaves:
            if before.nodes[i].value != self.network.nodes[i].value:
                self._changed(i, news.format(self.network.names[i]))

    def why(self, at: int, step: Step) -> str:
        return "" if step.verb == "value_of" or step.node in self.known else self.news

    def value_of(self, at: int, step: Step) -> None:
        """Expect what was assigned as it was, to its last digit: nothing has been computed with it."""
        super().value_of(at, step)
        assert step.node is not None
        right = self.network.nodes[step.node].value
        if step.node not in self.sizes:
            self.expect(lambda answers: answers.holds(at, answers[at] == right, right))

    def forward(self, at: int, step: Step) -> None:
        assert step.node is not None
        super().forward(at, step)
        self._computes(step.node)

    call_node = forward

    def predict(self, at: int, step: Step) -> None:
        before = self.network
        assert step.node is not None
        self.network = before.feed(self.given(step.argument), step.node)
        self._note_changes(before, "{} has another value than at the last prediction.")
        self.value(at, step, step.node)
        self._computes(step.node)

    def assign(self, at: int, step: Step) -> None:
        before = self.network
        super().assign(at, step)
        self._note_changes(before, "{} has been assigned another value.")

    def backward(self, at: int, step: Step) -> None:
        before, node = self.network, step.node
        assert node is not None
        super().backward(at, step)
        self._computes(node, surely=False)
        for i in set(before.parameters) & before.below(node):
            # A step may be too small for a change, in one order of the factors and not in the other.
            if step.argument and before.nodes[i].learning_rate != 0 and sizes.derivative_size(before, i, node):
                self._changed(i, "backward() has moved the parameters.")

    def grad(self, at: int, step: Step) -> None:
        node, network = step.node, self.network
        assert node is not None
        if network.nodes[node].kind in LEAVES or len(set(network.nodes[node].children)) < 1:
            raise Impossible("it has no children")
        self.require_sure(node)
        slopes = oracle.derivatives(network, node)
        right = [slopes[c] for c in network.nodes[node].children]
        size = max(sizes.derivative_size(network, c, node) for c in network.nodes[node].children)
        self.expect(lambda answers: answers.numbers(at, right, "", size))
        self.gave_list = True
        self._computes(node, surely=False)

    def attempt(self, at: int, step: Step) -> None:
        inner = Step(*step.argument)
        assert inner.verb in ("forward", "predict") and inner.node is not None
        if inner.verb == "predict":
            before, self.network = self.network, self.network.feed(self.given(inner.argument), inner.node)
            self._note_changes(before, "{} has another value than at the last prediction.")
        zeros = self.divides_by_zero(at, inner.node)
        failing = frozenset(zeros).union(*map(self.network.ancestors, zeros))
        self._computes(inner.node, surely=False, failing=failing)

    def calls(self, at: int, step: Step) -> None:
        network, allowed, asked = self.network, self.allowed, self.since
        self.allowed, self.since = dict.fromkeys(self.possible, 1), ()

        def demand(answers: Answers) -> None:
            ops = answers.counts(at)["op"]
            for i in network.operations:
                limit = allowed.get(i, 0)
                calls = f"{limit or 'no'} call{'' if limit == 1 else 's'}"
                expected = f"{calls} of op on {network.names[i]} ({network.nodes[i].kind})"
                answers.holds(at, ops[i] <= limit, expected, _since(asked, limit), got=f"{ops[i]}")

        self.expect(demand)


def _since(verbs: tuple[str, ...], limit: int) -> str:
    """Say why op was to be called no more often since the last count."""
    if limit:
        return "Nothing below it has changed since it was computed."
    if "backward" in verbs:
        return "All the values that backward() needs are known."
    return "No leaf below it has changed."


class Readable(CacheModel):
    """Digits that nobody sees do not matter, and no value is 0: that is another check's business."""

    tolerance = oracle.TOLERANCE

    def _computes(self, node: int, surely: bool = True, failing: frozenset[int] = frozenset()) -> None:
        if any(oracle.value(self.network, i) == 0 for i in self.network.below(node)):
            raise Impossible("a value is 0")
        super()._computes(node, surely, failing)
