"""The two published runs come out of the given framework."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import pytest

from backprop import demos
from backprop.framework import Add, Input, Multiply, Parameter, ReLU
from backprop.losses import mse_loss, mse_loss_grad
from backprop.training import train_model, with_progress_bar
from grader.benchmarks import networks
from grader.judge.trusted import solved


def test_fahrenheit() -> None:
    """The line finds weight 5/9 and bias -32 * 5/9, to the last digits that were published."""
    model: Any = demos.train_fahrenheit(epochs=12)
    product, bias = model.children
    assert product.children[0].value == pytest.approx(0.5555555555555556, rel=1e-12)
    assert bias.value == pytest.approx(-17.777777777777782, rel=1e-12)
    assert abs(model.predict([32])) < 1e-12
    assert model.predict([212]) == pytest.approx(100)


def test_without_rich_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a virtual environment that nothing is installed in, the demos run as well."""
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    assert list(with_progress_bar(3)) == [1, 2, 3]


def test_fahrenheit_has_arrived_after_12_epochs() -> None:
    """One more epoch over the same samples changes no bit, so the published 1,000 epochs end there as well."""
    assert repr(demos.train_fahrenheit(epochs=13)) == repr(demos.train_fahrenheit(epochs=12))


def test_classifier() -> None:
    """The published run: sigmoid(bias) wherever the ReLU is off, certain below the line, in doubt on it.

    The framework takes half a minute for all its 1,000 epochs. Unrolled, the network goes on where the framework is
    after the first three: that both compute the same bits is tested here, and in test_unroll.py.
    """
    data = demos.points_and_targets()
    model: Any = demos.train_classifier(epochs=3)
    unrolled = networks.classifier(solved("capstone"))
    unrolled.compile()
    train = solved("ex8_unroll").unroll_training(unrolled, "bce")
    for _ in range(3):
        train(data)
    assert parameters(unrolled) == parameters(model)
    for _ in range(997):
        train(data)
    for node, value in zip(leaves(model), parameters(unrolled), strict=True):
        node.value = value
    bias = model.children[0].children[1].value
    above = [model.predict(point) for point in ([0, 1], [0, 1000], [-5, 3])]
    assert above == [1 / (1 + math.exp(-bias))] * 3
    assert above[0] == pytest.approx(0.99978, abs=1e-5)
    # Published 3.7e-66, which depends on the random samples: the order of magnitude is what can be asked.
    assert 1e-66 < model.predict([1, 0]) < 1e-65
    assert model.predict([0, 0]) == pytest.approx(0.238, abs=0.002)


def leaves(node: Any) -> list[Any]:
    """The parameters of a tree from left to right, whether they are the framework's or the capstone's."""
    if type(node).__name__ == "Parameter":
        return [node]
    return [leaf for child in getattr(node, "children", ()) for leaf in leaves(child)]


def parameters(root: Any) -> list[float]:
    return [leaf.value for leaf in leaves(root)]


def test_a_dead_relu_stays_dead() -> None:
    """A ReLU that is off for every sample passes no derivative down: why the initial weights are fixed."""
    weight, bias = Parameter(0.5), Parameter(-2.0)
    model = Multiply([Parameter(1.0), ReLU([Add([Multiply([weight, Input()]), bias])])])
    train_model(model, mse_loss, mse_loss_grad, [([x], 1.0) for x in (-1.0, 0.0, 1.0)], epochs=50, print_every=0)
    assert (weight.value, bias.value) == (0.5, -2.0)


@pytest.mark.parametrize(("arguments", "shown"), [([], [1, 2]), (["fahrenheit"], [1]), (["classifier"], [2])])
def test_command_line(arguments: list[str], shown: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an argument both demos run, with a name only that one."""
    calls: list[int] = []
    monkeypatch.setattr(demos, "show_fahrenheit", lambda: calls.append(1))
    monkeypatch.setattr(demos, "show_classifier", lambda: calls.append(2))
    monkeypatch.setattr(sys, "argv", ["demos", *arguments])
    demos.main()
    assert calls == shown


def test_figures_are_printed_beside_the_published_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Each demo prints what it found and what was published."""
    monkeypatch.chdir(tmp_path)
    fahrenheit, classifier = demos.train_fahrenheit, demos.train_classifier
    monkeypatch.setattr(demos, "train_fahrenheit", lambda curve: fahrenheit(epochs=1, curve=curve))
    monkeypatch.setattr(demos, "train_classifier", lambda curve: classifier(epochs=1, curve=curve))
    demos.show_fahrenheit()
    demos.show_classifier()
    out = capsys.readouterr().out
    for figure in "-17.777777777777782", "-1.8e-14", "3.7e-66", "0.99978", "0.238":
        assert f"published: {figure}" in out or f"bias {figure}" in out


def test_pictures_with_matplotlib(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With matplotlib, each demo leaves a picture: the loss curve, and for the classifier the decision boundary."""
    pytest.importorskip("matplotlib")
    monkeypatch.chdir(tmp_path)
    fahrenheit, classifier = demos.train_fahrenheit, demos.train_classifier
    monkeypatch.setattr(demos, "train_fahrenheit", lambda curve: fahrenheit(epochs=3, curve=curve))
    monkeypatch.setattr(demos, "train_classifier", lambda curve: classifier(epochs=3, curve=curve))
    demos.show_fahrenheit()
    demos.show_classifier()
    for name in ("fahrenheit.png", "classifier.png"):
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")


def test_no_pictures_without_matplotlib(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Without matplotlib everything else works, and a line says what is missing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    fahrenheit = demos.train_fahrenheit
    monkeypatch.setattr(demos, "train_fahrenheit", lambda curve: fahrenheit(epochs=1, curve=curve))
    demos.show_fahrenheit()
    assert "pip install matplotlib" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_the_curve_goes_down() -> None:
    """The curve has the mean loss of each epoch."""
    curve: list[float] = []
    demos.train_fahrenheit(epochs=5, curve=curve)
    assert len(curve) == 5
    assert curve == sorted(curve, reverse=True)
