"""What a wrong answer depends on is established by a question that differs in that alone."""

from __future__ import annotations

import pytest

from checks.model.kinds import Cut, Ref
from checks.model.network import Builder, Network, Node
from checks.model.objects import attempt, keep, let, look, spoil
from checks.model.scenario import (
    Scenario,
    Step,
    assign,
    backward,
    build,
    calls,
    compile_,
    edit,
    find_inputs,
    forward,
    predict,
    run_function,
    run_training,
    unroll,
    unroll_training,
    value_of,
)
from grader.diagnosis.equal_twins import with_a_copy_for_each_parent
from grader.diagnosis.experiments import established
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from tests import wired
from tests.independent.measure import solutions

COMPILE = """\
def compile(self):
    pass

"""


def module(node: str = "pass", operation: str = "") -> str:
    """The text of a module for exercise 2 with something added to all its nodes, or to its operations."""
    return wired.module(node, operation=COMPILE + operation)


REMEMBERS = module(
    """\
def forward(self):
    if not hasattr(self, "memory"):
        self.memory = super().forward()
    return self.memory"""
)
REMEMBERS_ON_THE_CLASS = module(
    """\
def forward(self):
    if not self.children:
        return super().forward()
    if not hasattr(NeuralNetNode, "memory"):
        NeuralNetNode.memory = super().forward()
    return NeuralNetNode.memory"""
)
EXACT_TYPES = module(
    """\
def forward(self):
    if type(self) in (Input, Parameter, Add, Multiply, ReLU, Sigmoid):
        return super().forward()
    return 7.0"""
)
LISTS_ONLY = module(
    operation="""\
def predict(self, inputs):
    return super().predict(inputs if isinstance(inputs, list) else [0.0 for _ in inputs])"""
)
FLOATS_ONLY = module(
    operation="""\
def predict(self, inputs):
    return super().predict([x if isinstance(x, float) else 7.0 for x in inputs])"""
)
KEEPS_THE_ARGUMENT = module(
    operation="""\
def predict(self, inputs):
    self.given = inputs
    return super().predict(inputs)

def forward(self):
    return sum(self.given) if hasattr(self, "given") else super().forward()"""
)
GIVES_ITS_LIST_AWAY = module(
    operation="""\
def find_input_nodes(self):
    if not hasattr(self, "found"):
        self.found = super().find_input_nodes()
    return self.found"""
)
WRITES_FIRST = module(
    operation="""\
def predict(self, inputs):
    for node, x in zip(self.find_input_nodes(), inputs):
        node.value = x
    return super().predict(inputs)"""
)
FIRST_CHILDREN = module(
    operation="""\
def __init__(self, children):
    super().__init__(children)
    self.first = list(children)

def forward(self):
    return self.op([child.forward() for child in self.first])"""
)
FIRST_VALUE = module(
    node="""\
def forward(self):
    if not self.children:
        return self.first
    return super().forward()

def __setattr__(self, name, value):
    if name == "value":
        self.__dict__.setdefault("first", value)
    super().__setattr__(name, value)"""
)
EATS_THE_ARGUMENT = module(
    operation="""\
def predict(self, inputs):
    answer = super().predict(inputs)
    inputs[:] = [0.0 for _ in inputs]
    return answer"""
)
TURNED_ROUND = module(
    operation="""\
def predict(self, inputs):
    return super().predict(inputs[::-1])"""
)
ALWAYS_WRONG = module(
    node="""\
def forward(self):
    return super().forward() + 1"""
)


def two(first_own: bool = False) -> Network:
    """Two sums, each over an input of its own and 1.0: nodes 0 to 2, and 3 to 5."""
    builder = Builder()
    for value in (2.0, 5.0):
        builder.operation("Add", builder.input(value), builder.parameter(1.0))
    nodes = [node._replace(own=first_own) if i == 2 else node for i, node in enumerate(builder.nodes)]
    return Network(tuple(nodes))


KEPT = [let("x", [3.0]), predict(5, Ref("x")), spoil("x"), edit(5, "delete", 1), forward(5)]


@pytest.mark.parametrize(
    ("text", "steps", "expected"),
    [
        (REMEMBERS, [forward(2), assign(0, 3.0), forward(2)], "stale_after_assignment"),
        (REMEMBERS, [forward(2), backward(2, 1.0), forward(2)], "stale_after_training"),
        (REMEMBERS, [forward(2), edit(2, "delete", 1), forward(2)], "stale_after_edit"),
        (REMEMBERS, [predict(2, [3.0]), predict(2, [4.0])], "stale_after_prediction"),
        (REMEMBERS, [forward(2), assign(0, 3.0), backward(2, 1.0), forward(2)], "stale_after_changes"),
        (REMEMBERS_ON_THE_CLASS, [forward(2), forward(5)], "shared_between_networks"),
        (LISTS_ONLY, [predict(2, (3.0,))], "tuples_are_not_lists"),
        (FLOATS_ONLY, [predict(2, [3])], "ints_are_not_floats"),
        (KEEPS_THE_ARGUMENT, KEPT, "argument_is_kept"),
        (
            GIVES_ITS_LIST_AWAY,
            [find_inputs(2), keep("found"), spoil("found"), find_inputs(2)],
            "own_list_is_given_away",
        ),
        (WRITES_FIRST, [attempt(predict(2, [7.0, 8.0])), value_of(0)], "refused_prediction_changes"),
        (ALWAYS_WRONG, KEPT, ""),
        (EATS_THE_ARGUMENT, [*KEPT[:2], predict(2, Ref("x"))], "argument_is_changed"),
        (FIRST_CHILDREN, [edit(2, "delete", 1), forward(2)], "new_children_not_noticed"),
        (FIRST_VALUE, [assign(0, 3.0), forward(2)], "new_value_not_noticed"),
        (EXACT_TYPES, [calls(), forward(2)], "subclasses_are_not_known"),
        (ALWAYS_WRONG, [forward(2), assign(0, 3.0), forward(2)], ""),
    ],
)
def test_what_an_answer_depends_on(text: str, steps: list[Step], expected: str) -> None:
    """The last answer is wrong. What is wrong in whatever company gets no name."""
    found = established("ex2_compile", Scenario(two(), tuple(steps)), -1, TrustedSubject("ex2_compile", text))
    assert (found.id if found else "") == expected


def test_subclasses() -> None:
    """A class of the course's own does the same as the one above it."""
    scenario = Scenario(two(first_own=True), (forward(2),))
    found = established("ex2_compile", scenario, 0, TrustedSubject("ex2_compile", EXACT_TYPES))
    assert found and found.id == "subclasses_are_not_known"


def test_a_prediction_that_puts_numbers_elsewhere_is_no_memory() -> None:
    """Of a sum of two inputs nobody sees it; what is asked afterwards is wrong, and would be right without it."""
    builder = Builder()
    builder.operation("Add", builder.input(1.0), builder.input(2.0))
    scenario = Scenario(builder.network(), (predict(2, [3.0, 4.0]), value_of(0)))
    assert established("ex2_compile", scenario, 1, TrustedSubject("ex2_compile", TURNED_ROUND)) is None


def test_a_node_above_is_noticed_or_not() -> None:
    """What was asked before it was there is not the reason, if it is there from the beginning."""
    text = module(
        """\
def __init__(self, *arguments):
    super().__init__(*arguments)
    NeuralNetNode.late = getattr(NeuralNetNode, "asked", False)

def forward(self):
    NeuralNetNode.asked = True
    return super().forward() + NeuralNetNode.late"""
    )
    scenario = Scenario(two(), (forward(0), build(2), forward(2)))
    found = established("ex2_compile", scenario, 2, TrustedSubject("ex2_compile", text))
    assert found and found.id == "node_above_is_not_noticed"


def test_right_answers_are_left_alone() -> None:
    """There is nothing to find; nor is there where no answer came."""
    reference = TrustedSubject("ex2_compile", catalogue.reference("ex2_compile"))
    assert established("ex2_compile", Scenario(two(), (compile_(2), forward(2))), -1, reference) is None
    assert established("ex2_compile", Scenario(two(), ()), -1, reference) is None
    broken = TrustedSubject("ex2_compile", module("def forward(self):\n    while True: pass"), 0.1)
    assert established("ex2_compile", Scenario(two(), (forward(2),)), -1, broken) is None


def test_parts_with_two_parents() -> None:
    """A copy for each parent does the same."""
    text = module(
        """\
def forward(self):
    self.asked = getattr(self, "asked", 0) + 1
    return super().forward() if self.asked == 1 or not self.children else 0.0"""
    )
    nodes = (Node("Input", value=2.0), Node("Add", (0,)), Node("Add", (1, 1)))
    scenario = Scenario(Network(nodes), (forward(2),))
    found = established("ex2_compile", scenario, 0, TrustedSubject("ex2_compile", text))
    assert found and found.id == "two_parents"


def test_a_copy_has_each_step_at_its_new_place() -> None:
    """The first node as well, whose number is 0: it is not the first one in the copy."""
    leaves = Node("Input", value=0.5), Node("Parameter", value=2.0)
    shared = Network((*leaves, Node("Add", (1, 0)), Node("Multiply", (2, 2))))
    twin = with_a_copy_for_each_parent(Scenario(shared, (attempt(forward(0)), forward(3))), 1)
    assert twin is not None
    assert [twin.scenario.network.nodes[step.node or 0].kind for step in twin.scenario.steps] == ["Input", "Multiply"]
    assert twin.scenario.steps[0] == attempt(forward(1))


SOFTMAX = Network(
    (
        Node("Input", value=0.5),
        Node("Parameter", value=0.25, learning_rate=0.5),
        Node("Multiply", (0, 1)),
        Node("Softmax", (2, 1)),
    )
)
LINE = Network(SOFTMAX.nodes[:3])
TWO_CALLS = (unroll(3), run_function(3, [1.5]), keep("first"), run_function(3, [-1.5]), look("first"))
AFTER_AN_EXCEPTION = (
    unroll_training(2, "mse"),
    attempt(run_training(2, Cut((([1.5], 2.0),)))),
    assign(1, -0.75),
    run_training(2, [([1.5], 2.0)]),
    value_of(1),
)


@pytest.mark.parametrize(
    ("name", "network", "steps", "blamed"),
    [
        ("same_list_again", SOFTMAX, TWO_CALLS, "numbers_below_zero"),
        ("goes_on_from_its_own", LINE, AFTER_AN_EXCEPTION, "left_by_an_exception"),
    ],
)
def test_what_only_comes_with_it_is_not_blamed(
    name: str, network: Network, steps: tuple[Step, ...], blamed: str
) -> None:
    """A number below zero may differ from another, as any number may; a training that raises has trained before."""
    text = solutions("ex8_unroll", sealed=False, later="tenth")[f"wrong/{name}"]
    # Such a training begins with the node's value the first time, and with its own after that.
    text = text.replace('= state[{i}]" for', '= state.get({i}, parameters[{i}].value)" for')
    text = text.replace('"state": [node.value for node in parameters]', '"state": {}')
    subject = TrustedSubject("ex8_unroll", text)
    found = established("ex8_unroll", Scenario(network, steps), len(steps) - 1, subject)
    assert found is None or found.id != blamed
