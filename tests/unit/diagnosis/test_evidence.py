"""What a wrong answer shows by itself, and what the growth of the work shows if there is no answer."""

from __future__ import annotations

from typing import Any

import pytest

from checks.model.network import Network, Node
from checks.model.objects import attempt
from checks.model.outcomes import Raised
from checks.model.scenario import (
    Scenario,
    Step,
    assign,
    backward,
    calls,
    find_inputs,
    forward,
    funcify,
    predict,
    set_rate,
    value_of,
)
from grader.diagnosis.experiments import established
from grader.diagnosis.smaller import growth
from grader.judge.trusted import TrustedSubject
from tests.wired import module

GRAPHS = (
    module()
    + """

def parents_first(root):
    done, seen = [], set()
    def visit(node):
        if node not in seen:
            seen.add(node)
            for child in node.children:
                visit(child)
            done.append(node)
    visit(root)
    return done[::-1]
"""
)
ASKS_AGAIN = (
    GRAPHS
    + """
def backward(self, derivative):
    total = {self: derivative}
    for node in parents_first(self):
        for i, child in enumerate(node.children):
            total[child] = total.get(child, 0.0) + total[node] * node.grad()[i]
    for node, d in total.items():
        node.on_backward(d)


NeuralNetNode.backward = backward
"""
)
BY_CHILD = (
    GRAPHS
    + """
def backward(self, derivative):
    total = {self: derivative}
    for node in parents_first(self):
        for child, slope in dict(zip(node.children, node.grad())).items():
            total[child] = total.get(child, 0.0) + total[node] * slope
    for node, d in total.items():
        node.on_backward(d)


NeuralNetNode.backward = backward
"""
)


def finds(expression: str) -> str:
    """A module whose inputs come in the order of that list, with `pushed` as a search that marks too early."""
    return (
        GRAPHS
        + f"""
def levels(root):
    found, level = [], [root]
    while level:
        found += level
        level = [c for n in level for c in n.children]
    return list(dict.fromkeys(found))


def pushed(root):
    seen, stack, found = {{root}}, [root], []
    while stack:
        found.append(node := stack.pop())
        fresh = [c for c in dict.fromkeys(node.children) if c not in seen]
        seen.update(fresh)
        stack += fresh[::-1]
    return found


def first_visits(root, turn=1):
    found = {{}}
    def visit(node):
        found.setdefault(node)
        for child in node.children[::turn]:
            visit(child)
    visit(root)
    return list(found)


Operation.find_input_nodes = lambda self: [n for n in {expression} if isinstance(n, Input)]
"""
    )


X = Node("Input", value=1.0)
P = Node("Parameter", value=0.5, learning_rate=0.25)
ORDERED = Network((X, X, X, Node("Add", (0, 1)), Node("Add", (1, 2, 0)), Node("Add", (3, 2, 4))))
"""The first visits are of 0, 1, 2; level by level 2 comes first, the last visits are of 1, 2, 0."""

LIKE_LAST_VISITS = Network((X, X, X, Node("Add", (0, 1)), Node("Add", (3, 2, 0))))
"""A search that marks a node before it comes to it lists these inputs at their last visits, but not those elsewhere."""

DOUBLED = Network((P, Node("Add", (0, 0)), Node("Add", (1, 1))))
TWO_FACTORS = Network((P, P._replace(value=2.0), Node("Multiply", (0, 1)), Node("Add", (0, 2))))
SQUARED = Network((P, P._replace(value=2.0), Node("Multiply", (0, 1)), Node("Multiply", (2, 2))))
ONCE = Network((P, P._replace(value=2.0), Node("Multiply", (0, 1))))


@pytest.mark.parametrize(
    ("text", "network", "steps", "expected"),
    [
        (finds("levels(self)"), ORDERED, [find_inputs(5)], "inputs_level_by_level"),
        (finds("first_visits(self, -1)[::-1]"), ORDERED, [find_inputs(5)], "inputs_at_their_last_visit"),
        (finds("first_visits(self, -1)"), ORDERED, [find_inputs(5)], "inputs_from_the_right"),
        (finds("pushed(self)"), LIKE_LAST_VISITS, [find_inputs(4)], "inputs_in_another_order"),
        (finds("sorted(first_visits(self), key=id)[::-1][:2] + [self]"), ORDERED, [find_inputs(5)], ""),
        (finds("(lambda a: [a[1], a[0], a[2]])([n for n in first_visits(self) if isinstance(n, Input)])"), ORDERED,
         [find_inputs(5)], "inputs_in_another_order"),
        (GRAPHS, DOUBLED, [backward(2, 1.0), calls()], "told_in_parts"),
        (ASKS_AGAIN, DOUBLED, [backward(2, 1.0), calls()], "grad_is_asked_again"),
        (BY_CHILD, DOUBLED, [backward(2, 1.0), calls()], "child_twice"),
        (BY_CHILD, DOUBLED, [backward(2, 1.0), value_of(0)], "child_twice"),
        (GRAPHS, SQUARED, [backward(3, 1.0), value_of(1)], "moves_before_all_is_computed"),
        (GRAPHS, SQUARED, [set_rate(0, 0.5), backward(3, 1.0), value_of(1)], ""),
        (GRAPHS + "\nAdd.op = lambda self, x: (sum(x),)", ONCE, [forward(2)], ""),
        (GRAPHS + "\nMultiply.op = lambda self, x: True", Network((X, Node("Multiply", (0,)))), [forward(1)],
         "other_kind_of_list"),
        (GRAPHS + "\nOperation.predict = lambda self, x: [][0]", ONCE, [attempt(predict(2, [1.0]))],
         "another_exception"),
        (GRAPHS + "\ndef forward(self):\n    return self.forward()\n\n\nAdd.forward = forward", TWO_FACTORS,
         [forward(3)], "nested_too_deep"),
    ],
)  # fmt: skip
def test_what_an_answer_shows(text: str, network: Network, steps: list[Step], expected: str) -> None:
    """The right inputs in another order, the right number in parts, the right number as something else, no number."""
    found = established(
        "ex7_multi_parent", Scenario(network, tuple(steps)), -1, TrustedSubject("ex7_multi_parent", text)
    )
    assert (found.id if found else "") == expected


FORMULAS = module(
    """
def funcify(self):
    if isinstance(self, Input):
        return "x1"
    return "(%s * x1) + x2"
""",
    """
name = None

def __init__(self, value=0.0, name=None):
    super().__init__(value)
""",
)


def test_a_formula_with_names_in_other_places() -> None:
    """It is right if the names change places; one that is wrong with any of them is not said to be that."""
    four = Node("Parameter", value=4.0)
    nodes = (X, four, Node("Multiply", (0, 1)), X, Node("Add", (3, 2)))
    for factor, expected in (("4.0", "inputs_are_numbered_otherwise"), ("5.0", "")):
        scenario = Scenario(Network(nodes), (funcify(4),))
        found = established("ex6_funcify", scenario, 0, TrustedSubject("ex6_funcify", FORMULAS % factor))
        assert (found.id if found else "") == expected


LEFT_OVER = (
    GRAPHS
    + """
STATE = []


def predict(self, inputs):
    STATE.append(1)
    answer = framework.Operation.predict(self, inputs)
    STATE.clear()
    return answer


Operation.predict = predict
Operation.forward = lambda self: framework.Operation.forward(self) + len(STATE)
"""
)


def test_what_an_exception_leaves_behind() -> None:
    """Without the call that ended in one, the answer is right."""
    network = Network((X, P, Node("Add", (0, 1))))
    steps = (attempt(find_inputs(1)), attempt(Step("predict", 2, "no list")), forward(2))
    text = LEFT_OVER
    found = established("ex7_multi_parent", Scenario(network, steps), 2, TrustedSubject("ex7_multi_parent", text))
    assert found and found.id == "left_by_an_exception"


STICKY = (
    GRAPHS
    + """

def forward(self):
    if not hasattr(self, "kept"):
        self.kept = framework.Operation.forward(self)
    return self.kept


Operation.forward = forward
"""
)


def test_what_is_left_without_an_exception_too() -> None:
    """The sum has its value before the other node raises; it would be kept if that had not been asked."""
    zero = X._replace(value=0.0)
    network = Network((X, Node("Add", (0,)), zero, Node("Inverse", (2,)), Node("Multiply", (1, 3))))
    scenario = Scenario(network, (attempt(forward(4)), assign(0, 2.0), assign(2, 2.0), forward(4)))
    found = established("ex3_caching", scenario, -1, TrustedSubject("ex3_caching", STICKY))
    assert found and found.id != "left_by_an_exception"


def chain(levels: int) -> Network:
    return Network((X, *(Node("Add", (i, i)) for i in range(levels))))


def row(children: int) -> Network:
    return Network((X, P, *(Node("Add", (0, 1)) for _ in range(children)), Node("Add", tuple(range(2, children + 2)))))


@pytest.mark.parametrize(
    ("text", "network", "steps", "at", "expected"),
    [
        (GRAPHS, chain(40), [backward(40, 1.0)], 0, "work_multiplies_with_the_levels"),
        (GRAPHS, chain(40), [find_inputs(40), backward(40, 1.0)], -1, "work_multiplies_with_the_levels"),
        (GRAPHS, chain(10), [backward(10, 1.0)], 0, ""),
        (ASKS_AGAIN, chain(40), [backward(40, 1.0)], 0, ""),
        (GRAPHS, row(60), [backward(62, 1.0)], 0, ""),
        (GRAPHS, chain(40), [value_of(0)], 0, ""),
    ],
)
def test_how_the_work_grows(text: str, network: Network, steps: list[Step], at: int, expected: str) -> None:
    """Each level doubles what the given framework does for a graph; it is in proportion for a tree, and for a row."""
    scenario = Scenario(network, tuple(steps))
    found = growth("ex7_multi_parent", scenario, at, TrustedSubject("ex7_multi_parent", text, 5.0))
    assert (found.id if found else "") == expected


def test_work_that_grows_with_the_square() -> None:
    """All children are gone through for each of them."""
    text = (
        GRAPHS
        + """
def forward(self):
    return sum(sum(abs(1.0) for _ in self.children) for _ in self.children)


Add.forward = forward
"""
    )
    scenario = Scenario(row(60), (forward(62),))
    found = growth("ex7_multi_parent", scenario, 0, TrustedSubject("ex7_multi_parent", text))
    assert found and found.id == "work_grows_with_the_square"


def test_little_work_shows_that_it_doubles() -> None:
    """After an answer that never came there is little time: with 16 levels, a busy machine lost the name."""
    counts = []

    class Counting(TrustedSubject):
        def perform(self, scenario: Scenario) -> tuple[list[Any], Raised | None]:
            answers, raised = super().perform(scenario)
            counts.append(answers[-1])
            return answers, raised

    scenario = Scenario(chain(40), (backward(40, 1.0),))
    assert growth("ex7_multi_parent", scenario, 0, Counting("ex7_multi_parent", GRAPHS))
    assert max(counts) < 100_000
