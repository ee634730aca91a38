"""The numbers of a smallest example are told apart, and it runs into no corner case that hides the law."""

from __future__ import annotations

from checks.law.macros import ALL_MACROS, stands_for
from checks.law.search.corners import in_a_corner, out_of_the_corner
from checks.law.search.telling_apart import MOST, PLAIN, told_apart
from checks.model.network import Builder, Network
from checks.model.scenario import Scenario, predict


def a_sum(*values: float) -> Network:
    builder = Builder()
    return builder.add("Add", *(builder.parameter(value) for value in values)).network()


def values_of(network: Network) -> list[float | None]:
    return [network.nodes[i].value for i in network.leaves]


def always(variant: object, failure: str) -> str:
    return failure


def test_all_at_once_if_it_still_fails() -> None:
    network, _ = told_apart(a_sum(1.0, 1.0, 1.0), "wrong", always)
    assert values_of(network) == list(PLAIN[:3])


def test_numbers_of_steps_too() -> None:
    """What comes into an input is not what was there."""
    found, _ = told_apart(Scenario(a_sum(1.0), (predict(1, [1.0]),)), "wrong", always)
    assert values_of(found.network) == [PLAIN[0]]
    assert found.steps[0].argument == [PLAIN[1]]


def test_one_by_one_if_some_have_to_stay() -> None:
    """Here it fails only as long as the first is 1."""

    def fails(variant: Network, failure: str) -> str | None:
        return failure if variant.nodes[0].value == 1.0 else None

    network, _ = told_apart(a_sum(1.0, 1.0, 1.0), "wrong", fails)
    first, *others = values_of(network)
    assert first == 1.0
    assert len({*others, first}) == 3


def test_what_tells_already_and_what_is_long_is_left_alone() -> None:
    """Different numbers that hide nothing; and those that nobody reads one by one."""
    for network in (a_sum(4.0, 5.0), a_sum(*[1.0] * (MOST + 1))):
        assert told_apart(network, "wrong", always)[0] == network


def test_no_sum_of_two_is_a_third() -> None:
    first = PLAIN[:5]
    assert not {a + b for a in first for b in first if a != b} & set(first)


def test_a_corner_case_is_seen_and_left() -> None:
    builder = Builder()
    corner = builder.add("Multiply", builder.operation("Add"), builder.parameter(2.0)).network()
    assert in_a_corner(Scenario(corner, ()))
    outside = out_of_the_corner(Scenario(corner, ()))
    assert not in_a_corner(outside)
    assert [node.kind for node in outside.network.nodes] == ["Parameter", "Parameter", "Multiply"]
    assert not in_a_corner(a_sum(1.0))


def test_each_macro_is_written_out() -> None:
    """With letters for its children, and one line for each."""
    for kind in ALL_MACROS:
        for count in (1, 3):
            text = stands_for(kind, count)
            assert text.startswith(f"{kind.lower()}(a")
            assert " stands for " in text and "\n" not in text
    assert stands_for("Neuron", 1) == "neuron(a) stands for sigmoid(w1 * a + w2)"
