"""Exercise 3: lives in which nodes remember their value, and the calls of op are counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from checks.law import oracle, sizes
from checks.law.answers import Answers
from checks.law.living.life import Impossible, Life
from checks.law.living.lives import Choices, Draw, Habits, lives
from checks.law.living.remembering import PLAIN, READABLE, RaisingModel, spoiled_answer
from checks.law.strategies import PALETTES, World
from checks.model.network import LEAVES, Network
from checks.model.objects import attempt
from checks.model.scenario import Step, assign, backward, calls, forward, grad, predict, set_rate, value_of


class CacheModel(RaisingModel):
    """`op` is called on an operation only if it is asked for and a leaf below it has changed."""

    tolerance = 1e-12
    """`op` is the given framework's, so solutions compute in the same order."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.known: frozenset[int] = frozenset()
        """The nodes whose value every right solution remembers."""

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

    def _computes(self, node: int, surely: bool = True) -> None:
        """Allow one call of op on each node at and below this one whose value is not known."""
        new = self.network.below(node) - self.known
        self.allowed = {i: self.allowed.get(i, 0) + (i in new) for i in self.allowed.keys() | new}
        if surely:
            self.known |= new

    def _changed(self, leaf: int, news: str) -> None:
        self.known -= self.network.ancestors(leaf)
        self.news = news

    def _note_changes(self, before: Network, news: str) -> None:
        for i in before.leaves:
            if before.nodes[i].value != self.network.nodes[i].value:
                self._changed(i, news.format(self.network.names[i]))

    def why(self, at: int, step: Step) -> str:
        return "" if step.verb == "value_of" or step.node in self.known else self.news

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
        self.divides_by_zero(at, inner.node)
        self._computes(inner.node, surely=False)

    def calls(self, at: int, step: Step) -> None:
        network, allowed, asked = self.network, self.allowed, self.since
        self.allowed, self.since = {}, ()

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


def below(choices: Choices, node: int) -> int:
    """Choose a leaf below a node."""
    leaf: int = choices.one_of(i for i in choices.network.leaves if i in choices.network.below(node))
    return leaf


def same_value(choices: Choices) -> Step:
    """Assign a leaf a number that equals its value."""
    leaf = choices.leaf()
    value = choices.network.nodes[leaf].value or 0.0
    kinds = [value, float(value), *([int(value)] if value == int(value) else []), *([-0.0, 0.0] if value == 0 else [])]
    return assign(leaf, choices.one_of(kinds))


def nothing_new(choices: Choices) -> list[Step]:
    """Do something that changes no value."""
    node = choices.operation()
    how = choices.one_of(("assign", "predict", "rate", "backward", "look", "forward"))
    if how == "assign":
        return [same_value(choices) for _ in range(choices.one_of((1, 2, 3)))]
    if how == "predict":
        return [predict(node, [choices.network.nodes[i].value for i in choices.inputs(node)])]
    if how == "rate":
        return [set_rate(choices.one_of(choices.network.parameters), choices.one_of((0.1, 0.5, 0.0, 2)))]
    if how == "backward":
        return [backward(node, 0.0)]
    return [value_of(choices.leaf()) if how == "look" else forward(choices.node())]


def counted(choices: Choices, between: Callable[[Choices, int], list[Step]]) -> list[Step]:
    """Ask a node, do something, and ask it again; the calls of op are counted before and after."""
    node = choices.operation()
    return [forward(node), calls(), *between(choices, node), forward(node), calls()]


def changed(choices: Choices, node: int) -> list[Step]:
    """Assign leaves, most of them below the node."""
    leaves = [choices.one_of((below(choices, node), choices.leaf())) for _ in range(choices.one_of((1, 1, 2)))]
    return [assign(leaf, choices.number()) for leaf in leaves]


def alone(choices: Choices) -> list[Step]:
    """Ask a leaf itself, before and after a change."""
    leaf = choices.leaf()
    return [forward(leaf), assign(leaf, choices.number()), forward(leaf)]


def swapped(choices: Choices) -> list[Step]:
    """Let two leaves below a node swap their values, likely where the order of the children matters."""
    blends = [i for i in choices.network.operations if choices.network.nodes[i].kind == "Blend"]
    node = choices.one_of(blends) if blends and choices.one_of((True, True, False)) else choices.operation()
    a, b = below(choices, node), below(choices, node)
    values = [choices.network.nodes[i].value or 0.0 for i in (a, b)]
    return [forward(node), assign(a, values[1]), assign(b, values[0]), forward(node)]


def trained(choices: Choices) -> list[Step]:
    """Predict, go backward, and predict once more with the same inputs."""
    node = choices.operation()
    asked = predict(node, [choices.number() for _ in choices.inputs(node)])
    return [asked, backward(choices.one_of((node, node, choices.operation())), choices.derivative()), asked]


def straight_after(choices: Choices) -> list[Step]:
    """Go backward straight after forward()."""
    node = choices.operation()
    return [forward(node), backward(node, choices.derivative()), calls(), value_of(below(choices, node))]


def failing(choices: Choices) -> list[Step]:
    """Ask a node that has to divide by zero, twice."""
    node = choices.operation()
    return [attempt(forward(node)), attempt(forward(node))]


DRAWS: dict[str, Draw] = {
    "calls": lambda choices: calls(),
    "grad": lambda choices: grad(choices.operation()),
    "spoil_grad": lambda choices: spoiled_answer(grad(choices.operation()), "slopes"),
    "set_rate": lambda choices: set_rate(choices.one_of(choices.network.parameters), choices.one_of((0.1, 0.5, 0, 2))),
    "same_value": same_value,
    "unchanged": lambda choices: counted(choices, lambda choices, node: nothing_new(choices)),
    "changed": lambda choices: counted(choices, changed),
    "alone": alone,
    "swapped": swapped,
    "trained": trained,
    "straight_after": straight_after,
    "failing": failing,
}

ASKED = ("forward", "forward", "call_node", "predict", "predict", "backward", "grad", "trained", "changed", "failing")
OTHERS = ("assign", "assign", "same_value", "set_rate", "value_of", "find_inputs", "spoil_grad", "calls", "calls")
CLOSE = (1.0, 1.0000000003, 0.3, 0.3000000001, 1e-9, 1.2e-9)
"""Numbers that are not the same, but look so to those who compare with a tolerance."""

ANYTHING = Habits(
    CacheModel,
    (*ASKED, *OTHERS, "straight_after", "unchanged", "alone", "swapped"),
    World(kinds=(*World().kinds, "Inverse")),
    DRAWS,
    steps=16,
    late=True,
    spare=2,
    palettes=(*PALETTES, CLOSE),
)
"""Numbers of all kinds, the course's own operations, several networks."""

NEVER_ZERO = World(kinds=("Add", "Multiply", "Sigmoid"), own=False)


class Readable(CacheModel):
    """Digits that nobody sees do not matter."""

    tolerance = oracle.TOLERANCE


def plain(*verbs: str, world: World = PLAIN, steps: int = 8, **options: Any) -> st.SearchStrategy[Life]:
    """Draw lives with numbers that are easy to read."""
    habits = Habits(Readable, verbs, world, DRAWS, steps=steps, palettes=READABLE, **{"models": 1, **options})
    return lives(habits)
