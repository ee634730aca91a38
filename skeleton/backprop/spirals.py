"""Learn three spirals with your capstone: `python -m backprop.spirals`.

This trains a network of two layers from fixed weights. It draws the loss, and the network's answer at every point of
the plane, into `spirals.png`, if matplotlib is installed (`pip install matplotlib`).
"""

from __future__ import annotations

import math
import random
import sys
from pathlib import Path
from typing import Any

from backprop import capstone
from backprop.demos import with_matplotlib
from backprop.training import train_epoch, with_progress_bar

Samples = list[tuple[list[float], list[float]]]


def samples(per_arm: int = 40) -> Samples:
    """Make points on three arms that wind around each other, each with 1 for its own arm and 0 for the others."""
    data: Samples = []
    for i in range(per_arm):
        for arm in range(3):
            radius = 0.1 + 0.9 * i / per_arm
            angle = math.tau * (arm / 3 + 0.6 * radius)
            data.append(([radius * math.cos(angle), radius * math.sin(angle)], [float(arm == j) for j in range(3)]))
    random.Random(2).shuffle(data)
    return data


def network() -> Any:
    """Build two layers of ten neurons below a Softmax. One weight scales both coordinates."""
    random.seed(7)  # each Linear draws its weights
    scale = capstone.Parameter(5.0)
    layer: list[Any] = [capstone.Multiply([scale, capstone.Input()]) for _ in range(2)]
    for _ in range(2):
        layer = [capstone.ReLU([capstone.Linear(layer)]) for _ in range(10)]
    root = capstone.Softmax([capstone.Linear(layer) for _ in range(3)])
    root.compile()
    return root


def accuracy(model: Any, data: Samples) -> float:
    """Compute the share of the points that the model puts on the right arm, from 0 to 1."""
    predictions: list[list[float]] = [model.predict(x) for x, _ in data]
    return sum(p.index(max(p)) == y.index(1.0) for p, (_, y) in zip(predictions, data, strict=True)) / len(data)


def main(file: Path = Path("spirals.png"), epochs: int = 60) -> None:
    """Train the network, print how well it does, and draw its answers into `file`."""
    data = samples()
    try:
        model = network()
        losses = [
            train_epoch(model, capstone.cce_loss, capstone.cce_loss_grad, data) for _ in with_progress_bar(epochs)
        ]
    except NotImplementedError as error:
        sys.exit(
            f"{error} is not done yet, and the capstone needs it. Run `pytest -k capstone` to see how far you are."
        )
    print(f"{accuracy(model, data):.1%} of {len(data)} points are on the right arm; the loss is {losses[-1]:.4f}.")
    if plots := with_matplotlib():
        plots.plot_arms(file, losses, model, data)
        print(f"The loss curve and the regions are in {file}.")


if __name__ == "__main__":
    main()
