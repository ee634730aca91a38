"""Answers what sealed nodes ask, and counts each asking, where no solution's code runs.

A sealed node belongs to the course: it is of a subclass of a solution's own `Operation`, whose `op` and `grad` ask the
witness. The witness alone knows the keys, and what is below a `Hidden` node. It hands out the steps up to the next one
that asks for counts, so it knows before which of these it was asked. Whoever has the right values has asked for them;
what is not asked again was kept: that is a cache, however it is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Protocol

from checks.model import sealed
from checks.model.edits import edited, with_children
from checks.model.network import Network, Node
from checks.model.scenario import Scenario, Step
from checks.model.sealed import SEALED

COUNTED = ("op", "grad", "on_backward")
MOST_ASKED = 20_000
"""Number of times that the nodes of one scenario may ask."""

MOST_CHILDREN = 1000
"""Number of children that a node can be asked about."""


class Line(Protocol):
    """What the nodes of a sealed scenario talk to: the witness itself, or a pipe to it."""

    def ask(self, what: str, node: int, argument: Any) -> Any:
        """Ask something about a node, see `Witness.ask`."""

    def note(self, node: int, derivative: Any) -> None:
        """Say which derivative a node got: an "on_backward", to which there is no answer."""

    def steps(self) -> Iterator[Step]:
        """Yield the steps; the next one comes when the answer to the latest has been told."""

    def tell(self, answer: Any) -> None:
        """Tell the answer to the latest step."""


class WronglyAsked(TypeError):
    """Nodes are not asked like that: `op` takes a list of numbers."""


class Witness:
    """The only one who knows what the sealed nodes of a scenario compute."""

    def __init__(self, scenario: Scenario, answers: list[Any]) -> None:
        """Begin; the answers to the steps are appended to that list, with the counts that are known here."""
        self.scenario = scenario
        self.answers = answers
        self._network = scenario.network
        self._sealed = frozenset(i for i, node in enumerate(scenario.network.nodes) if node.kind in SEALED)
        self._asked = 0
        self._handed_out = 0
        self._start_counting()

    def _start_counting(self) -> None:
        self._counts: dict[str, Counter[int]] = {what: Counter() for what in (*COUNTED, "children")}
        self._derivatives: dict[int, list[Any]] = {i: [] for i in self._sealed}

    @property
    def shown(self) -> Scenario:
        """What the other side has to know to begin: the network without secrets, and which nodes are made later."""
        nodes = map(_shown, self.scenario.network.nodes)
        later = tuple(Step("build", step.node) for step in self.scenario.steps if step.verb == "build")
        return Scenario(Network(tuple(nodes)), later)

    def ask(self, what: str, node: int, argument: Any) -> Any:
        """Answer a node.

        Args:
            what: "op" or "grad", with the values of the children; "children"; "on_backward", with the derivative.
            node: Its position.
            argument: As above.

        Returns:
            A number, a list of numbers, or for "children" the positions of the children.

        Raises:
            WronglyAsked: There is no such node, the argument is no list of numbers, or it is too much.
        """
        self._asked += 1
        if self._asked > MOST_ASKED:
            raise WronglyAsked(f"the nodes were asked more than {MOST_ASKED} times")
        if node not in self._sealed or what not in self._counts:
            raise WronglyAsked(f"node {node!r} has no {what!r}")
        one = self._network.nodes[node]
        self._counts[what][node] += 1
        if what == "children":
            return list(one.children)
        if what == "on_backward":
            if type(argument) not in (int, float):
                raise WronglyAsked("a derivative is a number")
            self._derivatives[node].append(argument)
            return None
        assert one.name is not None, "a sealed node has a key"
        x = _numbers(argument)
        return sealed.value(one.name, x) if what == "op" else sealed.slopes(one.name, x)

    def note(self, node: int, derivative: Any) -> None:
        """Take note of a derivative that a node got.

        Raises:
            WronglyAsked: As for `ask`.
        """
        self.ask("on_backward", node, derivative)

    @property
    def unanswered(self) -> int:
        """The number of steps that were handed out and have no answer yet."""
        return self._handed_out - len(self.answers)

    def next_steps(self) -> list[Step]:
        """Hand out the next steps for the other side; what only changes the children of a `Hidden` node is done here.

        They end with one that asks for counts, or before such a change. So whatever is asked in one of them is counted
        for the same step, and told what is there at that time.

        Returns:
            The steps; none if there are no more.

        Raises:
            WronglyAsked: A step has no answer yet.
        """
        if self.unanswered:
            raise WronglyAsked("the answer to the latest step is missing")
        handed_out: list[Step] = []
        for step in self.scenario.steps[len(self.answers) :]:
            if not self._is_done_here(step):
                handed_out.append(step)
                if step.verb == "calls":
                    break
            elif handed_out:
                break
            else:
                self._edit(step)
                self.answers.append(None)
        self._handed_out = len(self.answers) + len(handed_out)
        return handed_out

    def steps(self) -> Iterator[Step]:
        """Yield the steps for the other side, one at a time.

        Raises:
            WronglyAsked: A step has no answer yet.
        """
        while steps := self.next_steps():
            yield from steps

    def _is_done_here(self, step: Step) -> bool:
        return step.verb in ("edit", "set_children") and self._network.nodes[step.node or 0].kind == "Hidden"

    def _edit(self, step: Step) -> None:
        node, network = step.node or 0, self._network
        if step.verb == "set_children":
            self._network = with_children(network, node, step.argument)
        else:
            how, at, child = step.argument
            self._network = with_children(network, node, edited(network.nodes[node].children, how, at, child))

    def tell(self, answer: Any) -> None:
        """Take the answer to the latest step, in which counts are replaced by those that are known here."""
        if self.scenario.steps[len(self.answers)].verb == "calls":
            self._correct(answer)
            self._start_counting()
        self.answers.append(answer)

    def _correct(self, answer: Any) -> None:
        """Put the counts that are known here in the place of those that the other side has told."""
        for i in self._sealed:
            known = self._counts if self._network.nodes[i].kind == "Hidden" else COUNTED
            for name in known:
                answer[name][i] = self._counts[name][i]
            answer["derivatives"][i] = self._derivatives[i]


def without_key(node: Node) -> Node:
    """Return a node of whose key only the sort of function is left."""
    return node._replace(name=(node.name or "").partition(":")[0]) if node.kind in SEALED else node


def _shown(node: Node) -> Node:
    one = without_key(node)
    return one._replace(children=()) if one.kind == "Hidden" else one


def _numbers(argument: Any) -> list[float]:
    if (
        type(argument) is not list
        or len(argument) > MOST_CHILDREN
        or not all(type(x) in (int, float) for x in argument)
    ):
        raise WronglyAsked("a node takes a list of numbers, one for each of its children")
    return [float(x) for x in argument]
