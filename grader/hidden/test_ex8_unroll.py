"""Exercise 8, hidden: parameters that change between calls, how training may end, and names from outside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law import oracle
from checks.law.check import check
from checks.law.strategies import graphs, numbers
from checks.law.subject import Subject
from checks.model.network import Network
from checks.model.scenario import assign, run_function, run_training, unroll, unroll_training, value_of
from checks.test_ex8_unroll import inputs_for, learned


@check("Training starts from the parameters as they are, the function keeps those it was made with", points=1)
@given(network=graphs(), data=st.data(), value=numbers())
def test_in_step(subject: Subject, network: Network, data: st.DataObject, value: float) -> None:
    """A parameter that was changed by hand between two calls counts with its new value."""
    network = network.with_learning_rate(0.01)
    parameter, root = data.draw(st.sampled_from(network.parameters)), network.root
    inputs = data.draw(inputs_for(network))
    samples = [(inputs, 1.0)]
    looks = [value_of(i) for i in network.parameters]
    made = [unroll(root), unroll_training(root, "mse"), run_training(root, samples)]
    answers = subject.ask(
        network, *made, assign(parameter, value), run_training(root, samples), *looks, run_function(root, inputs)
    )
    halfway = oracle.descend(network, samples, 1, lambda y, p: -2 * (y - p))[-1].having({parameter: value})
    learned(answers, 5, halfway, samples, "mse")
    answers.number(-1, oracle.value(network.feed(inputs)), "unroll() was called before the parameters moved.")


@check("A sample with a wrong number of inputs is a ValueError, and what was learned before it is kept", points=1)
@given(network=graphs(), data=st.data())
def test_interrupted(subject: Subject, network: Network, data: st.DataObject) -> None:
    """However training ends, the graph knows how far it came."""
    network = network.with_learning_rate(0.01)
    inputs, root = data.draw(inputs_for(network)), network.root
    looks = [value_of(i) for i in network.parameters]
    samples = [(inputs, 1.0), ([*inputs, 1.0], 1.0), (inputs, 1.0)]
    answers = subject.ask(network, unroll_training(root, "mse"), run_training(root, samples), *looks)
    answers.exactly(1, "ValueError", "The second of three samples has one number too many.")
    learned(answers, 2, network, samples[:1], "mse")


@check("A loss that is not one of the three is a ValueError, whatever its name says", points=1, examples=10)
@given(network=graphs(), loss=st.sampled_from(["mae", "", "mse\n", "exit()", "bce; 0"]))
def test_unknown_loss(subject: Subject, network: Network, loss: str) -> None:
    """A name from outside is text that a stranger wrote: no part of it is ever executed."""
    subject.ask(network, unroll_training(network.root, loss)).raises(0, "ValueError")
