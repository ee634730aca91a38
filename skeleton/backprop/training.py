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
    """Fit the parameters of `model` to `data`, a list of samples (inputs, target).

    For each sample: predict, then send the derivative of the loss back through the model, which moves its
    parameters. `loss_fn` and `loss_grad_fn` take (target, prediction). Every `print_every` epochs the mean
    loss of that epoch is printed; 0 prints nothing.
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
    """Show the model each sample once. Returns the mean loss, that of each sample taken before its update."""
    total = 0.0
    for x, y in data:
        prediction = model.predict(x)
        total += loss_fn(y, prediction)
        model.backward(loss_grad_fn(y, prediction))
    return total / len(data)


def with_progress_bar(epochs: int) -> Iterable[int]:
    """The numbers 1, 2, ..., `epochs`, with a bar in the terminal that shows how far it has come."""
    from rich.progress import track  # only here: a solution is examined without any installed package

    return track(range(1, epochs + 1), description="Epochs")
