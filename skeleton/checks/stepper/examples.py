"""The example that each exercise opens with: the one of its text, where that has one."""

from __future__ import annotations

from checks.exercises import BY_STEM
from checks.model.network import Builder
from checks.stepper import by_hand
from checks.stepper.question import Question, Start, question


def example(stem: str) -> Question:
    """Make the question that an exercise opens with."""
    if stem == by_hand.STEM:
        return by_hand.one_step()
    b = Builder()
    number = BY_STEM[stem].number
    names: tuple[str, ...]
    if stem == "ex5_outputs":
        network = b.add("Softmax", b.parameter(0.0, 1.0), b.parameter(0.0, 1.0)).network()
        start, names, title = Start(loss="cce", target=(1.0, 0.0)), ("a", "b", "softmax"), "learning with two classes"
    elif stem in ("ex7_multi_parent", "capstone"):
        a = b.parameter(3.0, 0.1)
        inner = b.operation("Add", a, a)
        network = b.add("Add", inner, inner).network()
        start, names, title = Start(1.0), ("a", "b", "c"), "b = a + a; c = b + b"
    else:
        product = b.operation("Multiply", b.parameter(0.5, 0.1), b.input(2.0))
        network = b.add("Sigmoid", b.operation("Add", product, b.parameter(-0.2, 0.1))).network()
        start, names, title = Start(1.0), ("w", "x", "product", "bias", "sum", "root"), "a neuron"
    return question(network, start, f"Exercise {number}: {title}", names=names)
