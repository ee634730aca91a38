"""Lives of exercise 5: roots with several numbers, their losses, and ordinary nodes below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from checks.law import oracle, sizes
from checks.law.answers import Answers, numbers_close
from checks.law.dice import Dice
from checks.law.living.life import Impossible, Life, Model
from checks.law.living.lives import Choices, Habits, lives
from checks.law.living.losses import SIZED, loss, questions
from checks.law.strategies import LEARNING_RATES, PALETTES, Chooser, World, one_of, wild_model
from checks.model import objects, scenario
from checks.model.kinds import Ref
from checks.model.network import Builder, Network, Node
from checks.model.scenario import Step

HIGHEST = 1e5
"""Softmax has to be right for scores up to that size."""

OUTPUTS = ("Output", "Softmax", "Mirrored")

FAR_SCORES = (
    (1000.0, -1000.0, 0.0, 900, -800.0, 1000),
    (30.0, -35.0, 5.0, 0, -4.0, 40),
    (0.0, -680.0, 5.5, -675, -330.25, -500.0),
    (-741.0, -742.5, -740, -744.25, -739.5),
    (709.5, 708.75, 709, 700.0, -30.5),
    (100000, -100000.0, 99999.5, -99998.0, 99985.25, 99999),
)
"""Scores for which exp() overflows, or gives a tiny probability, has lost digits, or has a sum that overflows."""


class Outputs(Model):
    """Networks whose roots have several numbers: what they are, and what comes down to each node below."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.received: dict[int, tuple[SIZED, ...]] = {}
        """The derivatives that came down to each node since the last `calls`."""

        for i in range(len(network.nodes)):
            self._check(i)

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

    def why(self, at: int, step: Step) -> str:
        if step.verb == "operate":
            return f"op was called by hand, with {self.given(step.argument)} for the values of the children."
        if step.node is not None and self.network.nodes[step.node].kind == "Mirrored":
            return "Mirrored is an Output of the course's own: its op gives the children's values, the last one first."
        return super().why(at, step)

    def backward(self, at: int, step: Step) -> None:
        node, derivative = step.node or 0, self.given(step.argument)
        kind = self.network.nodes[node].kind
        several = isinstance(derivative, (list, tuple))
        assert kind != "Mirrored", "a subclass with an op of its own would need a backward of its own"
        assert several == (kind in OUTPUTS), "an Output gets a list, any other node a number"
        before = self.network
        super().backward(at, step)
        rows = oracle.jacobian(before, node) if several else (oracle.derivatives(before, node),)
        given = derivative if several else (derivative,)
        for i in before.below(node) - ({node} if several else set()):
            total = sum(d * row[i] for d, row in zip(given, rows, strict=True))
            size = sum(map(abs, given)) * sizes.derivative_size(before, i, node)
            self.received[i] = (*self.received.get(i, ()), (float(total), size))

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
        self.gave_list = True


def output_model(draw: Chooser, builder: Builder, world: World, palette: tuple[float, ...]) -> int:
    """Add an output over some trees to the builder, and return its position."""
    children = []
    for _ in range(1 + draw(one_of((1, 2, 0, 1, 2, 3, 8)))):
        kind = draw(one_of(("Parameter", "Input", "tree", "tree")))
        if kind == "tree":
            children.append(wild_model(draw, builder, world, palette))
        else:
            rate = draw(one_of(LEARNING_RATES)) if kind == "Parameter" else None
            builder.nodes.append(Node(kind, value=draw(one_of(palette)), learning_rate=rate))
            children.append(len(builder.nodes) - 1)
    kind = draw(one_of(("Softmax", "Output", "Softmax", "Output", "Softmax", "Mirrored")))
    own = kind != "Mirrored" and draw(one_of((False, False, False, True)))
    builder.nodes.append(Node(kind, tuple(children), own=own))
    return len(builder.nodes) - 1


def _root(choices: Choices) -> int:
    nodes = choices.network.nodes
    chosen: int = choices.one_of([i for i in range(len(nodes)) if nodes[i].kind in OUTPUTS])
    return chosen


def _numbers(choices: Choices, count: int) -> Any:
    numbers = [choices.derivative() for _ in range(count)]
    numbers = choices.one_of((numbers, numbers, numbers, numbers[:1] * count, [0.0] * count))
    return tuple(numbers) if choices.one_of((False, False, True)) else numbers


def _backward(choices: Choices) -> list[Step]:
    """Go backward, mostly from a root; look at what came down, or at the argument."""
    if choices.one_of((False, False, False, True)):
        return [scenario.backward(choices.node(), choices.derivative()), scenario.calls()]
    root = _root(choices)
    derivative = _numbers(choices, len(choices.network.nodes[root].children))
    if choices.one_of((False, False, True)):
        name = f"given{len(choices.model.objects) + 1}"
        return [objects.let(name, derivative), scenario.backward(root, Ref(name)), objects.look(name), scenario.calls()]
    return [scenario.backward(root, derivative), scenario.calls()]


def _grow(choices: Choices) -> list[Step]:
    """Give a root another child, or take one away, and go backward."""
    network, root = choices.network, _root(choices)
    taken = {child for node in network.nodes for child in node.children}
    free = [i for i in range(root) if i not in taken and network.nodes[i].kind not in OUTPUTS]
    count = len(network.nodes[root].children)
    how = choices.one_of(("insert", "delete", "insert") if free and count > 1 else ("insert",))
    count += 1 if how == "insert" else -1
    at = choices.one_of(range(max(count, 1)))
    edit = scenario.edit(root, how, at, choices.one_of(free) if how == "insert" else None)
    return [edit, scenario.forward(root), scenario.backward(root, _numbers(choices, count)), scenario.calls()]


def _spoil(choices: Choices) -> list[Step]:
    """Change a list that was returned, and ask again, or go backward."""
    root, name = _root(choices), f"kept{len(choices.model.kept) + 1}"
    question = choices.one_of((scenario.forward(root), scenario.predict(root, choices.sample(root))))
    then = choices.one_of(([question], _backward(choices)))
    return [question, objects.keep(name), objects.spoil(name), *then]


def _later(choices: Choices) -> list[Step]:
    """Look at a list that was returned after another question has been asked."""
    root, name = _root(choices), f"kept{len(choices.model.kept) + 1}"
    again = scenario.predict(root, choices.sample(root))
    return [scenario.forward(root), objects.keep(name), again, objects.look(name)]


def _operate(choices: Choices) -> list[Step]:
    root = _root(choices)
    values = [choices.number() for _ in choices.network.nodes[root].children]
    if choices.one_of((True, False)):
        name = f"given{len(choices.model.objects) + 1}"
        return [objects.let(name, values), scenario.operate(root, Ref(name)), objects.look(name)]
    return [scenario.operate(root, values), *choices.one_of(([], _backward(choices)))]


HABITS = Habits(
    Outputs,
    verbs=(
        *("forward", "call_node", "predict", "backward", "backward", "backward", "backward", "assign", "value_of"),
        *("operate", "operate", "spoil", "spoil", "later", "grow", "set_children", "look", "find_inputs"),
    ),
    world=World(operations=2, arity=3),
    draws={"backward": _backward, "operate": _operate, "spoil": _spoil, "later": _later, "grow": _grow},
    plant=output_model,
    models=2,
    steps=12,
    late=True,
    spare=2,
    palettes=(*PALETTES, *FAR_SCORES, *FAR_SCORES),
)


def lives_of_outputs() -> st.SearchStrategy[Life]:
    """Draw lives of networks, and some in which the losses are asked again and again."""
    return st.one_of(lives(HABITS), _lives_of_losses(), lives(HABITS))


@st.composite
def _lives_of_losses(draw: st.DrawFn) -> Life:
    model = Outputs(Network(()))
    choices = Choices(Dice(draw), model, ())
    steps: list[Step] = []
    for _ in range(choices.one_of((2, 3, 4))):
        for step in questions(choices):
            model.take(len(steps), step)
            steps.append(step)
    return Life(Network(()), tuple(steps))
