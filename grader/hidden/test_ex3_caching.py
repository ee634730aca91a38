"""Exercise 3, hidden: any order of steps, and training."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backprop.losses import mse_loss, mse_loss_grad
from checks.law import oracle
from checks.law.check import check
from checks.law.convergence import follows_descent
from checks.law.strategies import derivatives_from_above, numbers, trees
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.scenario import Step, assign, backward, calls, forward, predict, train
from checks.test_ex3_caching import computed_at_most


@check("In any order of steps, values are right and nothing is computed without need", points=2)
@given(network=trees(operations=4), data=st.data())
def test_any_order(subject: Subject, network: Network, data: st.DataObject) -> None:
    """Changes by hand, by predict() and by backward(), values asked of the root and of inner nodes."""
    start = network = network.with_learning_rate(0.05)
    steps: list[Step] = []
    expected: list[tuple[int, Network, int, set[int]]] = []
    stale = set(network.operations)  # operations that may be computed by the next forward
    kinds = data.draw(st.lists(st.sampled_from(["assign", "predict", "backward", "forward"]), min_size=2, max_size=5))
    for kind in [*kinds, "forward"]:
        before, root = network, network.root
        if kind == "assign":
            leaf = data.draw(st.sampled_from(network.leaves))
            network = network.having({leaf: data.draw(numbers())})
            steps.append(assign(leaf, network.nodes[leaf].value or 0.0))
        elif kind == "predict":
            count = len(network.inputs())
            inputs = data.draw(st.lists(numbers(0.5, 2.0), min_size=count, max_size=count))
            network = network.feed(inputs)
            steps.append(predict(root, inputs))
        elif kind == "backward":
            derivative = data.draw(derivatives_from_above())
            network = oracle.updated(network, derivative)
            steps.append(backward(root, derivative))
        for leaf in network.leaves:
            if before.nodes[leaf].value != network.nodes[leaf].value:
                stale |= network.ancestors(leaf)
        # Any node may be asked first: what its answer costs must not make another node believe that nothing happened.
        at = root if kind == "forward" else data.draw(st.sampled_from(network.operations))
        steps += [forward(at), calls()]
        expected.append((len(steps) - 2, network, at, set(stale) if kind == "predict" else stale & network.below(at)))
        stale = set() if kind == "predict" else stale - network.below(at)
    answers = subject.ask(start, *steps)
    for step, state, at, allowed in expected:
        answers.number(step, oracle.value(state, at))
        if answers.play.steps[step - 1].verb != "backward":  # stale values may be needed before the parameters move
            computed_at_most(answers, step + 1, allowed, "")


@check("Training with cached values is the same gradient descent", points=1, examples=5)
@given(weights=st.tuples(numbers(), numbers(), numbers()), rate=st.sampled_from([0.02, 0.05]))
def test_training(subject: Subject, weights: tuple[float, float, float], rate: float) -> None:
    """w1 * x1 + w2 * x2 + w3 learns y = 2 x1 - 3 x2 + 1: the first updates are exact, and it gets there."""
    builder = Builder()
    products = [builder.operation("Multiply", builder.parameter(w, rate), builder.input()) for w in weights[:2]]
    builder.operation("Add", *products, builder.parameter(weights[2], rate))
    network = builder.network()
    points = [(0.5, 1.0), (-1.0, 0.5), (1.0, -1.0), (-0.5, -0.5), (1.0, 1.0)]
    data = [((a, b), 2 * a - 3 * b + 1) for a, b in points]
    answers = subject.ask(network, train(network.root, "mse", data, 150, watched=150))
    follows_descent(answers, 0, network, data, mse_loss_grad, mse_loss, goal=1e-3)
