"""Two networks that learn something, each with its published result to compare with.

Run both with `python -m backprop.demos`, or one with `python -m backprop.demos fahrenheit`. The initial weights and the
samples are the same on every run. The second network needs that: about one random start in five ends with a ReLU
that is off for every sample. It passes no derivative down, so nothing ever turns it on again.
"""

from __future__ import annotations

import argparse
import random

from backprop.framework import Add, Input, Multiply, Operation, Parameter, ReLU, Sigmoid
from backprop.losses import bce_loss, bce_loss_grad, mse_loss, mse_loss_grad
from backprop.training import train_model


def train_fahrenheit(epochs: int = 1000) -> Operation:
    """A line, trained on temperatures in Fahrenheit with their values in Celsius."""
    rng = random.Random(215)
    samples = [rng.uniform(-1, 1) for _ in range(1000)]
    data = [([f], (f - 32) * 5 / 9) for f in samples]
    model = Add([Multiply([Parameter(0.5), Input()]), Parameter(-0.5)])
    train_model(model, mse_loss, mse_loss_grad, data, epochs)
    return model


def train_classifier(epochs: int = 1000) -> Operation:
    """A small network, trained to tell whether the point (x, y) is above the line y = x."""
    rng = random.Random(1427)
    points = [[rng.uniform(-1, 1), rng.uniform(-1, 1)] for _ in range(1000)]
    data = [([x, y], 1.0 if y > x else 0.0) for x, y in points]
    hidden = Add([Multiply([Parameter(0.5), Input()]), Multiply([Parameter(-0.5), Input()]), Parameter(0.5)])
    model = Sigmoid([Add([Multiply([Parameter(-0.5), ReLU([hidden])]), Parameter(0.5)])])
    train_model(model, bce_loss, bce_loss_grad, data, epochs)
    return model


def show_fahrenheit() -> None:
    print("Fahrenheit to Celsius, a line learned from 1,000 temperatures between -1 and 1")
    model = train_fahrenheit()
    print(model)
    print("published: weight 0.5555555555555556, bias -17.777777777777782")
    print(f"predict([32]) = {model.predict([32])} (published: -1.8e-14; zero, but for rounding)\n")


def show_classifier() -> None:
    print("Is the point (x, y) above the line y = x? This takes about half a minute.")
    model = train_classifier()
    print(model)
    published = {(1, 0): "3.7e-66", (0, 1): "0.99978", (0, 1000): "0.99978", (-5, 3): "0.99978", (0, 0): "0.238"}
    for point, figure in published.items():
        print(f"predict({list(point)}) = {model.predict(point):.5g} (published: {figure})")


def main() -> None:
    shows = {"fahrenheit": show_fahrenheit, "classifier": show_classifier}
    parser = argparse.ArgumentParser(prog="python -m backprop.demos", description="Train a small network.")
    parser.add_argument("demo", nargs="?", choices=shows, help="which one; both if left out")
    chosen = parser.parse_args().demo
    for name, show in shows.items():
        if chosen in (None, name):
            show()


if __name__ == "__main__":
    main()
