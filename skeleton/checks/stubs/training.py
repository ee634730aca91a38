"""Training by stochastic gradient descent, one sample at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from backprop.framework import Operation


def train_model(
    model: Operation,
    loss_fn: Callable[[Any, Any], float],
    loss_grad_fn: Callable[[Any, Any], Any],
    data: Sequence[tuple[Sequence[float], Any]],
    epochs: int = 1000,
    print_every: int = 100,
) -> None:
    """Fit the parameters of `model` to `data`.

    For each sample: predict, then send the derivative of the loss back through the
    model, which moves its parameters.

    Args:
        model: The root of the network.
        loss_fn: The loss of one sample, called with (target, prediction).
        loss_grad_fn: Its derivative with respect to the prediction, called likewise.
        data: The samples, pairs (inputs, target) with one number for each input node.
        epochs: How often the model sees each sample.
        print_every: Number of epochs from one line of output, with the mean loss, to
            the next; 0 prints nothing.
    """
    for epoch in range(1, epochs + 1):
        loss = train_epoch(model, loss_fn, loss_grad_fn, data)
        if print_every and epoch % print_every == 0:
            print(f"Epoch {epoch}: loss={loss}")


def train_epoch(
    model: Operation,
    loss_fn: Callable[[Any, Any], float],
    loss_grad_fn: Callable[[Any, Any], Any],
    data: Sequence[tuple[Sequence[float], Any]],
) -> float:
    """Show the model each sample once, as `train_model` does.

    Returns:
        The mean loss. The loss of a sample is computed before the update that the
            sample causes.
    """
    total = 0.0
    for x, y in data:
        prediction = model.predict(x)
        total += loss_fn(y, prediction)
        model.backward(loss_grad_fn(y, prediction))
    return total / len(data)


def with_progress_bar(epochs: int) -> Iterable[int]:
    """Count 1, 2, ..., `epochs`, with a progress bar if rich is installed."""
    try:
        from rich.progress import track  # imported here: solutions are examined where no package is installed
    except ImportError:
        return range(1, epochs + 1)
    return track(range(1, epochs + 1), description="Epochs")
