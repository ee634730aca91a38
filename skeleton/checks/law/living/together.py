"""Lives of the capstone: compiled graphs with shared nodes, below several roots, some of which are outputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checks.law.living.life import Impossible, Model
from checks.law.living.lives import Choices, Draw, Habits
from checks.law.strategies import Chooser, World, one_of, up_to, wild_model
from checks.model.network import Builder, Network
from checks.model.scenario import Step, assign, backward, compile_, find_inputs, forward, predict, set_rate, value_of

OUTPUTS = ("Softmax", "Output")


class CompiledModel(Model):
    """What is right in the capstone. A root has to be compiled before it or a part of it is asked."""

    shared = True

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.compiled: tuple[int, ...] = ()

    @property
    def roots(self) -> list[int]:
        """The operations without a parent."""
        children = {child for node in self.network.nodes for child in node.children}
        return [i for i in self.network.operations if i not in children]

    def take(self, at: int, step: Step) -> None:
        ready = any(step.node in self.network.below(root) for root in self.compiled)
        if step.verb in ("forward", "predict", "backward", "find_inputs") and not ready:
            raise Impossible("no network that it is part of is compiled yet")
        super().take(at, step)

    def compile(self, at: int, step: Step) -> None:
        if step.node not in self.roots:
            raise Impossible("only roots are compiled")
        self.compiled = (*self.compiled, step.node)
        self.expect(lambda answers: answers.exactly(at, None, "compile() returns nothing."))


def plant(draw: Chooser, builder: Builder, world: World, palette: tuple[float, ...]) -> int:
    """Add a graph, and one to three roots above it."""
    first = len(builder.nodes)
    top = wild_model(draw, builder, world, palette)
    usable = range(top, max(first, top - 60) - 1, -1)
    root = top
    for _ in range(draw(up_to(1, 3))):
        kind = draw(one_of((*OUTPUTS, "Add", "Multiply")))
        children = [top, *(usable[draw(up_to(0, len(usable) - 1))] for _ in range(draw(up_to(0, 2))))]
        root = builder.operation(kind, *children)
    return root


def _at_a_root(ask: Callable[[Choices, int], list[Step]]) -> Draw:
    """Ask a root, and compile it before that if nobody has, or sometimes once more."""

    def drawn(choices: Choices) -> list[Step]:
        model = choices.model
        if not isinstance(model, CompiledModel):
            raise TypeError("these steps are for a CompiledModel")
        root = int(choices.one_of(reversed(model.roots)))
        again = root not in model.compiled or choices.one_of((False,) * 7 + (True,))
        return [*([compile_(root)] if again else []), *ask(choices, root)]

    return drawn


def _part_of(choices: Choices, root: int) -> int:
    """Choose the root most of the time, or an operation below it."""
    below = [i for i in choices.network.operations if i in choices.network.below(root)]
    return int(choices.one_of((root, root, root, choices.one_of(below))))


def _learning(choices: Choices, root: int) -> list[Step]:
    """Call `backward`, sometimes of a leaf or just after one has changed, and look at what came of it."""
    leaves = sorted({*choices.network.leaves} & choices.network.below(root)) or [root]
    changed = [assign(choices.leaf(), choices.number())] if choices.one_of((False, False, True)) else []
    part = choices.one_of((*[_part_of(choices, root)] * 7, choices.one_of(leaves)))
    node = choices.network.nodes[part]
    slope: Any = choices.derivative()
    if node.kind in OUTPUTS:
        slope = [choices.derivative() for _ in node.children]
    looks = [value_of(i) for i in choices.network.parameters if choices.one_of((False, True))]
    return [*changed, backward(part, slope), *looks[:3], forward(root)]


def _predicting(choices: Choices, root: int) -> list[Step]:
    part = _part_of(choices, root)
    return [predict(part, choices.sample(part))]


def _searching(choices: Choices, root: int) -> list[Step]:
    return [find_inputs(_part_of(choices, root))]


LIVES = Habits(
    CompiledModel,
    ("backward", "backward", "predict", "predict", "find_inputs", "assign", "set_rate", "forward", "value_of"),
    World((*World().kinds, "Inverse", "Half"), shared=True, operations=4),
    {
        "backward": _at_a_root(_learning),
        "predict": _at_a_root(_predicting),
        "find_inputs": _at_a_root(_searching),
        "set_rate": lambda choices: set_rate(
            choices.one_of(choices.network.parameters), choices.one_of((0.5, 0.0, 0.1, 2))
        ),
    },
    plant,
    models=1,
    steps=12,
)
