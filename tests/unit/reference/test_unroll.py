"""The unrolled network: the same bits as the interpreted one, at any size, without foreign text in the code."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from backprop import framework
from backprop.losses import bce_loss_grad, mse_loss_grad
from checks.law import oracle
from checks.model.network import Builder
from grader.benchmarks import networks as bench
from grader.benchmarks.engines import written_out
from grader.judge.trusted import solved

ex8, capstone = solved("ex8_unroll"), solved("capstone")
SLOPES = {"mse": mse_loss_grad, "bce": bce_loss_grad, "cce": capstone.cce_loss_grad}


def parameters(root: Any) -> list[float]:
    """The values of all parameters below."""
    return [node.value for node in root.order if isinstance(node, capstone.Parameter)]


def layered(kind: str, seed: int = 4) -> Any:
    """Two layers of neurons that share their inputs, below a root of that kind."""
    random.seed(seed)
    layer = [capstone.Input(), capstone.Input()]
    for _ in range(2):
        layer = [capstone.ReLU([capstone.Linear(layer)]) for _ in range(4)]
    outputs = [capstone.Linear(layer) for _ in range(3)]
    roots = {
        "Softmax": capstone.Softmax,
        "Output": capstone.Output,
        "Sigmoid": lambda c: capstone.Sigmoid(c[:1]),
        "Multiply": lambda c: capstone.Sigmoid([capstone.Multiply([*c, *c[:2]])]),
    }
    root = roots[kind](outputs)
    root.compile()
    return root


def samples(kind: str) -> list[tuple[list[float], Any]]:
    rng = random.Random(5)
    points = [[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(20)]
    return [
        (p, [float(i == j % 3) for i in range(3)] if kind in ("Softmax", "Output") else float(p[0] > 0))
        for j, p in enumerate(points)
    ]


def interpreted(root: Any, loss: str, data: list[Any]) -> None:
    """A plain Output has a loss for each component."""
    for x, y in data:
        p, slope = root.predict(x), SLOPES[loss]
        root.backward(
            [slope(*pair) for pair in zip(y, p, strict=True)] if type(root) is capstone.Output else slope(y, p)
        )


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="since 3.12 sum() of floats is rounded once, a + b + c twice")
@pytest.mark.parametrize(
    ("kind", "loss"),
    [("Sigmoid", "mse"), ("Sigmoid", "bce"), ("Multiply", "bce"), ("Softmax", "cce"), ("Output", "mse")],
)
def test_the_same_bits(kind: str, loss: str) -> None:
    """The same operations in the same order: 20 updates leave all parameters equal to the last bit."""
    one, other = layered(kind), layered(kind)
    interpreted(one, loss, samples(kind))
    ex8.unroll_training(other, loss)(samples(kind))
    assert parameters(one) == parameters(other)
    assert parameters(one) != parameters(layered(kind))
    assert ex8.unroll(other)(0.5, -0.5) == other.predict([0.5, -0.5])


def test_products_of_many() -> None:
    """From four factors on, the products of all the others are shared, also when one of them stands there twice."""
    builder = Builder()
    factors = [builder.parameter(0.5 + i / 10, 0.1) for i in range(7)]
    network = builder.add("Multiply", *factors, factors[0]).network()
    nodes = [framework.Parameter(node.value, 0.1) for node in network.nodes[:-1]]
    root = framework.Multiply([*nodes, nodes[0]])
    ex8.unroll_training(root, "mse")([([], 1.0)])
    after = oracle.descend(network, [([], 1.0)], 1, mse_loss_grad)[-1]
    assert [n.value for n in nodes] == pytest.approx([after.nodes[i].value for i in network.parameters], rel=1e-12)


def chain(length: int) -> Any:
    """v = v + 0.5, again and again: 2 * length + 1 nodes, as many levels as Python has no recursion for."""
    v: Any = framework.Input()
    for _ in range(length):
        v = framework.Add([v, framework.Parameter(0.5)])
    return v


def test_ten_thousand_nodes() -> None:
    """A chain five thousand levels deep, and a sum of ten thousand terms."""
    assert ex8.unroll(chain(4999))(1.0) == 2500.5
    root = framework.Add([framework.Parameter(0.25) for _ in range(9999)])
    assert ex8.unroll(root)() == 2499.75
    ex8.unroll_training(root, "mse")([([], 2499.75)])
    assert ex8.unroll(root)() == 2499.75


def test_larger_ones_are_refused() -> None:
    """The message names the number of nodes and the limit."""
    with pytest.raises(ValueError, match="10,001 nodes; at most 10,000"):
        ex8.unroll(chain(5000))


def test_what_cannot_be_unrolled_is_named() -> None:
    """A kind of node that is not known, and a list where a number is needed."""

    class Tanh(framework.UnaryOperation):
        def op(self, x: list[float]) -> float:
            return 0.0

        def grad(self) -> list[float]:
            return [0.0]

    with pytest.raises(TypeError, match="a Tanh cannot be unrolled"):
        ex8.unroll(framework.Add([Tanh([framework.Input()])]))
    with pytest.raises(TypeError, match="the value of a Softmax is a list"):
        ex8.unroll(framework.Add([ex8.Softmax([framework.Input()])]))


def test_no_name_from_outside_is_executed() -> None:
    """The name of an input is never run as code."""
    node = capstone.Input(1.0, name="x): raise SystemExit\nlambda y")
    assert ex8.unroll(capstone.Add([node, capstone.Parameter(float("-inf"))]))(2.0) == float("-inf")


def test_the_graph_knows_how_far_training_came() -> None:
    """When a sample is wrong in the middle, and when the data come from a generator that breaks off."""

    def broken() -> Iterator[tuple[list[float], float]]:
        yield [1.0], 1.0
        raise KeyboardInterrupt

    weight = framework.Parameter(0.5, learning_rate=0.1)
    train = ex8.unroll_training(framework.Multiply([weight, framework.Input()]), "mse")
    with pytest.raises(KeyboardInterrupt):
        train(broken())
    assert weight.value == 0.6
    with pytest.raises(ValueError, match="unpack"):
        train([([1.0], 1.0), ([1.0, 2.0], 1.0)])
    assert weight.value == pytest.approx(0.68)


@pytest.mark.parametrize("build", [bench.fahrenheit, bench.classifier], ids=["fahrenheit", "classifier"])
def test_the_code_by_hand_does_the_same(build: Any) -> None:
    """The code written by hand computes the same, so the benchmark compares equals."""
    task = next(task for task in bench.tasks() if task.build is build)
    assert task.by_hand is not None
    root = build(capstone)
    root.compile()
    ex8.unroll_training(root, task.loss)(task.samples)
    assert sorted(parameters(root)) == pytest.approx(sorted(task.by_hand(task.samples)), rel=1e-12)  # type: ignore[call-overload]


def test_other_engines_compute_the_same() -> None:
    """micrograd's version of a network, evaluated with plain numbers in place of its own."""
    network, given = written_out(bench.mlp(2, 3, 1), {"relu": lambda x: max(0.0, x)})
    root = bench.mlp(2, 3, 1)(capstone)
    root.compile()
    assert network(*(p.value for p in given), 0.5, -0.25) == pytest.approx(root.predict([0.5, -0.25]), rel=1e-12)


SCHEMA: dict[str, Any] = {
    "layers": lambda n: bench.mlp(2, round(n**0.5), round(n**0.5), 1)(framework),
    "chain": chain,
    "Add": lambda n: framework.Add([framework.Parameter() for _ in range(n)]),
    "Multiply": lambda n: framework.Multiply([framework.Parameter() for _ in range(n)]),
    "Softmax": lambda n: ex8.Softmax([framework.Parameter() for _ in range(n)]),
}


@pytest.mark.parametrize("shape", SCHEMA)
def test_the_text_grows_with_the_number_of_edges(shape: str) -> None:
    """Ten times the edges, ten times the text, and no more."""
    words = []
    for size in (300, 3000):
        graph = ex8.Graph(SCHEMA[shape](size))
        edges = sum(len(node.children) for node in graph.order)
        words.append(len(ex8.words("\n".join(graph.forward() + graph.backward()))) / edges)
    assert words[1] == pytest.approx(words[0], rel=0.1)


def test_the_published_classifier() -> None:
    """1,000 epochs of 1,000 samples in a second, with the figures that the naive framework needs half a minute for."""
    root = bench.classifier(capstone)
    root.compile()
    train = ex8.unroll_training(root, "bce")
    data = bench.points(1000, lambda x, y: float(y > x))
    for _ in range(1000):
        train(data)
    function = ex8.unroll(root)
    assert function(0, 1) == function(0, 1000) == function(-5, 3) == pytest.approx(0.99978, abs=1e-5)
    assert 1e-66 < function(1, 0) < 1e-65
    assert function(0, 0) == pytest.approx(0.238, abs=0.002)
