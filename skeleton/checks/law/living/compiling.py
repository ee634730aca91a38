"""Exercise 2: lives in which nodes remember where their inputs are, and forget it when they are compiled again."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from checks.law.answers import Answers
from checks.law.living.life import Impossible, Life
from checks.law.living.lives import DRAWS as STEPS
from checks.law.living.lives import Choices, Draw, Habits, lives
from checks.law.living.remembering import PLAIN, READABLE, RaisingModel, after, spoiled_answer
from checks.law.strategies import World
from checks.model.kinds import Ref
from checks.model.network import Network
from checks.model.objects import attempt, let, look, refill, spoil
from checks.model.scenario import Step, assign, compile_, find_inputs, forward, predict, set_rate

Shape = tuple[tuple[int, tuple[int, ...]], ...]
"""The nodes below a node, each with its children."""


class CompileModel(RaisingModel):
    """A node may remember the nodes below it when it is compiled, or when a node above it is."""

    named = True
    """Whether the message of an error has to name both numbers."""

    always_compiled = False
    """Whether `predict` is asked of compiled nodes only."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.possible: dict[int, frozenset[Shape | None]] = {}
        """What right solutions may remember in a node; None if they search."""

    def compile(self, at: int, step: Step) -> None:
        assert step.node is not None
        for i in self.network.below(step.node):
            others = self.possible.get(i, frozenset([None]))
            self.possible = {**self.possible, i: others | {self._shape(i)}}
        self.possible[step.node] = frozenset([self._shape(step.node)])

    def look(self, at: int, step: Step) -> None:
        if step.argument in self.kept:
            raise Impossible("a list of nodes is spoiled, but not looked at")
        super().look(at, step)

    def is_compiled(self, node: int) -> bool:
        """Tell whether a node remembers its inputs for sure, as they are."""
        return self.possible.get(node) == frozenset([self._shape(node)])

    def _shape(self, node: int) -> Shape:
        return tuple((i, self.network.nodes[i].children) for i in sorted(self.network.below(node)))

    def _require_same_shape(self, node: int | None) -> None:
        assert node is not None
        remembered = self.possible.get(node, frozenset([None]))
        if not remembered <= {None, self._shape(node)}:
            raise Impossible("the network has changed since it was compiled")
        if self.always_compiled and None in remembered:
            raise Impossible("it is not compiled")

    def predict(self, at: int, step: Step) -> None:
        self._require_same_shape(step.node)
        super().predict(at, step)

    def attempt(self, at: int, step: Step) -> None:
        inner = Step(*step.argument)
        assert inner.verb == "predict" and inner.node is not None
        self._require_same_shape(inner.node)
        wanted, got = len(self.network.inputs(inner.node)), len(self.given(inner.argument))
        if wanted == got:
            self.network = self.network.feed(self.given(inner.argument), inner.node)
            self.divides_by_zero(at, inner.node)
            return
        why = f"The network has {wanted} inputs, predict() got {got} numbers."

        def demand(answers: Answers) -> None:
            message = answers.refused(at, "ValueError", why)
            both = f"a ValueError that names both numbers, {wanted} and {got}"
            named = {wanted, got} <= set(map(int, re.findall(r"\d+", message)))
            answers.holds(at, named or not self.named, both, why, got=f"the message {message!r}")

        self.expect(demand)

    def why(self, at: int, step: Step) -> str:
        if step.verb == "predict" and None in self.possible.get(step.node or 0, frozenset([None])):
            return "Nobody has called compile() on this node, so it has to look for its inputs."
        return ""


class Compiled(CompileModel):
    """Only nodes that are compiled are asked."""

    always_compiled = True


class Refused(CompileModel):
    """It is enough that a wrong number of inputs is an error; what the message says is another check's business."""

    named = False


def with_inputs(choices: Choices, node: int) -> int:
    """Return the node, if there are inputs below it; that it works without is another check's business."""
    if not choices.inputs(node):
        raise Impossible("it has no inputs")
    return node


def simple(choices: Choices) -> Step:
    """Predict with a list of at least one number."""
    node = with_inputs(choices, choices.operation())
    return predict(node, [choices.number() for _ in choices.inputs(node)])


def compiled_before(choices: Choices) -> list[Step]:
    """Predict with a node that is compiled, now if need be."""
    asked = simple(choices)
    node = asked.node
    assert node is not None
    return [asked] if choices.model.is_compiled(node) else [compile_(node), asked]  # type: ignore[attr-defined]


def kept(choices: Choices) -> list[Step]:
    """Predict with a list, look at it afterwards, and sometimes predict with it again when it holds other numbers."""
    node = choices.operation()
    before = [] if choices.model.is_compiled(node) else [compile_(node)]  # type: ignore[attr-defined]
    name = f"given{len(choices.model.objects) + 1}"
    numbers, others = ([choices.number() for _ in choices.inputs(node)] for _ in range(2))
    changed = choices.one_of(([spoil(name), forward(node)], [refill(name, others), predict(node, Ref(name))]))
    return [*before, let(name, numbers), predict(node, Ref(name)), look(name), *changed]


def wrong_number(choices: Choices) -> list[Step]:
    """Predict with too few or too many numbers, and see that nothing has changed."""
    node = choices.operation()
    count = len(choices.inputs(node)) + choices.one_of((1, -1, 2, -2, 7))
    return [attempt(predict(node, [choices.number() for _ in range(max(count, 0))])), forward(node)]


def once_more(choices: Choices) -> list[Step]:
    """Predict twice with the same numbers, of which one has been replaced in between."""
    node = choices.operation()
    asked = predict(node, [choices.number() for _ in choices.inputs(node)])
    before = [compile_(node)] if choices.one_of((False, True)) else []
    return [*before, asked, assign(choices.one_of(choices.network.leaves), choices.number()), asked]


def fail(choices: Choices) -> list[Step]:
    """Let an op divide by zero, then predict with other numbers."""
    inverse = choices.one_of(i for i in choices.network.operations if choices.network.nodes[i].kind == "Inverse")
    node = choices.one_of((inverse, *choices.network.ancestors(inverse)))
    count = len(choices.inputs(node))
    before = [compile_(node)] if choices.one_of((True, False)) else []
    again = predict(node, [choices.number() for _ in range(count)])
    return [*before, attempt(predict(node, [0] * count)), again]


def inner_too(choices: Choices) -> list[Step]:
    """Compile a node, then one below it, and ask the upper one."""
    asked = simple(choices)
    inner = choices.one_of(choices.network.below(asked.node or 0) & {*choices.network.operations})
    return [compile_(asked.node or 0), compile_(with_inputs(choices, inner)), asked]


def below_compiled(choices: Choices) -> list[Step]:
    """Compile a node, change something, and ask one above it, which nobody has compiled."""
    node = choices.operation()
    inner = choices.one_of(choices.network.below(node) & {*choices.network.operations})
    return [compile_(inner), *around_a_change(choices, [forward(node)], compiled=False)]


def around_a_change(choices: Choices, before: list[Step], compiled: bool) -> list[Step]:
    """Do something, change the tree, and predict, with a node that is compiled once more or not."""
    node = before[0].node
    assert node is not None
    change = STEPS[choices.one_of(("edit", "set_children"))](choices)
    assert isinstance(change, Step)
    network = after(choices.model, change).network
    if not network.inputs(node):
        raise Impossible("that is another check's business")
    again = predict(node, [choices.number() for _ in network.inputs(node)])
    return [*before, change, *([compile_(node)] if compiled else []), again]


def spoil_inputs(choices: Choices) -> list[Step]:
    """Change a list that find_input_nodes() has returned, and predict."""
    node = choices.operation()
    return [*spoiled_answer(find_inputs(node), "found"), predict(node, choices.sample(node))]


DRAWS: dict[str, Draw] = {
    "simple": simple,
    "compile_some": lambda choices: compile_(with_inputs(choices, choices.operation())),
    "below_compiled": below_compiled,
    "compiled": compiled_before,
    "kept": kept,
    "wrong_number": wrong_number,
    "once_more": once_more,
    "inner_too": inner_too,
    "changed": lambda choices: around_a_change(
        choices, wrong_number(choices) if choices.one_of((False, True)) else [simple(choices)], compiled=False
    ),
    "changed_and_compiled": lambda choices: around_a_change(choices, compiled_before(choices), compiled=True),
    "fail": fail,
    "spoil_inputs": spoil_inputs,
    "set_rate": lambda choices: set_rate(choices.one_of(choices.network.parameters), choices.one_of((0.1, 0.5, 0, 2))),
}


ASKED = (
    "inner_too",
    "below_compiled",
    "predict",
    "predict",
    "compiled",
    "compiled",
    "kept",
    "once_more",
    "forward",
    "call_node",
    "backward",
    "fail",
    "changed",
    "changed_and_compiled",
)
OTHERS = (
    "compile",
    "wrong_number",
    "find_inputs",
    "spoil_inputs",
    "assign",
    "value_of",
    "set_rate",
    "edit",
    "set_children",
)
ANYTHING = Habits(
    CompileModel, (*ASKED, *OTHERS), World(operations=4, kinds=(*World().kinds, "Inverse")), DRAWS, late=True, spare=2
)
"""Numbers of all kinds, the course's own operations, several networks."""


def plain(model: type[CompileModel], *verbs: str, **options: Any) -> st.SearchStrategy[Life]:
    """Draw lives with numbers that are easy to read."""
    return lives(Habits(model, verbs, PLAIN, DRAWS, steps=8, palettes=READABLE, **{"models": 1, **options}))
