"""The convergence check: training follows exact gradient descent, and reaches a small loss."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from checks.law import oracle
from checks.law.answers import Answers, is_number, numbers_close
from checks.law.living.life import Impossible
from checks.law.oracle import Sample
from checks.model.network import Network

Slope = Callable[..., "float | Sequence[float]"]


def follows_descent(
    answers: Answers,
    step: int,
    start: Network,
    data: Sequence[Sample],
    slope: Slope,
    loss: Callable[..., float],
    goal: float | None = None,
) -> None:
    """Demand that a `train` step followed the path of exact gradient descent, and ended with a small loss.

    The loss at the end is computed here, from the parameters that came back, never by the solution.

    Args:
        answers: The answers of the scenario.
        step: The `train` step.
        start: The network before the training.
        data: The samples of the training.
        slope: The derivative of the loss with respect to the prediction, called with (target, prediction).
        loss: The loss of one sample, called likewise.
        goal: The mean loss at the end must be below it. None if the solution made the parameters, so that their order
            is its own: then they are compared in any order, at the end too.

    Raises:
        Mismatch: The path or the end is another one; the message names the first update that differs.
    """
    sort = goal is None
    _, _, epochs, watched = answers.scenario.steps[step].argument
    answer = answers[step]
    parameters = start.in_order("Parameter")
    ordered: Callable[[list[float]], list[float]] = sorted if sort else list
    answers.holds(step, _is_path(answer, watched, len(parameters)), f"the values of {len(parameters)} parameters")
    path, end = answer
    for i, state in enumerate(oracle.descend(start, data, watched, slope)):
        right = ordered([state.nodes[p].value or 0.0 for p in parameters])
        why = f"Update {i + 1} of {epochs * len(data)}, on the sample {data[i % len(data)]}, is the first to differ."
        if not numbers_close(ordered(path[i]), right, size=1e-2):
            raise answers.mismatch(step, f"the parameters {right}", why, f"{ordered(path[i])}")
    if goal is None:
        last = oracle.descend(start, data, epochs * len(data), slope)[-1]
        right = ordered([last.nodes[p].value or 0.0 for p in parameters])
        answers.holds(step, numbers_close(ordered(end), right, size=1e2), f"the parameters {right} at the end")
        return
    trained = start.having(dict(zip(parameters, end, strict=True)))
    mean = _mean_loss(trained, data, loss)
    if not mean < goal:
        exact = oracle.descend(start, data, epochs * len(data), slope)[-1]
        if not _mean_loss(exact, data, loss) < goal:
            raise Impossible("with such a rate, not even exact descent gets there")
    answers.holds(step, mean < goal, f"a mean loss below {goal} after {epochs} epochs", got=f"a mean loss of {mean}")


def _mean_loss(network: Network, data: Sequence[Sample], loss: Callable[..., float]) -> float:
    try:
        losses = [loss(y, oracle.values(network.feed(x))[network.root]) for x, y in data]
    except OverflowError:  # of parameters that have gone out of sight
        return math.inf
    return sum(losses) / len(losses)


def _is_path(answer: object, watched: int, count: int) -> bool:
    if type(answer) is not list or len(answer) != 2 or type(answer[0]) is not list or len(answer[0]) != watched:
        return False
    return all(type(p) is list and len(p) == count and all(map(is_number, p)) for p in [*answer[0], answer[1]])


def spirals(shift: float = 0.0) -> list[tuple[list[float], list[float]]]:
    """Make three arms of 20 points that wind around each other; `shift` is how far each is on its way to the next."""
    data = []
    for i in range(20):
        for arm in range(3):
            radius = 0.1 + 0.9 * (i + shift) / 20
            angle = math.tau * (arm / 3 + radius / 2)
            point = [round(radius * math.cos(angle), 3), round(radius * math.sin(angle), 3)]
            data.append((point, [float(arm == j) for j in range(3)]))
    return data
