"""Train two small networks, and compare each with the result that was published for it.

Run both with `python -m backprop.demos`, or one with `python -m backprop.demos fahrenheit`. The initial weights and the
samples are the same on every run. The second network needs that: about one random start in five ends with a ReLU
that is off for every sample. It passes no derivative down, so nothing ever turns it on again.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import random
from pathlib import Path
from types import ModuleType

from backprop.framework import Add, Input, Multiply, Operation, Parameter, ReLU, Sigmoid
from backprop.losses import bce_loss, bce_loss_grad, mse_loss, mse_loss_grad
from backprop.training import train_epoch, with_progress_bar


def train_fahrenheit(epochs: int = 1000, curve: list[float] | None = None) -> Operation:
    """Train a line on temperatures in Fahrenheit and their values in Celsius.

    Args:
        epochs: How often the model sees each of the 1,000 temperatures.
        curve: A list that gets the mean loss of each epoch appended.
    """
    rng = random.Random(215)
    samples = [rng.uniform(-1, 1) for _ in range(1000)]
    data = [([f], (f - 32) * 5 / 9) for f in samples]
    model = Add([Multiply([Parameter(0.5), Input()]), Parameter(-0.5)])
    for _ in with_progress_bar(epochs):
        note(curve, train_epoch(model, mse_loss, mse_loss_grad, data))
    return model


def points_and_targets() -> list[tuple[list[float], float]]:
    """Draw 1,000 random points, each with its target: 1 above the line y = x, else 0."""
    rng = random.Random(1427)
    points = [[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(1000)]
    return [([x, y], 1.0 if y > x else 0.0) for x, y in points]


def train_classifier(epochs: int = 1000, curve: list[float] | None = None) -> Operation:
    """Train a small network to tell whether the point (x, y) is above the line y = x; see `train_fahrenheit`."""
    data = points_and_targets()
    hidden = Add([Multiply([Parameter(0.5), Input()]), Multiply([Parameter(-0.5), Input()]), Parameter(0.5)])
    model = Sigmoid([Add([Multiply([Parameter(-0.5), ReLU([hidden])]), Parameter(0.5)])])
    for _ in with_progress_bar(epochs):
        note(curve, train_epoch(model, bce_loss, bce_loss_grad, data))
    return model


def note(curve: list[float] | None, loss: float) -> None:
    """Append the mean loss of an epoch to the curve, if there is one."""
    if curve is not None:
        curve.append(loss)


def show_fahrenheit() -> None:
    """Train the line, and print and plot what it learned."""
    print("Fahrenheit to Celsius, a line learned from 1,000 temperatures between -1 and 1")
    curve: list[float] = []
    model = train_fahrenheit(curve=curve)
    print(model)
    print("published: weight 0.5555555555555556, bias -17.777777777777782")
    print(f"predict([32]) = {model.predict([32])} (published: -1.8e-14; zero, but for rounding)")
    if plots := with_matplotlib():
        plots.plot_training(Path("fahrenheit.png"), curve)
        print("The loss curve is in fahrenheit.png.\n")


def show_classifier() -> None:
    """Train the classifier, and print and plot what it learned."""
    print("Is the point (x, y) above the line y = x? This takes about half a minute.")
    curve: list[float] = []
    model = train_classifier(curve=curve)
    print(model)
    published = {(1, 0): "3.7e-66", (0, 1): "0.99978", (0, 1000): "0.99978", (-5, 3): "0.99978", (0, 0): "0.238"}
    for point, figure in published.items():
        print(f"predict({list(point)}) = {model.predict(point):.5g} (published: {figure})")
    if plots := with_matplotlib():
        plots.plot_classifier(Path("classifier.png"), curve, model, points_and_targets())
        print("The loss curve and the decision boundary are in classifier.png.")


def with_matplotlib() -> ModuleType | None:
    """Import the module that draws the pictures; without matplotlib, say so and return None."""
    if importlib.util.find_spec("matplotlib") is None:
        print("With matplotlib there would be a picture: python -m pip install matplotlib")
        return None
    return importlib.import_module("backprop.plots")


def main() -> None:
    """Run the demo that the command line names, or both."""
    shows = {"fahrenheit": show_fahrenheit, "classifier": show_classifier}
    parser = argparse.ArgumentParser(prog="python -m backprop.demos", description="Train a small network.")
    parser.add_argument("demo", nargs="?", choices=shows, help="which one; both if left out")
    chosen = parser.parse_args().demo
    for name, show in shows.items():
        if chosen in (None, name):
            show()


if __name__ == "__main__":
    main()
