"""What goes wrong for something unusual alone is told from what goes wrong always."""

from __future__ import annotations

import pytest

from checks.model.network import Builder, Network, Node
from checks.model.scenario import (
    Scenario,
    Step,
    funcify,
    run_function,
    run_training,
    unroll,
    unroll_training,
    value_of,
)
from grader.diagnosis.experiments import established
from grader.judge.trusted import TrustedSubject
from tests.wired import module

FORMULAS = module(
    """
def funcify(self):
    inputs = self.find_input_nodes() if self.children or hasattr(self, "op") else [self]
    nameless = [i for i in inputs if getattr(i, "name", 0) is None]
    names = {i: f"x{n}" for n, i in enumerate(nameless, 1)}
    return self.text(names)

def text(self, names):
    if isinstance(self, framework.Parameter):
        return f"({self.value!r})"
    if isinstance(self, framework.Input):
        return names[self] if self.name is None else self.name
    sign, empty = (" + ", "0") if isinstance(self, framework.Add) else (" * ", "1")
    return f"({sign.join(c.text(names) for c in self.children) or empty})"
""",
    """
def __init__(self, value=0.0, name=None):
    super().__init__(value)
    self.name = name
""",
)


def formulas(wrong: str) -> str:
    return f"{FORMULAS}\n\nright = NeuralNetNode.text\n{wrong}\n"


def text_of(leaf: str, condition: str, otherwise: str = "'7'") -> str:
    """A module that writes some leaves wrongly."""
    return formulas(
        f"import keyword\n{leaf}.text = lambda self, names: {otherwise} if {condition} else right(self, names)"
    )


def over(*leaves: Node) -> Network:
    """A sum of leaves."""
    return Network((*leaves, Node("Add", tuple(range(len(leaves))))))


def named(*names: str | None) -> Network:
    return over(*(Node("Input", value=float(i), name=name) for i, name in enumerate(names, 1)))


def numbers(*values: float) -> Network:
    return over(*(Node("Parameter", value=value) for value in values))


NESTED_EMPTY = Network((Node("Input", value=2.0), Node("Multiply"), Node("Add", (0, 1))))
NO_EMPTY = formulas(
    "Multiply.text = lambda self, names: right(self, names) if self.children else '(7)'",
)
BY_VALUE = formulas(
    "Add.text = lambda self, names: ' + '.join({getattr(c, 'value', c): c.text(names) for c in self.children}.values())"
)
FOUR = formulas(
    "Add.text = lambda self, names: '7' if sum(c.value for c in self.children) == 4 else right(self, names)"
)
NEEDS_CHILDREN = formulas("funcify = NeuralNetNode.funcify\nParameter.funcify = lambda self: self.children[0]")
BY_TYPE_OF_CHILD = formulas(
    "Multiply.text = lambda self, names: ' * '.join(c.text(names) for c in self.children if not hasattr(c, 'name'))"
)
TWICE = Network((Node("Parameter", value=2.0), Node("Parameter", value=3.0), Node("Multiply", (0, 0, 1))))
ONCE = formulas("Multiply.text = lambda self, names: ' * '.join(c.text(names) for c in dict.fromkeys(self.children))")
NO_SUM = formulas(
    "def text_of_product(self, names):\n"
    "    summed = any(isinstance(child, framework.Add) for child in self.children)\n"
    "    return right(self, names) if summed else '7'\n"
    "Multiply.text = text_of_product"
)


@pytest.mark.parametrize(
    ("text", "network", "expected"),
    [
        (text_of("Input", "keyword.iskeyword(self.name or '')"), named("lambda", "b"), "words_of_python"),
        (text_of("Input", "True", "right(self, names).lower()"), named("T", "t"), "capitals_in_names"),
        (text_of("Input", "not (self.name or '').isascii()"), named("größe", "b"), "letters_of_other_alphabets"),
        (text_of("Input", "self.name"), named("b", None), "names_matter"),
        (text_of("Input", "True"), named("lambda", "b"), ""),
        (text_of("Parameter", "self.value < 0"), numbers(-2.0, 3.0), "numbers_below_zero"),
        (text_of("Parameter", "self.value == 0"), numbers(0.0, 3.0), "zeros"),
        (text_of("Parameter", "abs(self.value) > 1000"), numbers(2e9, 3.0), "large_numbers"),
        (text_of("Parameter", "0 < abs(self.value) < 1e-4"), numbers(2e-9, 3.0), "tiny_numbers"),
        (text_of("Parameter", "True", "f'{self.value:.3f}'"), numbers(0.123456, 3.0), "many_digits"),
        (text_of("Parameter", "self.value > 2"), numbers(-2e9, 3.0), ""),
        (BY_VALUE, numbers(2.0, 2.0, 0.5), "equal_values"),
        (BY_VALUE, numbers(2e9, 2e9, 0.5), "equal_values"),
        (BY_VALUE, numbers(0.0, -1.0, -1.0), "equal_values"),
        (text_of("Parameter", "self.value == 2"), numbers(2.0, 2.0, 0.5), ""),
        (FOUR, numbers(0.0, 4.0), ""),
        (NO_EMPTY, NESTED_EMPTY, "empty_operations"),
        (NEEDS_CHILDREN, Network((Node("Parameter", value=2.0),)), "leaf_by_itself"),
        (ONCE, TWICE, "child_twice"),
        (NO_SUM, TWICE, "parameters_as_children"),
        (BY_TYPE_OF_CHILD, Network((*named("a", "b").nodes[:2], Node("Multiply", (0, 1)))), "inputs_as_children"),
        (text_of("Input", "names.get(self, '') > 'x1' and len(names) > 9"), named(*[None] * 11), "ten_inputs"),
    ],
)
def test_what_goes_wrong_for_something_unusual(text: str, network: Network, expected: str) -> None:
    """With something ordinary in its place the solution is right; what is wrong in any case gets no such name."""
    scenario = Scenario(network, (funcify(network.root),))
    found = established("ex6_funcify", scenario, 0, TrustedSubject("ex6_funcify", text))
    assert (found.id if found else "") == expected


LINE = """\
from backprop import framework


def unroll(root):
    return lambda *x: root.predict(list({order}))


def unroll_training(root, loss):
    def train(data):
        for number, (x, y) in enumerate(data):
            p = root.predict(list(x))
            root.backward(-2 * (y - p){factor})
        {after}
    {before}
    return train
"""


def line(order: str = "x", factor: str = "", before: str = "pass", after: str = "pass") -> str:
    return LINE.format(order=order, factor=factor, before=before, after=after)


def straight() -> Network:
    builder = Builder()
    product = builder.operation("Multiply", builder.input(0.0), builder.parameter(0.5, 0.1))
    other = builder.operation("Multiply", builder.input(0.0), builder.parameter(2.0, 0.1))
    return builder.add("Add", product, other).network()


SAMPLE = ([1.0, 2.0], 1.0)
KEEPS = line(
    before="first = {}",
    after="[first.setdefault(c, c.value) for n in root.children for c in n.children]\n"
    "        for c, v in list(first.items()): c.value = v",
)


@pytest.mark.parametrize(
    ("text", "steps", "expected"),
    [
        (line(order="x[::-1]"), [unroll(6), run_function(6, [1.0, 2.0])], "numbers_go_to_other_inputs"),
        (
            line(factor=" * (number + 1)"),
            [unroll_training(6, "mse"), run_training(6, [SAMPLE, ([2.0, 1.0], -1.0)]), value_of(1)],
            "second_sample",
        ),
        (
            KEEPS,
            [unroll_training(6, "mse"), run_training(6, [SAMPLE]), run_training(6, [([2.0, 1.0], -1.0)]), value_of(1)],
            "earlier_training_shows",
        ),
        (line(factor=" * 2"), [unroll_training(6, "mse"), run_training(6, [SAMPLE]), value_of(1)], ""),
    ],
)
def test_what_a_trainer_depends_on(text: str, steps: list[Step], expected: str) -> None:
    """On the number of samples, or on an earlier training."""
    scenario = Scenario(straight(), tuple(steps))
    found = established("ex8_unroll", scenario, -1, TrustedSubject("ex8_unroll", text))
    assert (found.id if found else "") == expected
