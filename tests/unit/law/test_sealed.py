"""What sealed nodes compute, and the witness that they ask."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from checks.law import oracle, sizes
from checks.law.living.life import Impossible
from checks.law.search.sealed import SOME, Sealed, sealed_mistake
from checks.law.subject import LocalSubject, Subject
from checks.model import sealed
from checks.model.network import Network, Node
from checks.model.outcomes import Mismatch, Raised
from checks.model.scenario import Scenario, Step, calls, forward, set_children
from checks.model.sealed import is_sealed
from checks.model.witness import MOST_ASKED, Witness, WronglyAsked

LEAVES = (Node("Input", value=2.0), Node("Parameter", value=0.5))


def hidden(*steps: Step) -> Witness:
    """A witness of one hidden node above two leaves."""
    return Witness(Scenario(Network((*LEAVES, Node("Hidden", (0, 1), name="linear:secret"))), steps), [])


@pytest.mark.parametrize("sort", [sealed.LINEAR, sealed.SMOOTH])
def test_a_key_decides(sort: str) -> None:
    """The same key computes the same, another one something else; grad says nothing about op."""
    x = [0.5, -2.0, 3.0]
    assert sealed.value(f"{sort}:a", x) == sealed.value(f"{sort}:a", x)
    assert sealed.value(f"{sort}:a", x) != sealed.value(f"{sort}:b", x)
    h = 1e-6
    rise = (sealed.value(f"{sort}:a", [0.5 + h, *x[1:]]) - sealed.value(f"{sort}:a", x)) / h
    assert abs(rise - sealed.slopes(f"{sort}:a", x)[0]) > 1e-3


def test_only_smooth_ones_have_other_slopes_elsewhere() -> None:
    assert sealed.slopes("linear:a", [1.0]) == sealed.slopes("linear:a", [5.0])
    assert sealed.slopes("smooth:a", [1.0]) != sealed.slopes("smooth:a", [5.0])


@pytest.mark.parametrize("x", [[1.0, 2.0], [-1e9, 1e9], [0.0, 0.0], []])
def test_bounds(x: list[float]) -> None:
    largest, steepest = sealed.bounds("smooth:a", [abs(one) for one in x])
    assert abs(sealed.value("smooth:a", x)) <= largest
    assert all(abs(s) <= most for s, most in zip(sealed.slopes("smooth:a", x), steepest, strict=True))


def test_any_numbers_may_be_asked_about() -> None:
    """A solution may send what it likes: the answer is nan, and no error of ours."""
    for x in ([math.inf, -math.inf], [math.nan], [1e308, 1e308, 1e308]):
        sealed.slopes("smooth:a", x)
    assert math.isnan(sealed.value("smooth:a", [math.inf, -math.inf]))


def test_the_oracle_and_the_sizes_know_sealed_nodes() -> None:
    network = Network((*LEAVES, Node("Sealed", (0, 1), name="smooth:a"), Node("Add", (2, 2))))
    value = sealed.value("smooth:a", [2.0, 0.5])
    assert oracle.value(network) == 2 * value
    assert oracle.derivatives(network)[0] == pytest.approx(2 * sealed.slopes("smooth:a", [2.0, 0.5])[0])
    assert sizes.value_size(network) >= abs(2 * value)


def test_what_a_solution_sees_has_no_secret() -> None:
    nodes = hidden().shown.network.nodes
    assert nodes[2].children == ()
    assert nodes[2].name == "linear"


def test_the_children_of_a_hidden_node_change_with_the_witness() -> None:
    witness = hidden(set_children(2, [1]), forward(2))
    assert next(witness.steps()) == forward(2), "nobody else hears of the change"
    assert witness.ask("children", 2, None) == [1]
    assert witness.answers == [None]


def test_counts_are_those_of_their_steps() -> None:
    witness = hidden(forward(2), calls(), forward(2), calls())
    told: dict[str, Any] = {name: [9, 9, 9] for name in ("op", "grad", "on_backward", "children")}
    told["derivatives"] = [[], [], []]
    steps, counts = witness.steps(), []
    for asked in (2, 1):
        next(steps)
        for _ in range(asked):
            witness.ask("op", 2, [1, 2.0])
        witness.tell(0.0)
        next(steps)
        witness.tell({name: list(one) for name, one in told.items()})
        counts.append(witness.answers[-1]["op"])
    assert counts == [[9, 9, 2], [9, 9, 1]], "leaves are counted by the solution's own process"


def test_steps_are_handed_out_up_to_what_decides_about_them() -> None:
    """Counts are of all steps since the latest ones; and the children are changed when those before are done."""
    changes = set_children(2, [1]), set_children(2, [0])
    witness = hidden(forward(2), forward(2), calls(), forward(2), *changes, forward(2))
    told: dict[str, Any] = {name: [0, 0, 0] for name in ("op", "grad", "on_backward", "children")}
    handed_out = []
    while steps := witness.next_steps():
        handed_out.append((steps, witness.ask("children", 2, None)))
        with pytest.raises(WronglyAsked, match="missing"):
            witness.next_steps()
        for step in steps:
            witness.tell({**told, "derivatives": [[], [], []]} if step == calls() else 0.0)
    assert handed_out == [
        ([forward(2), forward(2), calls()], [0, 1]),
        ([forward(2)], [0, 1]),
        ([forward(2)], [0]),
    ]


def test_too_much_is_refused() -> None:
    witness = hidden(forward(2))
    for _ in range(MOST_ASKED):
        witness.ask("children", 2, None)
    with pytest.raises(WronglyAsked, match="more than"):
        witness.ask("children", 2, None)


@pytest.mark.parametrize(
    ("what", "node", "argument"),
    [("op", 0, [1.0]), ("op", 2, [1.0] * 1001), ("op", 2, ["1"]), ("value", 2, None), ("on_backward", 2, [1.0])],
)
def test_what_no_node_asks(what: str, node: int, argument: Any) -> None:
    with pytest.raises(WronglyAsked):
        hidden().ask(what, node, argument)


def test_a_message_has_neither_keys_nor_numbers() -> None:
    """Both are drawn anew each time, and a record has to be the same twice."""

    def law(subject: LocalSubject, network: Network) -> None:
        answers = subject.ask(network, forward(2), calls())
        answers.number(0, oracle.value(network) + 1)

    class Right(LocalSubject):
        def perform(self, scenario: Scenario) -> Any:
            return [0.0, {}], None

    network = Network((*LEAVES, Node("Multiply", (0, 1))))
    found = sealed_mistake(Right("ex3_caching"), None, [(law, {"network": network})])
    assert isinstance(found, Mismatch)
    assert {node.name for node in found.scenario.network.nodes} <= {"linear", "smooth", None}
    assert found.got == "another number"
    assert found.scenario.network.nodes[-1].kind == "Sealed"


def test_a_law_that_builds_its_network_has_some_of_it_sealed() -> None:
    """Each time others, never the root."""
    seen: list[Network] = []

    def law(subject: Subject, count: int) -> None:
        nodes = [LEAVES[0], *(Node("Add", (i,)) for i in range(count))]
        seen.append(subject.asked_about(Network(tuple(nodes))))
        subject.ask(Network(tuple(nodes)), forward(count))

    for stem in ("ex3_caching", "ex3_caching", "ex2_compile"):
        with pytest.raises(Impossible):
            Sealed(law, stem)(LocalSubject(stem), count=100)
    sealed_ones = [[i for i, node in enumerate(one.nodes) if is_sealed(Network((node,)))] for one in seen]
    assert [len(one) for one in sealed_ones] == [SOME["Sealed"], SOME["Sealed"], SOME["Hidden"]]
    assert sealed_ones[0] != sealed_ones[1]
    assert 100 not in sealed_ones[0] + sealed_ones[1]


class OneThatLeavesOut(LocalSubject):
    """Computes what is right but where `leaves_out` says so."""

    def __init__(self, leaves_out: Callable[[Scenario], bool]) -> None:
        super().__init__("ex2_compile")
        self.leaves_out = leaves_out

    def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
        value = 0.0 if self.leaves_out(scenario) else oracle.value(scenario.network)
        return [{} if step.verb == "calls" else value for step in scenario.steps], None


@pytest.mark.parametrize(
    ("leaves_out", "is_a_mistake"),
    [
        (lambda scenario: False, False),
        (lambda scenario: is_sealed(scenario.network), True),
        (lambda scenario: any(step.verb == "calls" for step in scenario.steps), True),
        (lambda scenario: True, False),
    ],
    ids=["nowhere", "where it is sealed", "where calls are counted", "everywhere"],
)
def test_who_computes_what_is_right_has_to_where_it_is_watched(
    leaves_out: Callable[[Scenario], bool], is_a_mistake: bool
) -> None:
    """Who never does loses no points for it here: other checks look at values."""

    def law(subject: Subject, network: Network) -> None:
        answers = subject.ask(network, forward(network.root), calls())
        if subject.looks_at_values:
            answers.number(0, oracle.value(network))
        answers.counts(1)

    network = Network((*LEAVES, Node("Multiply", (0, 1))))
    found = sealed_mistake(OneThatLeavesOut(leaves_out), None, [(law, {"network": network})])
    assert (found is not None) is is_a_mistake


def test_the_law_is_asked_about_sealed_networks() -> None:
    seen: list[Network] = []
    law = Sealed(lambda subject, network: seen.append(network), "ex2_compile")
    network = Network((*LEAVES, Node("Multiply", (0, 1)), Node("Softmax", (2,))))
    law(LocalSubject("ex2_compile"), network=network)
    assert [node.kind for node in seen[0].nodes] == ["Input", "Parameter", "Hidden", "Softmax"]
