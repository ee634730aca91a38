"""The given framework: what a student may rely on before writing a line, and the faults the exercises are about."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from backprop import framework
from backprop.framework import Add, Input, Multiply, NeuralNetNode, Operation, Parameter, ReLU, Sigmoid
from backprop.losses import bce_loss, bce_loss_grad, mse_loss, mse_loss_grad
from backprop.training import train_model


class Recorder(Input):
    """A leaf that keeps every derivative it receives."""

    def __init__(self, value: float = 0.0) -> None:
        super().__init__(value)
        self.received: list[float] = []

    def on_backward(self, derivative_from_parent: float) -> None:
        self.received.append(derivative_from_parent)


# Nodes


def test_a_node_needs_op_and_grad() -> None:
    """`op` and `grad` are abstract: a class without them cannot be instantiated."""
    with pytest.raises(TypeError, match="abstract"):
        NeuralNetNode()
    with pytest.raises(TypeError, match="abstract"):
        Operation([])


def test_nodes_compare_and_hash_by_identity() -> None:
    """Two nodes with the same value are two nodes, also as members of a set."""
    a, b = Input(1.0), Input(1.0)
    assert a != b
    assert len({a, b, a}) == 2
    assert Add([a]) != Add([a])


def test_children_are_not_shared() -> None:
    """A node keeps its own list of children: neither a default nor the caller's list is shared."""
    Input().children.append(Input())
    assert Input().children == []
    given = [Input()]
    node = Add(given)
    given.append(Input())
    assert len(node.children) == 1


@pytest.mark.parametrize(
    "code",
    [
        "Add([Multiply([Parameter(0.5), Input(0.8)]), Parameter(-17.7)])",
        "Sigmoid([ReLU([Add([])])])",
        "Multiply([Parameter(0.1, learning_rate=0.5), Input(1e-300)])",
        "Parameter(3)",
    ],
)
def test_repr_is_code_that_builds_the_tree_again(code: str) -> None:
    """`repr` gives back the code a tree was written with, learning rates included."""
    assert repr(eval(code, vars(framework))) == code


def test_leaves_take_their_value_first() -> None:
    """`Input` starts at 0, `Parameter` in [-1, 1] with learning rate 0.01."""
    assert Input().value == 0.0
    assert Input(0.5).value == 0.5
    assert Parameter(0.1).value == 0.1
    assert Parameter(0.0).value == 0.0
    assert Parameter(0.1).learning_rate == 0.01
    values = {Parameter().value for _ in range(100)}
    assert len(values) == 100
    assert all(-1 <= value <= 1 for value in values)


# Values and derivatives


@pytest.mark.parametrize(
    ("node", "value", "derivatives"),
    [
        (lambda *x: Add(x), 4.5, [1.0, 1.0, 1.0]),
        (lambda *x: Multiply(x), -6.0, [-1.5, -4.0, 6.0]),
        (lambda a, b, c: Add([Multiply([a, b]), c]), 5.0, [1.5, 4.0, 1.0]),
        (lambda a, b, c: Multiply([Add([a, b]), c]), -5.5, [-1.0, -1.0, 5.5]),
        (lambda a, b, c: ReLU([Multiply([a, b, c])]), 0.0, [0.0, 0.0, 0.0]),
        (lambda a, b, c: Add([ReLU([a]), Multiply([ReLU([b]), ReLU([c])])]), 4.0, [1.0, 0.0, 0.0]),
    ],
)
def test_values_and_derivatives_worked_out_by_hand(
    node: Callable[..., Operation], value: float, derivatives: list[float]
) -> None:
    """forward() evaluates the tree; backward(d) brings each leaf d times its derivative."""
    leaves = [Recorder(4.0), Recorder(1.5), Recorder(-1.0)]
    root = node(*leaves)
    assert root() == root.forward() == value
    root.backward(-0.7)
    assert [leaf.received for leaf in leaves] == [[pytest.approx(-0.7 * d)] for d in derivatives]


def test_empty_sum_and_product() -> None:
    """A sum of nothing is 0, a product of nothing is 1."""
    assert Add([]).forward() == 0
    assert Multiply([]).forward() == 1


def test_product_with_a_zero() -> None:
    """The derivative of a product is right where a factor is 0: nothing is divided by it."""
    leaves = [Recorder(0.0), Recorder(2.0), Recorder(3.0)]
    Multiply(leaves).backward(1.0)
    assert [leaf.received for leaf in leaves] == [[6.0], [0.0], [0.0]]


@pytest.mark.parametrize(("x", "value", "derivative"), [(-2.0, 0.0, 0.0), (0.0, 0.0, 0.0), (1e-300, 1e-300, 1.0)])
def test_relu(x: float, value: float, derivative: float) -> None:
    """ReLU is max(0, x), and its derivative at 0 is 0."""
    node = ReLU([Input(x)])
    assert node() == value
    assert node.grad() == [derivative]


@pytest.mark.parametrize("x", [-3.0, -0.1, 0.0, 0.1, 3.0])
def test_sigmoid(x: float) -> None:
    """The sigmoid is 1 / (1 + exp(-x)), with the derivative s (1 - s)."""
    s = 1 / (1 + math.exp(-x))
    node = Sigmoid([Input(x)])
    assert node() == pytest.approx(s, rel=1e-15)
    assert node.grad() == [pytest.approx(s * (1 - s), rel=1e-14)]


@pytest.mark.parametrize(("x", "value"), [(1e308, 1.0), (-1e308, 0.0), (800.0, 1.0), (-800.0, 0.0)])
def test_sigmoid_never_overflows(x: float, value: float) -> None:
    """The sigmoid of any finite number is a number; far out its derivative is 0."""
    node = Sigmoid([Input(x)])
    assert node() == value
    assert node.grad() == [0.0]


def test_sigmoid_keeps_small_probabilities() -> None:
    """Left of zero the sigmoid is as exact as the exponential: it is not rounded to 0."""
    assert Sigmoid([Input(-150.0)])() == pytest.approx(math.exp(-150.0), rel=1e-12)


@pytest.mark.parametrize("operation", [ReLU, Sigmoid])
@pytest.mark.parametrize("count", [0, 2])
def test_unary_operations_take_one_child(operation: type[Operation], count: int) -> None:
    """`ReLU` and `Sigmoid` with any other number of children are refused."""
    with pytest.raises(ValueError, match=f"{operation.__name__}.*{count}"):
        operation([Input() for _ in range(count)])


def test_parameters_move_against_their_derivative() -> None:
    """`backward` changes a parameter by minus derivative times learning rate, and no input."""
    w, x = Parameter(2.0, learning_rate=0.1), Input(3.0)
    Multiply([w, x]).backward(0.5)
    assert w.value == pytest.approx(2.0 - 0.1 * 0.5 * 3.0)
    assert x.value == 3.0


# predict


def test_inputs_are_found_depth_first_from_left_to_right() -> None:
    """`find_input_nodes` lists inputs, and nothing else, in the order in which they are written."""
    a, b, c = Input(), Input(), Input()
    root = Add([Multiply([Parameter(), Sigmoid([a])]), b, ReLU([Add([c, Parameter()])])])
    assert root.find_input_nodes() == [a, b, c]
    assert Add([]).find_input_nodes() == []


def test_predict_sets_the_inputs_in_their_order() -> None:
    """`predict` puts the numbers into the input nodes, evaluates, and leaves them there."""
    a, b = Input(), Input()
    root = Add([Multiply([Parameter(2.0), a]), b])
    assert root.predict([3.0, 10.0]) == 16.0
    assert (a.value, b.value) == (3.0, 10.0)


@pytest.mark.parametrize("inputs", [[], [1.0], [1.0, 2.0, 3.0]])
def test_predict_wants_one_number_per_input(inputs: list[float]) -> None:
    """A wrong number of inputs is an error that names both numbers, and nothing is changed."""
    a, b = Input(0.5), Input(0.6)
    with pytest.raises(ValueError, match=rf"\b2\b.*\b{len(inputs)}\b"):
        Add([a, b]).predict(inputs)
    assert (a.value, b.value) == (0.5, 0.6)


# The faults of the naive version. The exercises are about them, so they must not be mended here.


def test_fault_predict_searches_on_every_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exercise 2: each `predict` searches the tree for its inputs again."""
    searches = []
    original = Operation.find_input_nodes
    monkeypatch.setattr(Operation, "find_input_nodes", lambda self: searches.append(self) or original(self))
    root = Add([Input()])
    root.predict([1.0])
    root.predict([1.0])
    assert searches == [root, root]


@pytest.mark.parametrize("length", [10, 50])
def test_fault_one_backward_is_quadratic(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exercise 3: in a chain of n products, `backward` computes n (n - 1) / 2 products again."""
    node: NeuralNetNode = Parameter(1.0)
    for _ in range(length):
        node = Multiply([Parameter(1.0), node])
    calls = []
    original = Multiply.op
    monkeypatch.setattr(Multiply, "op", lambda self, x: calls.append(self) or original(self, x))
    node.backward(1.0)
    assert len(calls) == length * (length - 1) / 2


@pytest.mark.parametrize(("learning_rate", "error"), [(0.1, 0.45), (0.001, 0.0045)])
def test_fault_parameters_move_during_the_walk(learning_rate: float, error: float) -> None:
    """Exercise 7: for (p1 p2 x)^2 the step of p2 is wrong, and a small learning rate hides how much."""
    p1, p2 = Parameter(1.0, learning_rate), Parameter(3.0, learning_rate)
    v = Multiply([p1, p2, Input(1.0)])
    Multiply([v, v]).backward(1.0)
    right_step = learning_rate * 2 * 1.0**2 * 3.0
    assert 1 - (3.0 - p2.value) / right_step == pytest.approx(error)


def test_fault_backward_runs_once_per_path() -> None:
    """Exercise 7: n doublings bring a leaf its derivative in 2^n pieces."""
    leaf = Recorder(1.0)
    v: NeuralNetNode = leaf
    for _ in range(5):
        v = Add([v, v])
    v.backward(1.0)
    assert leaf.received == [1.0] * 2**5


def test_fault_a_shared_input_is_found_twice() -> None:
    """Exercise 7: `predict` asks for one number per path to an input."""
    x = Input()
    root = Multiply([x, x])
    assert root.find_input_nodes() == [x, x]
    with pytest.raises(ValueError, match="2"):
        root.predict([3.0])


# Losses


def test_mse() -> None:
    """The squared error (y - p)^2 and its derivative -2 (y - p)."""
    assert mse_loss(1.5, 0.5) == 1.0
    assert mse_loss_grad(1.5, 0.5) == -2.0
    assert mse_loss_grad(0.5, 1.5) == 2.0


@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("p", [0.01, 0.5, 0.9])
def test_bce(y: float, p: float) -> None:
    """The binary cross-entropy, and a derivative that agrees with its slope."""
    assert bce_loss(y, p) == pytest.approx(-y * math.log(p) - (1 - y) * math.log(1 - p), rel=1e-14)
    slope = (bce_loss(y, p + 1e-6) - bce_loss(y, p - 1e-6)) / 2e-6
    assert bce_loss_grad(y, p) == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize("p", [0.0, 1e-300, 1.0])
@pytest.mark.parametrize("y", [0.0, 1.0])
def test_bce_is_clipped(y: float, p: float) -> None:
    """Probabilities closer to 0 or 1 than 1e-8 count as that far away, so loss and derivative stay finite."""
    clipped = 1e-8 if p < 0.5 else 1 - 1e-8
    assert bce_loss(y, p) == bce_loss(y, clipped)
    assert bce_loss_grad(y, p) == bce_loss_grad(y, clipped)
    assert bce_loss(y, p) <= -math.log(1e-8) * 1.001
    assert abs(bce_loss_grad(y, p)) <= 1.001e8


# Training


def test_train_model_goes_through_the_samples_one_by_one() -> None:
    """For each sample of each epoch: predict, then one step, then the next sample."""
    data = [([1.0], 2.0), ([3.0], -1.0)]
    trained, by_hand = Parameter(0.5, learning_rate=0.1), 0.5
    train_model(Multiply([trained, Input()]), mse_loss, mse_loss_grad, data, epochs=2, print_every=0)
    for (x,), y in data * 2:
        by_hand -= 0.1 * -2 * (y - by_hand * x) * x
    assert trained.value == pytest.approx(by_hand, rel=1e-14)


def test_train_model_prints_the_mean_loss(capsys: pytest.CaptureFixture[str]) -> None:
    """Every `print_every` epochs one line, with the mean over that epoch's samples."""
    model = Add([Multiply([Parameter(1.0, learning_rate=0.0), Input()])])
    train_model(model, mse_loss, mse_loss_grad, [([1.0], 2.0), ([1.0], 4.0)], epochs=5, print_every=2)
    assert capsys.readouterr().out == "Epoch 2: loss=5.0\nEpoch 4: loss=5.0\n"


def test_train_model_prints_every_hundredth_of_1000_epochs(capsys: pytest.CaptureFixture[str]) -> None:
    """Left to itself it trains for 1,000 epochs and prints ten lines."""
    train_model(Add([Input()]), mse_loss, mse_loss_grad, [([1.0], 1.0)])
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"Epoch {epoch}: loss=0.0" for epoch in range(100, 1001, 100)]
