"""Draw lives: which networks there are, and what happens to them in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from checks.law.dice import Dice
from checks.law.living.life import Impossible, Life, Model
from checks.law.planting import late_nodes
from checks.law.strategies import ONE_CHILD, PALETTES, Chooser, World, name_for, one_of, up_to, wild_model
from checks.model import objects, scenario
from checks.model.kinds import Ref
from checks.model.network import LEAVES, Builder, Network, Node
from checks.model.scenario import Step

DERIVATIVES = (1.5, -0.5, 2, 1.0, 0.0, -3.0, 1e-6, 1e6)

Draw = Callable[["Choices"], Step | list[Step]]
"""Draws a step of one verb, or several that belong together."""

Plant = Callable[[Chooser, Builder, World, tuple[float, ...]], int]
"""Draws a model, adds it to the builder, and returns its root."""


@dataclass(frozen=True)
class Habits:
    """What happens in the lives of an exercise.

    Args:
        model: The model of what is right.
        verbs: The verbs, each as often as it shall be likely.
        world: What may be in the networks.
        draws: Draws the steps of verbs that are not in `DRAWS`.
        plant: Draws a model.
        models: The largest number of models.
        steps: The largest number of steps.
        fewest: The smallest number of steps that are tried; some of them turn out to be impossible.
        late: Whether some nodes are built only after others were asked.
        made: What those are made with: "list", "tuple", or a list that is the "caller's", who changes it afterwards.
        spare: The largest number of leaves that belong to no model, for `edit` and `set_children`.
        palettes: The kinds of numbers, see `PALETTES`.
    """

    model: Callable[[Network], Model]
    verbs: tuple[str, ...]
    world: World = field(default_factory=World)
    draws: Mapping[str, Draw] = field(default_factory=dict)
    plant: Plant = wild_model
    models: int = 3
    steps: int = 12
    fewest: int = 1
    late: bool = False
    made: tuple[str, ...] = ("list",)
    spare: int = 0
    palettes: tuple[tuple[float, ...], ...] = PALETTES


class Choices:
    """What can be chosen for the next step."""

    def __init__(self, draw: Chooser, model: Model, palette: tuple[float, ...]) -> None:
        self._draw = draw
        self.model = model
        self.palette = palette
        self.asked: list[int] = []
        """The nodes that were chosen before, to come back to."""

        self.samples: dict[int, list[Any]] = {}

    @property
    def network(self) -> Network:
        """The network by now."""
        return self.model.network

    def one_of(self, items: Any) -> Any:
        """Choose one of some items.

        Raises:
            Impossible: There are none.
        """
        items = tuple(items)
        if not items:
            raise Impossible("there is nothing to choose from")
        # Of large ranges Hypothesis makes its own, with bounds that it takes from the code around.
        return items[self._draw(up_to(0, min(len(items), 90) - 1))]

    def number(self) -> float:
        """Choose a number of the life's own kind."""
        return self._draw(one_of(self.palette))

    def operation(self) -> int:
        """Choose an operation, often one that was chosen before or one above; roots come first, to be read easily."""
        candidates = [*reversed(self.network.operations)]
        if self.asked and self.one_of((True, False)):
            before = self.one_of(self.asked)
            above = self.network.ancestors(before)
            candidates = sorted(above) if above and self.one_of((False, True)) else [before]
        chosen: int = self.one_of(candidates)
        self.asked.append(chosen)
        return chosen

    def changed(self) -> int:
        """Choose an operation to be changed, often below one that was chosen before."""
        if not self.asked or self.one_of((False, False, True)):
            return self.operation()
        return int(self.one_of(self.network.below(self.one_of(self.asked)) & {*self.network.operations}))

    def node(self) -> int:
        """Choose any node, an operation most of the time."""
        return self.operation() if self.network.operations and self.one_of((True, True, True, False)) else self.leaf()

    def leaf(self) -> int:
        return int(self.one_of(self.network.leaves))

    def child_for(self, node: int) -> int:
        """Choose a node that may become a child of another one."""
        taken = {child for node in self.network.nodes for child in node.children}
        chosen: int = self.one_of(child for child in range(node) if self.model.shared or child not in taken)
        return chosen

    def sample(self, node: int) -> Any:
        """Choose inputs for a node: those that it has, the same turned round, or others; a list, a tuple, or a name."""
        now = [self.network.nodes[i].value for i in self.inputs(node)]
        named = [Ref(name) for name, one in self.model.objects.items() if len(one) == len(now)]
        if named and self.one_of((False, True)):
            return self.one_of(named)
        how, before = self.one_of(("new", "new", "new", "same", "again", "turned")), self.samples.get(node, [])
        chosen = now if how == "same" else now[::-1] if how == "turned" else [self.number() for _ in now]
        chosen = self.samples[node] = before if how == "again" and len(before) == len(now) else chosen
        return tuple(chosen) if self.one_of((False, False, False, True)) else chosen

    def inputs(self, node: int) -> list[int]:
        """List the inputs below a node, in the order of `predict`."""
        return self.network.inputs(node)

    def derivative(self) -> float:
        """Choose a derivative from above."""
        chosen: float = self.one_of(DERIVATIVES)
        return chosen


def _edit(choices: Choices) -> Step:
    node = choices.changed()
    alone = choices.network.nodes[node].kind in ONE_CHILD
    how = "put" if alone else choices.one_of(("insert", "put", "delete"))
    at = choices.one_of(range(len(choices.network.nodes[node].children) + (how == "insert")))
    return scenario.edit(node, how, at, None if how == "delete" else choices.child_for(node))


def _set_children(choices: Choices) -> Step:
    node = choices.changed()
    if choices.network.nodes[node].kind in ONE_CHILD:
        return scenario.set_children(node, [choices.child_for(node)])
    kept = [c for c in choices.network.nodes[node].children if choices.one_of((True, True, False))]
    added = [choices.child_for(node)] if choices.one_of((True, False)) else []
    return scenario.set_children(node, choices.one_of(([*added, *kept], [*kept[::-1], *added])))


def _predict(choices: Choices) -> Step:
    node = choices.operation()
    return scenario.predict(node, choices.sample(node))


def _let(choices: Choices) -> Step:
    numbers = [choices.number() for _ in choices.inputs(choices.operation())]
    name = f"given{len(choices.model.objects) + 1}"
    return objects.let(name, tuple(numbers) if choices.one_of((False, False, True)) else numbers)


def _refill(choices: Choices) -> Step:
    name, one = choices.one_of(choices.model.objects.items())
    return objects.refill(name, [choices.number() for _ in one])


DRAWS: dict[str, Draw] = {
    "forward": lambda choices: scenario.forward(choices.node()),
    "call_node": lambda choices: scenario.call_node(choices.node()),
    "predict": _predict,
    "backward": lambda choices: scenario.backward(choices.node(), choices.derivative()),
    "assign": lambda choices: scenario.assign(choices.leaf(), choices.number()),
    "value_of": lambda choices: scenario.value_of(choices.leaf()),
    "find_inputs": lambda choices: scenario.find_inputs(choices.operation()),
    "let": _let,
    "refill": _refill,
    "look": lambda choices: objects.look(choices.one_of([*choices.model.kept, *choices.model.objects])),
    "keep": lambda choices: objects.keep(f"kept{len(choices.model.kept) + 1}"),
    "spoil": lambda choices: objects.spoil(choices.one_of([*choices.model.kept, *choices.model.objects])),
    "edit": _edit,
    "set_children": _set_children,
    "compile": lambda choices: scenario.compile_(choices.operation()),
    "funcify": lambda choices: scenario.funcify(choices.node()),
}


@st.composite
def lives(hypothesis: st.DrawFn, habits: Habits) -> Life:
    """Draw a life in which all steps can be done and have one right answer."""
    draw = Dice(hypothesis)
    palette = draw(one_of(habits.palettes))
    builder = Builder()
    for _ in range(draw(up_to(0, habits.spare)) if habits.spare else 0):
        kind, names = draw(one_of(LEAVES)), habits.world.names
        name = name_for(draw, builder.nodes, names) if names and kind == "Input" else None
        builder.nodes.append(Node(kind, value=draw(one_of(palette)), name=name))
    roots = [habits.plant(draw, builder, habits.world, palette) for _ in range(draw(up_to(1, habits.models)))]
    network = builder.network()
    model = habits.model(network)
    choices = Choices(draw, model, palette)
    late = late_nodes(draw, network, roots) if habits.late and draw(one_of((False, False, True))) else []
    steps: list[Step] = []
    verbs = habits.verbs
    if draw(one_of((False, True))):  # Features are met alone as well, not only all together.
        verbs = tuple(verb for verb in verbs if draw(one_of((True, False)))) or verbs
    count = draw(up_to(max(1 + habits.steps // 3, habits.fewest), habits.steps))
    for _ in range(2 * count):
        if len(steps) >= count:
            break
        if late and choices.one_of((False, True)):
            made = draw(one_of(habits.made)) if len(habits.made) > 1 else habits.made[0]
            _try(model, steps, _built(late.pop(0), made), [])
        verb = draw(one_of(verbs))
        try:
            drawn = {**DRAWS, **habits.draws}[verb](choices)
        except Impossible:
            continue
        _try(model, steps, [drawn] if isinstance(drawn, Step) else drawn, late)
    return Life(network, (*steps, *map(scenario.build, late)))


def _built(node: int, made: str) -> list[Step]:
    name = {"list": "", "tuple": "tuple"}.get(made, f"children{node}")
    return [scenario.build(node, name), *([objects.spoil(name)] if made == "caller's" else [])]


def _try(model: Model, steps: list[Step], drawn: list[Step], late: list[int]) -> None:
    """Do the steps, unless one is impossible or about a node that is not there yet."""
    before = model.state()
    try:
        for at, step in enumerate(drawn, start=len(steps)):
            if not {step.node, *step.children}.isdisjoint(late):
                raise Impossible("it is not built yet")
            model.take(at, step)
    except Impossible:
        model.restore(before)
    else:
        steps += drawn
