"""Exercise 5: what is right for roots with several numbers, their losses, and ordinary nodes below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.law import oracle, sizes
from checks.law.answers import Answers, numbers_close
from checks.law.living.life import Impossible, Model
from checks.model.kinds import decode
from checks.model.network import COURSE_OUTPUTS, Builder, Network
from checks.model.scenario import Step

HIGHEST = 1e5
"""Softmax has to be right for scores up to that size."""

OUTPUTS = ("Output", "Softmax", *COURSE_OUTPUTS)

OFF = 2e-3
"""A score is off by some roundings of its terms, far less than the tolerance for them: this share of it at most."""

MOVED = 1e3
"""A parameter that was moved by terms as large as that may have lost digits on which a probability depends."""

SIZED = tuple[float, float]
"""A number, and the size of the terms in it."""


def loss(y_true: Sequence[float], y_pred: Sequence[float]) -> tuple[SIZED, list[SIZED]]:
    """Compute the cross-entropy and its derivatives."""
    value, slopes = oracle.cross_entropy(y_true, y_pred)
    terms = sum(abs(oracle.cross_entropy([y], [p])[0]) for y, p in zip(y_true, y_pred, strict=True))
    return (value, terms), [(slope, abs(slope)) for slope in slopes]


class Outputs(Model):
    """Networks whose roots have several numbers: what they are, and what comes down to each node below."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.received: dict[int, tuple[SIZED, ...]] = {}
        """The derivatives that came down to each node since the last `calls`."""

        self.moved: dict[int, float] = {}
        """The size of the largest terms by which each parameter was moved since it was assigned."""

        self.latest: list[float] | None = None
        """The numbers in the list that is the answer to the latest step, if they are known but for rounding."""

        self.returned: dict[str, list[float]] = {}
        """Those in the lists that were returned, by name, for the caller to pass on."""

        for i in range(len(network.nodes)):
            self._check(i)

    def take(self, at: int, step: Step) -> None:
        if step.verb != "keep":
            self.latest = None
        super().take(at, step)

    def given(self, argument: Any) -> Any:
        return decode(argument, {**self.objects, **self.returned})

    def value(self, at: int, step: Step, node: int) -> None:
        one = self.network.nodes[node]
        if one.kind != "Softmax":
            super().value(at, step, node)
            return
        self.require_sure(node)
        right, why = oracle.values(self.network)[node], self.why(at, step)
        assert isinstance(right, list)
        widest = 1 + OFF * max(sizes.value_size(self.network, c) for c in one.children)
        bounds = [p * widest for p in right]
        self.gave_list, self.latest = True, right
        self.expect(lambda answers: answers.numbers(at, right, why, bounds))

    def keep(self, at: int, step: Step) -> None:
        super().keep(at, step)
        if self.latest is not None:
            self.returned = {**self.returned, step.argument: self.latest}

    def spoil(self, at: int, step: Step) -> None:
        super().spoil(at, step)
        self.returned = {name: one for name, one in self.returned.items() if name != step.argument}

    def _check(self, node: int) -> None:
        one, kinds = self.network.nodes[node], [self.network.nodes[c].kind for c in self.network.nodes[node].children]
        if any(kind in OUTPUTS for kind in kinds):
            raise Impossible("an Output is never below another node")
        if one.kind in OUTPUTS and not kinds:
            raise Impossible("an Output has at least one child")

    def _change(self, node: int, children: Sequence[int]) -> None:
        super()._change(node, children)
        self._check(node)

    def operate(self, at: int, step: Step) -> None:
        """Demand the value for other values of the children."""
        assert step.node is not None
        values = self.given(step.argument)
        kind = self.network.nodes[step.node].kind
        assert kind in OUTPUTS and len(values) == len(self.network.nodes[step.node].children)
        builder = Builder()
        small = Outputs(builder.add(kind, *map(builder.input, values)).network())
        small.objects = self.objects
        small.value(at, step, small.network.root)
        self.expected += small.expected
        self.gave_list = True

    def require_sure(self, node: int) -> None:
        one = self.network.nodes[node]
        # What comes down through a tiny probability is tiny, and as right as any other number.
        for below in one.children if one.kind in OUTPUTS else (node,):
            super().require_sure(below)
        if one.kind == "Softmax" and any(sizes.value_size(self.network, c) > HIGHEST for c in one.children):
            raise Impossible("a score is too large")
        if one.kind == "Softmax" and any(self.moved.get(i, 0.0) > MOVED for i in self.network.below(node)):
            raise Impossible("a score may have lost its digits")

    def why(self, at: int, step: Step) -> str:
        if step.verb == "operate":
            return f"op was called by hand, with {self.given(step.argument)} for the values of the children."
        kind = self.network.nodes[step.node].kind if step.node is not None else ""
        if kind == "Mirrored":
            return "Mirrored is an Output of the course's own: its op gives the children's values, the last one first."
        if kind == "Ends":
            return "Ends is an Output of the course's own: its op gives the values of the first and the last child."
        return super().why(at, step)

    def backward(self, at: int, step: Step) -> None:
        node, derivative = step.node or 0, self.given(step.argument)
        kind = self.network.nodes[node].kind
        several = isinstance(derivative, (list, tuple))
        assert kind != "Mirrored", "a subclass with an op of its own would need a backward of its own"
        assert several == (kind in OUTPUTS), "an Output gets a list, any other node a number"
        before = self.network
        super().backward(at, step)
        for i in self.network.parameters:
            size = self.sizes[i] - abs(before.nodes[i].value or 0.0)
            self.moved = {**self.moved, i: max(size, self.moved.get(i, 0.0))}
        given = tuple(derivative) if several else (derivative,)
        came = (
            oracle.gradient(before, given, node)
            if several
            else [d * given[0] for d in oracle.derivatives(before, node)]
        )
        for i in before.below(node) - ({node} if several else set()):
            size = sum(map(abs, given)) * sizes.derivative_size(before, i, node)
            self.received[i] = (*self.received.get(i, ()), (float(came[i]), size))

    def assign(self, at: int, step: Step) -> None:
        self.moved = {i: size for i, size in self.moved.items() if i != step.node}
        super().assign(at, step)

    def attempt(self, at: int, step: Step) -> None:
        """Expect that a prediction with too few or too many inputs is refused."""
        inner = Step(*step.argument)
        assert inner.verb == "predict" and inner.node is not None
        assert len(self.given(inner.argument)) != len(self.network.inputs(inner.node))
        self.expect(lambda answers: answers.refused(at, "ValueError", "There is one number for each input node."))

    def calls(self, at: int, step: Step) -> None:
        """Demand that each node got its derivatives since the last time, one for each `backward` above it."""
        received, names, self.received = self.received, self.network.names, {}
        plain = [i for i, node in enumerate(self.network.nodes) if node.kind not in OUTPUTS]

        def demand(answers: Answers) -> None:
            came = answers.counts(at)["derivatives"]
            for i in plain:
                right = [value for value, _ in received.get(i, ())]
                bounds = [size for _, size in received.get(i, ())]
                expected = f"derivatives for {names[i]}: {right}"
                why = "These are the arguments of its on_backward() since the start, or since the last table."
                answers.holds(at, numbers_close(came[i], right, bounds), expected, why, got=f"{came[i]}")

        self.expect(demand)

    def call(self, at: int, step: Step) -> None:
        """Demand the loss, or its derivatives."""
        function, y_true, y_pred = step.argument
        (value, size), slopes = loss(self.given(y_true), self.given(y_pred))
        if function == "cce_loss":
            self.expect(lambda answers: answers.number(at, value, "Each p_j is clipped to [1e-8, 1].", size))
            return
        right, bounds = [slope for slope, _ in slopes], [size for _, size in slopes]
        why = "The derivative for each component: -y_j / p_j, with the clipped p_j."
        self.expect(lambda answers: answers.numbers(at, right, why, bounds))
        self.gave_list, self.latest = True, right
