"""The model of a life in which networks become functions, which compute and train."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checks.law import oracle, sizes
from checks.law.answers import Answers
from checks.law.living.life import CANCELLED, Impossible, Model
from checks.law.macros import ALL_MACROS, Bodies, looked_at
from checks.law.unroll.unrolled import slope_of
from checks.model.kinds import Interruption, decode
from checks.model.network import LEAVES, Builder, Network, Node
from checks.model.scenario import Step

OTHER_NAMES = {"OtherAdd": "Add", "OtherSigmoid": "Sigmoid", "OtherMultiply": "Multiply"}
"""Classes of other modules, by the kind that their names tell."""

KNOWN = {*LEAVES, "Add", "Multiply", "ReLU", "Sigmoid", "Softmax"}
LOSSES = ("mse", "bce", "cce")
CUT = Interruption.__name__
Place = int | tuple[int, int] | None
"""A given node, or a macro and the number of a parameter in its body, or another node of a body."""


class UnrolledModel(Model):
    """What is right when given nodes are unrolled: functions stay as they were made, training changes the graph."""

    shared = True

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        if any(one.kind == "Input" and one.name is not None and not one.own for one in network.nodes):
            raise Impossible("an input of the framework has no name")
        self.brought: dict[int, tuple[Node, ...]] = {}
        """The parameters of the body of each macro that has been replaced."""

        self.functions: dict[int, Network] = {}
        """What each function computes, by the node that was unrolled."""

        self.trainers: dict[int, tuple[str, Network]] = {}
        """The loss of each training, and the graph for which it was made."""

        self.moved: dict[Place, float] = {}
        """The sizes of the terms in parameters that were trained."""

    def part(self, node: int) -> tuple[Network, list[Place]]:
        """Write out what is below a node, without macros.

        Returns:
            A network whose last node is the node itself, and where each of its nodes comes from.
        """
        builder, at = Builder(), dict[int, int]()
        origins: dict[int, Place] = {}
        for place in sorted(self.network.below(node)):
            one = self.network.nodes[place]
            children = tuple(at[c] for c in one.children)
            if one.kind in ALL_MACROS:
                at[place] = self._body(builder, place, children, origins)
            else:
                at[place] = len(builder.nodes)
                builder.nodes.append(one._replace(kind=OTHER_NAMES.get(one.kind, one.kind), children=children))
                origins[at[place]] = place
        part = builder.network()
        if self.network.nodes[node].kind in ALL_MACROS:
            raise Impossible("the root is no macro")
        return part, [origins.get(i) for i in range(len(part.nodes))]

    def _body(self, builder: Builder, macro: int, children: Sequence[int], origins: dict[int, Place]) -> int:
        brought = self.brought.get(macro, ())
        count = 0

        def parameter(value: float | None) -> int:
            nonlocal count
            new = brought[count] if count < len(brought) else Node("Parameter", value=value)
            builder.nodes.append(new)
            origins[len(builder.nodes) - 1] = (macro, count)
            count += 1
            return len(builder.nodes) - 1

        return Bodies(builder, parameter).of(self.network.nodes[macro].kind, children)

    def _unrolled(self, node: int) -> Network:
        """Replace the macros below a node, each once."""
        part, places = self.part(node)
        if any(one.kind not in KNOWN for one in part.nodes) or "Softmax" in {one.kind for one in part.nodes[:-1]}:
            raise Impossible("that cannot be unrolled")
        if part.nodes[-1].kind in LEAVES or (part.nodes[-1].kind == "Softmax" and not part.nodes[-1].children):
            raise Impossible("a leaf is hardly a network, and without scores there are no probabilities")
        below = self.network.below(node)
        for macro in below:
            if self.network.nodes[macro].kind in ALL_MACROS and macro not in self.brought:
                if any(macro in one.children and i not in below for i, one in enumerate(self.network.nodes)):
                    raise Impossible("a macro that stands elsewhere, too, may have another body there")
                own = [
                    part.nodes[i] for i, place in enumerate(places) if isinstance(place, tuple) and place[0] == macro
                ]
                self.brought = {**self.brought, macro: tuple(own)}
        return part

    def _waiting(self, step: Step) -> set[int]:
        """Return the macros below a step's node that nobody has replaced so far."""
        below = self.network.below(step.node or 0)
        return {i for i in below if self.network.nodes[i].kind in ALL_MACROS and i not in self.brought}

    def unroll(self, at: int, step: Step) -> None:
        self.functions = {**self.functions, step.node or 0: self._unrolled(step.node or 0)}

    def unroll_training(self, at: int, step: Step) -> None:
        assert step.argument in LOSSES, "such a loss is refused"
        part = self._unrolled(step.node or 0)
        self.trainers = {**self.trainers, step.node or 0: (step.argument, part)}

    def run_function(self, at: int, step: Step) -> None:
        self._computed(at, self.functions[step.node or 0].feed(decode(step.argument)), self.why(at, step))

    def why(self, at: int, step: Step) -> str:
        if step.verb == "run_function":
            return "The parameters have the values that they had when unroll() was called."
        return "So it is after that training." if step.verb == "value_of" else ""

    def _computed(self, at: int, part: Network, why: str) -> None:
        if not sizes.is_sure(part):
            raise Impossible("rounding decides")
        right, size = oracle.values(part)[part.root], sizes.value_sizes(part, part.root)
        self.gave_list = isinstance(right, list)
        if isinstance(right, list):
            self.expect(lambda answers: answers.numbers(at, right, why, size))
        else:
            self.expect(lambda answers: answers.number(at, right, why, size[0]))

    def forward(self, at: int, step: Step) -> None:
        part, _ = self.part(step.node or 0)
        if any(one.kind not in KNOWN - {"Softmax"} for one in part.nodes) or self._waiting(step):
            raise Impossible("that has no value before it is unrolled")
        self._computed(at, part, self.why(at, step))

    def edit(self, at: int, step: Step) -> None:
        _, _, child = step.argument
        if child in self.brought or self.network.nodes[step.node or 0].kind in (*ALL_MACROS, *LEAVES, "Seven"):
            raise Impossible("a macro that was replaced is gone, and the others have the children they were made with")
        super().edit(at, step)

    def survey(self, at: int, step: Step) -> None:
        part, places = self.part(step.node or 0)
        if self._waiting(step):
            raise Impossible("it may have macros, or none any more")
        inputs = [place for i in part.inputs() if isinstance(place := places[i], int)]
        found = [(part.nodes[i].value or 0.0, self.moved.get(places[i], 0.0)) for i in part.parameters]
        names = self.network.names
        self.expect(lambda answers: looked_at(answers, at, inputs, names, sorted(found)))

    def assign(self, at: int, step: Step) -> None:
        self.moved = {place: size for place, size in self.moved.items() if place != step.node}
        super().assign(at, step)

    def value_of(self, at: int, step: Step) -> None:
        self.sizes = {node: size for node, size in self.moved.items() if isinstance(node, int)}
        super().value_of(at, step)

    def run_training(self, at: int, step: Step) -> None:
        self._train(step.node or 0, list(decode(step.argument)))
        self.expect(lambda answers: answers.exactly(at, None, "train() returns nothing."))

    def _train(self, node: int, samples: Sequence[Any]) -> None:
        """Train, one sample after the other."""
        loss, made_for = self.trainers[node]
        part, places = self.part(node)
        now, then = ([(n.children, n.learning_rate) for n in one.nodes] for one in (part, made_for))
        if now != then:
            raise Impossible("the graph has another shape or learning rate by now")
        for x, y in samples:
            part = part.feed(x)
            if not sizes.is_sure(part):
                raise Impossible("rounding decides")
            prediction = oracle.values(part)[part.root]
            wanted, got = (y, prediction) if isinstance(prediction, list) else ([y], [prediction])
            slopes = [slope_of(loss, *pair) for pair in zip(wanted, got, strict=True)]
            derivatives = [d for d, _ in slopes]
            after = oracle.updated(part, derivatives if isinstance(prediction, list) else derivatives[0], part.root)
            most = max((size for _, size in slopes), default=0.0)
            most += max(sizes.value_sizes(part, part.root), default=0.0) * 2
            for i in part.parameters:
                rate = 0.01 if part.nodes[i].learning_rate is None else part.nodes[i].learning_rate or 0.0
                size = abs(part.nodes[i].value or 0) + rate * most * sizes.derivative_size(part, i)
                if abs(after.nodes[i].value or 0) < CANCELLED * size or size > sizes.LARGEST:
                    raise Impossible("a parameter has lost its digits")
                self.moved = {**self.moved, places[i]: max(size, self.moved.get(places[i], 0.0))}
            part = after
        self._written_back(part, places)

    def _written_back(self, part: Network, places: Sequence[Place]) -> None:
        for i in part.parameters:
            place = places[i]
            if isinstance(place, int):
                self.network = self.network.having({place: part.nodes[i].value or 0.0})
            elif place is not None:
                macro, number = place
                own = list(self.brought[macro])
                own[number] = part.nodes[i]
                self.brought = {**self.brought, macro: tuple(own)}

    def attempt(self, at: int, step: Step) -> None:
        """Expect what is refused: what stands before it has counted."""
        inner = Step(*step.argument)
        name, named = getattr(self, f"_refused_{inner.verb}")(inner)

        def demand(answers: Answers) -> None:
            message = _stopped(answers, at, name)
            answers.holds(at, named in message, f"a {name} that names {named}", got=message)

        self.expect(demand)

    def _refused_unroll(self, step: Step) -> tuple[str, str]:
        unknown = {n.kind for n in self.part(step.node or 0)[0].nodes if n.kind not in KNOWN}
        assert len(unknown) == 1 and not self._waiting(step), "it has to be sure which one is named"
        return "TypeError", unknown.pop()

    def _refused_unroll_training(self, step: Step) -> tuple[str, str]:
        if step.argument in LOSSES:
            return self._refused_unroll(step)
        assert not self._waiting(step), "macros may have been replaced before it was refused, or not"
        self._unrolled(step.node or 0)
        return "ValueError", ""

    def _refused_run_function(self, step: Step) -> tuple[str, str]:
        assert len(step.argument) != len(self.functions[step.node or 0].inputs())
        return "TypeError", ""

    def _refused_run_training(self, step: Step) -> tuple[str, str]:
        samples = step.argument.get("cut") if isinstance(step.argument, dict) else None
        if samples is not None:
            self._train(step.node or 0, decode(samples))
            return CUT, ""
        count = len(self.part(step.node or 0)[0].inputs())
        whole = list(decode(step.argument))
        numbers = [all(type(one) in (int, float) for one in x) for x, _ in whole]
        bad = [i for i, (x, _) in enumerate(whole) if len(x) != count or not numbers[i]]
        self._train(step.node or 0, whole[: bad[0]])
        return ("ValueError" if len(whole[bad[0]][0]) != count else ""), ""


def _stopped(answers: Answers, at: int, name: str) -> str:
    """Demand that a step ended in that exception, or in any if there is no name, and return its message."""
    if name not in ("", CUT):
        return answers.refused(at, name)
    kind, message, _ = answers[at] or ("no exception", "", [])
    answers.holds(at, kind == name if name else answers[at] is not None, f"the {name or 'exception'}", got=kind)
    return str(message)
