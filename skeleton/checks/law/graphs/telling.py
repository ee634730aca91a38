"""What each node of a graph has to be told by `backward`, and how often."""

from __future__ import annotations

from checks.law import oracle, sizes
from checks.law.answers import Answers, is_number
from checks.law.living.life import Impossible, Model
from checks.law.living.lives import Choices, Habits
from checks.law.planting import wild_or_twin
from checks.law.strategies import PALETTES, World
from checks.law.subject import Subject
from checks.model.network import LEAVES, Network
from checks.model.objects import attempt, keep, spoil
from checks.model.outcomes import Mismatch
from checks.model.scenario import Step, backward, calls, edit, find_inputs, forward, predict, set_children, value_of

FEW = 8
"""Number of operations, counted from below, in a part of a network that has few paths."""

SUM = "That is the sum over all its parents."


def told_once(answers: Answers, step: int, network: Network, root: int, derivative: float) -> None:
    """Demand of a `calls()` step that each node below the root was told its derivative once, and no other node.

    Args:
        answers: All the answers.
        step: The step, after a `backward`.
        network: The network before that.
        root: The node that was asked.
        derivative: The derivative that it was given.
    """
    right, counts, below = oracle.derivatives(network, root), answers.counts(step), network.below(root)
    for i in reversed(range(len(network.nodes))):
        name = f"{network.names[i]} ({network.nodes[i].kind})"
        parts, told, asked = (counts[what][i] for what in ("derivatives", "on_backward", "grad"))
        if i not in below:
            why = f"Only what is below {network.names[root]} gets a derivative."
            answers.holds(step, told == 0, f"no call of on_backward on {name}", why, got=f"{told}")
            continue
        parts = parts if isinstance(parts, list) else []
        total = derivative * right[i]
        size = abs(derivative) * sizes.derivative_size(network, i, root)
        alike = bool(parts) and all(map(is_number, parts)) and oracle.close(sum(parts), total, size)
        got = " + ".join(map(repr, parts)) or "nothing"
        answers.holds(step, alike, f"the derivative {total!r} for {name}", SUM, got)
        answers.holds(step, told == 1, f"1 call of on_backward on {name}", got=f"{told}")
        answers.holds(step, asked <= 1, f"1 call of grad on {name} at the most", got=f"{asked}")


def told_as_few_are(subject: Subject, answers: Answers, derivative: float) -> None:
    """Demand the right inputs and derivatives in a large network of who has them in a low part of it.

    Whoever gives up on the way calls nothing too often. Who is wrong about few nodes has lost points elsewhere.

    Args:
        subject: The solution.
        answers: The first to `find_inputs`, the last to `calls()` after a `backward`, both of the root.
        derivative: The derivative that the root was given.

    Raises:
        Mismatch: They are right in the part alone.
    """
    network = answers.scenario.network
    try:
        _are_right(answers, network.root, derivative)
    except Mismatch:
        low = sorted(network.ancestors(0))[:FEW][-1]
        few = subject.ask(network, find_inputs(low), backward(low, derivative), calls())
        try:
            _are_right(few, low, derivative)
        except Mismatch:
            return
        raise


def _are_right(answers: Answers, root: int, derivative: float) -> None:
    network, steps = answers.scenario.network, answers.scenario.steps
    answers.inputs(0, network, network.inputs(root))
    told_once(answers, len(steps) - 1, network, root, derivative)


class GraphModel(Model):
    """What is right in exercise 7."""

    shared = True

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.latest: dict[str, tuple[int, Network, Step]] = {}
        """The latest step of each verb, with the network before it."""

    def take(self, at: int, step: Step) -> None:
        before = self.network
        super().take(at, step)
        self.latest[step.verb] = (at, before, step)

    def calls(self, at: int, step: Step) -> None:
        """Say what was told, if a `backward` stands between this counting and another."""
        counted, (since, network, asked) = (
            self.latest.get("calls"),
            self.latest.get("backward", (-1, self.network, step)),
        )
        if counted is None or (counted[0], since) != (at - 2, at - 1):
            return
        root, derivative = asked.node, asked.argument
        assert root is not None
        self.expect(lambda answers: told_once(answers, at, network, root, derivative))

    def predict(self, at: int, step: Step) -> None:
        self._require_inputs(step.node)
        super().predict(at, step)

    def attempt(self, at: int, step: Step) -> None:
        """Expect that `predict` refuses too few or too many numbers."""
        self._require_inputs(step.node)
        why = f"This node has {len(self.network.inputs(step.node))} inputs."
        self.expect(lambda answers: answers.refused(at, "ValueError", why))

    def find_inputs(self, at: int, step: Step) -> None:
        self._require_inputs(step.node)
        super().find_inputs(at, step)
        self.gave_list = True

    def _require_inputs(self, node: int | None) -> None:
        """Raise `Impossible` unless it is clear which inputs are listed."""
        if any(self.network.nodes[i].kind == "Relay" for i in self.network.below(node or 0)):
            raise Impossible("inputs below a node that is no Operation may be left out")


def _backward(choices: Choices) -> list[Step]:
    """Call `backward`, and look at what came of it."""
    node = choices.node()
    step = backward(node, choices.derivative())
    if choices.one_of((False, True)):
        return [calls(), step, calls()]
    moved = [i for i in choices.network.parameters if choices.one_of((False, True))]
    return [step, *map(value_of, moved[:3]), forward(node)]


def _predict(choices: Choices) -> Step:
    """Predict, sometimes for too few or too many numbers."""
    node = choices.operation()
    sample = choices.sample(node)
    if not choices.one_of((False, False, False, True)):
        return predict(node, sample)
    count = len(choices.network.inputs(node)) + choices.one_of((1, -1))
    return (
        attempt(predict(node, [choices.number() for _ in range(max(count, 0))]))
        if count >= 0
        else predict(node, sample)
    )


def _edit(choices: Choices) -> list[Step]:
    """Ask a node, change something below it, and ask it again."""
    network, top = choices.network, choices.operation()
    inner = [i for i in sorted(network.below(top)) if network.nodes[i].kind not in LEAVES]
    edges = [(i, k) for i in inner for k in inner if k < i and k not in network.below(i)]
    turned: list[Step] = []
    if edges and choices.one_of((True, False)):  # the same nodes, but some of them in another order
        node, child = choices.one_of(edges)
        turned = [set_children(top, network.nodes[top].children[::-1])] * choices.one_of((0, 1))
        change = edit(node, "insert", choices.one_of((0, len(network.nodes[node].children))), child)
    else:
        change = _any_change(choices, choices.one_of(inner))
    if choices.one_of((False, False, True)):
        return [find_inputs(top), change, find_inputs(top)]
    slope = choices.derivative()
    again = [calls(), backward(top, slope), calls()]
    return [*turned, *(again if choices.one_of((True, False)) else again[1:2]), change, *again]


def _any_change(choices: Choices, node: int) -> Step:
    """Change a list of children; an inner node comes in, or any, or one like that in whose place it is put."""
    nodes = choices.network.nodes
    how = choices.one_of(("put", "insert", "delete"))
    at = choices.one_of(range(len(nodes[node].children) + (how == "insert")))
    if how == "delete":
        return edit(node, how, at)
    old = {nodes[k].kind for k in nodes[node].children[at : at + 1]}
    alike = [i for i in range(node) if nodes[i].kind in old]
    inner = [i for i in range(node) if nodes[i].kind not in LEAVES]
    return edit(node, how, at, choices.one_of(choices.one_of([sort for sort in (inner, alike, range(node)) if sort])))


def _find_inputs(choices: Choices) -> list[Step]:
    """Ask for the inputs, and sometimes spoil the list."""
    step, name = find_inputs(choices.operation()), f"kept{len(choices.model.kept) + 1}"
    return [step, keep(name), spoil(name), step] if choices.one_of((False, False, True)) else [step]


LIVES = Habits(
    GraphModel,
    ("backward", "backward", "backward", "find_inputs", "predict", "edit", "set_children", "assign", "forward"),
    World((*World().kinds, "Inverse", "Half", "Relay"), shared=True, operations=4),
    {"backward": _backward, "find_inputs": _find_inputs, "edit": _edit, "predict": _predict},
    plant=wild_or_twin,
    models=2,
    steps=10,
    palettes=PALETTES[:1] * 6 + PALETTES,
    late=True,
    spare=1,
)
"""Lives in which every node may be told something, and the graph changes between."""

CHANGING = Habits(
    GraphModel,
    ("edit",),
    World(("Add", "Blend", "Multiply"), shared=True, operations=6, own=False),
    LIVES.draws,
    models=1,
    steps=9,
    palettes=PALETTES[:1],
)
"""Lives of one graph that changes again and again: what was right for it before is not now."""
