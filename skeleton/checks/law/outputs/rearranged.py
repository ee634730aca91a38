"""A life that lives drawn at random seldom are: nearly all that may change between two questions does."""

from __future__ import annotations

from checks.law.living.life import Life
from checks.model.network import Builder
from checks.model.objects import keep, spoil
from checks.model.scenario import assign, backward, call, calls, edit, find_inputs, forward, predict


def rearranged() -> Life:
    """Let scores swap, a leaf move, a tree grow and an answer be changed, between the same questions.

    At its end a target is tiny, and counts.
    """
    b = Builder()
    spare, x, y, z = b.input(0.25), b.input(0.5), b.input(2.0), b.input(-1.0)
    sums = [b.operation("Add", x, b.input(1.5)), b.operation("Add", y)]
    network = b.add("Softmax", *sums, z, b.operation("Square", b.input(0.75))).network()
    root, moving = network.root, network.nodes[sums[0]].children[1]
    ask = [forward(root), backward(root, [1.5, -0.5, 2.0, 1.0]), calls()]
    swap = [assign(y, -1.0), assign(z, 2.0)]
    move = [edit(sums[0], "delete", 1), edit(sums[1], "insert", 0, moving)]
    grow = [find_inputs(root), edit(sums[0], "insert", 1, spare), predict(root, [0.5, 1.0, -0.5, 2.0, 0.25, -1.5])]
    spoiled = [*ask[:1], keep("kept1"), spoil("kept1"), *ask[1:]]
    tiny = [call(function, [1e-13, 1e-60], [0.0, 0.5]) for function in ("cce_loss", "cce_loss_grad")]
    return Life(network, (*ask, *swap, *ask, *move, *ask, *grow, *spoiled, *tiny))
