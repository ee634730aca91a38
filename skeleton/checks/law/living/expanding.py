"""The model of a life in which trees with macros are expanded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks.law import oracle, sizes
from checks.law.living.life import CANCELLED, Impossible, Model, is_forest
from checks.law.macros import ALL_MACROS, STRANGE, Bodies, are_macros, looked_at, same_inputs
from checks.law.strategies import ONE_CHILD
from checks.model.edits import with_children
from checks.model.network import LEAVES, Builder, Network, Node
from checks.model.scenario import Step

OURS = -1
"""The trees that were given, as one of the trees that a leaf may be part of; the others have their roots' numbers."""


class MacroModel(Model):
    """What is right when trees with macros are expanded, again and again, and go on living.

    Solutions may change the given tree or build a new one, and a new one may share or copy its parameters. So a
    parameter that moves in one tree has a value in the others that nobody knows, and a given node with other children
    makes the trees that came from it unknown. What is unknown is not asked.
    """

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.count = len(network.nodes)
        """The number of given nodes; those of expanded trees come after them in `self.network`."""

        self.roots: dict[int, int] = {}
        """By the number of a step's node: where the root of the expanded tree is in `self.network`."""

        self.made = 0
        self.from_nodes: dict[int, frozenset[int]] = {}
        """For each expanded tree the given nodes from which it came."""

        self.parameters: dict[int, tuple[int, ...]] = {}
        """The parameters that a macro has brought, by the macro."""

        self.unsure: dict[int, frozenset[int]] = {OURS: frozenset()}
        """For each tree the parameters whose values nobody knows."""

    @property
    def targets(self) -> list[int]:
        """The nodes that can be asked: the newest trees, then the given operations."""
        given = [i for i in range(self.count) if self.network.nodes[i].kind not in (*LEAVES, *ALL_MACROS)]
        return [*reversed(self.roots), *reversed(given)]

    def index(self, node: int | None) -> int:
        """Find the node of a step in `self.network`."""
        if node is None or (node >= self.count and node not in self.roots):
            raise Impossible("there is no such tree")
        return node if node < self.count else self.roots[node]

    def part(self, node: int) -> tuple[Network, list[int]]:
        """Return what is below the node of a step as a network of its own, and where its nodes are in the whole.

        Raises:
            Impossible: It has a macro, or a number that nobody knows.
        """
        part, places = self._below(node)
        if any(one.kind in ALL_MACROS for one in part.nodes):
            raise Impossible("a macro has no value")
        if not self._tree(node).isdisjoint(places) or any(n.kind in LEAVES and n.value is None for n in part.nodes):
            raise Impossible("nobody knows that value")
        if not sizes.is_sure(part):
            raise Impossible("rounding decides")
        return part, places

    def _tree(self, node: int) -> frozenset[int]:
        return self.unsure[OURS if node < self.count else node]

    def _below(self, node: int) -> tuple[Network, list[int]]:
        places = sorted(self.network.below(self.index(node)))
        at = {place: i for i, place in enumerate(places)}
        nodes = (self.network.nodes[place] for place in places)
        return Network(tuple(n._replace(children=tuple(at[c] for c in n.children)) for n in nodes)), places

    def _operation(self, part: Network) -> None:
        root = part.nodes[-1]
        if root.kind in (*LEAVES, "Seven") or (root.kind == "Add" and len(part.nodes) == 2 and not part.inputs()):
            raise Impossible("that may be a leaf, which has no inputs below")

    def value(self, at: int, step: Step, node: int) -> None:
        part, _ = self.part(node)
        right, size = oracle.value(part), sizes.value_size(part)
        self.expect(lambda answers: answers.number(at, right, self.why(at, step), size))

    def predict(self, at: int, step: Step) -> None:
        assert step.node is not None
        part, places = self._below(step.node)
        self._operation(part)
        fed = dict(zip(part.inputs(), self.given(step.argument), strict=True))
        self.network = self.network.having({places[i]: value for i, value in fed.items()})
        self.value(at, step, step.node)

    def backward(self, at: int, step: Step) -> None:
        assert step.node is not None
        part, places = self.part(step.node)
        derivative = self.given(step.argument)
        after = oracle.updated(part, derivative)
        for i in part.parameters:
            rate = 0.01 if part.nodes[i].learning_rate is None else part.nodes[i].learning_rate
            size = abs(part.nodes[i].value or 0) + (rate or 0) * abs(derivative) * sizes.derivative_size(part, i)
            if abs(after.nodes[i].value or 0) < CANCELLED * size:
                raise Impossible("a parameter has lost its digits")
            self.sizes[places[i]] = size
        self._assigned(step.node, {places[i]: after.nodes[i].value or 0.0 for i in part.parameters})
        self.expect(lambda answers: answers.exactly(at, None, "backward() returns nothing."))

    def _assigned(self, node: int, values: Mapping[int, float]) -> None:
        """Give parameters values in one tree: from now on nobody knows them in the others, unless they had them."""
        own = OURS if node < self.count else node
        changed = frozenset(i for i, value in values.items() if self.network.nodes[i].value != value)
        self.unsure = {t: u - values.keys() if t == own else u | changed for t, u in self.unsure.items()}
        self.network = self.network.having(dict(values))

    def assign(self, at: int, step: Step) -> None:
        leaf = self._leaf(step)
        self.sizes.pop(leaf, None)
        if self.network.nodes[leaf].kind == "Input":
            self.network = self.network.having({leaf: step.argument})
        else:
            self._assigned(leaf, {leaf: step.argument})

    def value_of(self, at: int, step: Step) -> None:
        if self._leaf(step) in self.unsure[OURS]:
            raise Impossible("nobody knows that value")
        super().value_of(at, step)

    def _leaf(self, step: Step) -> int:
        leaf = self.index(step.node)
        if leaf >= self.count or self.network.nodes[leaf].kind not in LEAVES:
            raise Impossible("it is no leaf that was given")
        return leaf

    def expand(self, at: int, step: Step) -> None:
        source = self.index(step.node)
        given = self.from_nodes.get(step.node or 0, self.network.below(source))
        builder = Builder()
        builder.nodes = list(self.network.nodes)
        root = self._copied(builder, source)
        self.network = builder.network()
        number = self.count + self.made
        self.made += 1
        self.roots[number] = root
        self.from_nodes[number] = frozenset(given)
        self.unsure = {**self.unsure, number: self._tree(step.node or 0)}

    def _copied(self, builder: Builder, i: int) -> int:
        node = builder.nodes[i]
        if node.kind in LEAVES:
            return i
        children = [self._copied(builder, c) for c in node.children]
        if node.kind not in ALL_MACROS:
            builder.nodes.append(node._replace(children=tuple(children)))
            return len(builder.nodes) - 1
        brought = iter(self.parameters.get(i, ()))
        used: list[int] = []

        def parameter(value: float | None) -> int:
            found = next(brought, None)
            if found is None:
                builder.nodes.append(Node("Parameter", value=value))
                found = len(builder.nodes) - 1
            used.append(found)
            return found

        root = Bodies(builder, parameter).of(node.kind, children, are_macros(self.network, node))
        self.parameters[i] = tuple(used)
        return root

    def fill(self, at: int, step: Step) -> None:
        assert step.node is not None
        part, places = self._tree_made(step)
        known = {n.value for n in self.network.nodes[: self.count] if n.kind == "Parameter"}
        ours = [places[i] for i in part.parameters if places[i] < self.count]
        brought = [places[i] for i in part.parameters if places[i] >= self.count]
        values = set(step.argument)
        if len(values) != 1 or values & known or {*ours} & (self._tree(step.node) | self.unsure[OURS]):
            raise Impossible("a parameter may be a copy of one that was given")
        for i in brought:
            self.sizes.pop(i, None)
        self._assigned(step.node, dict.fromkeys(brought, step.argument[0]))
        count = len(brought)
        why = "So many parameters come with the macros: n + 1 for each Linear over n children, of its own."
        self.expect(lambda answers: answers.exactly(at, count, why))

    def _tree_made(self, step: Step) -> tuple[Network, list[int]]:
        if step.node not in self.roots:
            raise Impossible("that tree is not known")
        return self._below(step.node)

    def survey(self, at: int, step: Step) -> None:
        part, places = self._tree_made(step)
        names = self.network.names
        inputs = [places[i] for i in part.inputs()]
        sure = self._tree(step.node or 0).isdisjoint(places) and all(
            part.nodes[i].value is not None for i in part.parameters
        )
        right = sorted((part.nodes[i].value or 0.0, self.sizes.get(places[i], 0.0)) for i in part.parameters)
        self.expect(lambda answers: looked_at(answers, at, inputs, names, right if sure else len(right)))

    def find_inputs(self, at: int, step: Step) -> None:
        assert step.node is not None
        part, places = self._below(step.node)
        if any(one.kind in ALL_MACROS for one in part.nodes):
            raise Impossible("a macro is no place to look for inputs")
        self._operation(part)
        right = [places[i] for i in part.inputs()]
        names = self.network.names
        self.expect(lambda answers: same_inputs(answers, at, answers[at], right, names))

    def _change(self, node: int, children: Sequence[int]) -> None:
        kind = self.network.nodes[node].kind
        if (
            node >= self.count
            or kind in (*ALL_MACROS, *LEAVES, "Seven")
            or any(not 0 <= child < node for child in children)
        ):
            raise Impossible("the children of a macro stay as they are")
        if kind in ONE_CHILD and len(children) != 1:
            raise Impossible("that operation has one child")
        self.network = with_children(self.network, node, children)
        if not is_forest(Network(self.network.nodes[: self.count])):
            raise Impossible("a node has one parent at most")
        self._forget_trees(node)

    def set_rate(self, at: int, step: Step) -> None:
        super().set_rate(at, step)
        self._forget_trees(self._leaf(step))

    def _forget_trees(self, node: int) -> None:
        """Ask no tree again that came from a node which is another one by now."""
        self.roots = {number: root for number, root in self.roots.items() if node not in self.from_nodes[number]}

    def attempt(self, at: int, step: Step) -> None:
        verb, node, _ = step.argument
        part, _ = self._below(node)
        macros = [i for i, one in enumerate(part.nodes) if one.kind in ALL_MACROS]
        asked = verb in ("forward", "backward", "call_node") and part.nodes[-1].kind not in STRANGE
        if node >= self.count or macros != [part.root] or not asked:
            raise Impossible("only of a single macro it is known what it raises")
        why = "A macro has no value of its own, and no derivative."
        self.expect(lambda answers: answers.refused(at, "TypeError", why))
