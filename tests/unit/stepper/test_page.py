"""The page as a file: its texts are texts, it loads nothing, and networks of objects become one."""

from __future__ import annotations

import html
import json
import random
from pathlib import Path
from typing import Any

import pytest

from backprop.drawing import draw, step
from backprop.framework import Add, Input, Multiply, NeuralNetNode, Operation, Parameter, Sigmoid
from checks.model.network import Builder
from checks.stepper.numbers import numbers
from checks.stepper.objects import described, from_code
from checks.stepper.page import data, written
from checks.stepper.question import Start, question
from checks.stepper.recording import Recording

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&lt;\u2028\ud800{{data}}"


def found_in(page: str) -> Any:
    """The data in a page."""
    return json.loads(page.partition('id="data">')[2].partition("</script>")[0])


def test_texts_do_not_become_html() -> None:
    """Not those of a network, nor those of a solution: a browser finds nothing in the data to read as HTML."""
    b = Builder()
    asked = question(b.add("Add", b.input(1.0, name=HOSTILE)).network(), Start(), HOSTILE)
    page = written(data(asked, numbers(asked), Recording(HOSTILE, problem=HOSTILE)))
    harmless = written({"title": ""})
    assert page.count("<") == harmless.count("<")
    assert page.count("&") == harmless.count("&")
    page.encode()
    found = found_in(page)
    assert (found["title"], found["yours"]["problem"]) == (HOSTILE, HOSTILE)
    assert found["nodes"][0]["name"].startswith("</script>")


def test_a_page_loads_nothing() -> None:
    page = step(Add([Input(1.0)])).html
    for loading in ("http://", "https://", "url(", "import(", "fetch(", "innerHTML", "eval(", "src="):
        rest = page.replace("http://www.w3.org/2000/svg", "")
        assert loading not in rest


def test_a_network_of_objects() -> None:
    """The nodes are called as the caller's variables, and nothing moves."""
    price = Parameter(0.5, learning_rate=0.1)
    amount = Input(2.0)
    cost = Multiply([price, amount])
    page = step(Sigmoid([cost]), derivative=2.0)
    found = found_in(page.html)
    assert [node["name"] for node in found["nodes"]] == ["price", "amount", "cost", "root"]
    assert found["numbers"]["start"] == 2.0
    assert found["yours"]["calls"][-1]["text"].startswith("amount.")
    assert found["yours"]["parts"] is None
    assert price.value == 0.5


def test_the_framework_parts_on_a_graph() -> None:
    a = Parameter(0.5)
    b = Add([a, a])
    found = found_in(step(Add([b, b])).html)
    assert "b gets 1, and not 2" in found["yours"]["parts"]["why"]


class Tanh(Operation):
    """An operation of a student's own."""

    def op(self, x: list[float]) -> float:
        import math

        return math.tanh(x[0])

    def grad(self) -> list[float]:
        return [1 - self.forward() ** 2]


class Doubled(Add):
    """An `Add` that says something else."""

    def op(self, x: list[float]) -> float:
        return 2 * sum(x)

    def grad(self) -> list[float]:
        return [2.0] * len(self.children)


def test_operations_of_ones_own() -> None:
    """Their numbers are what the classes themselves say, and the page says so."""
    w = Parameter(0.5)
    found = found_in(step(Tanh([Doubled([w, w])])).html)
    assert found["numbers"]["values"] == pytest.approx([0.5, 2.0, 0.9640275800758169])
    assert found["numbers"]["totals"][0] == pytest.approx(4 * (1 - 0.9640275800758169**2))
    assert "Doubled, Tanh" in found["note"]
    assert not found["changeable"]
    assert "Doubled" in draw(Doubled([w, w])).svg, "no picture of something else either"


class Broken(Operation):
    """Its methods raise, or return nothing that is a number."""

    def op(self, x: list[float]) -> float:
        raise ValueError(HOSTILE)

    def grad(self) -> Any:
        return None


def test_a_broken_operation() -> None:
    found = found_in(step(Add([Broken([Input(1.0)]), Parameter(2.0)])).html)
    assert found["numbers"]["values"][2] is None or found["numbers"]["values"][-1] is None
    assert found["yours"]["problem"].startswith("ValueError")


class Picky(Operation):
    """It cannot be made from its children alone."""

    def __init__(self, children: list[NeuralNetNode], scale: float) -> None:
        super().__init__(children)
        self.scale = scale

    def op(self, x: list[float]) -> float:
        return self.scale * x[0]

    def grad(self) -> list[float]:
        return [self.scale]


def test_a_class_that_cannot_be_copied() -> None:
    """The right steps are shown; instead of calls there is a sentence."""
    found = found_in(step(Picky([Input(3.0)], 4.0)).html)
    assert found["numbers"]["values"] == [3.0, 12.0]
    assert "TypeError" in found["yours"]["problem"]


def test_what_is_no_network() -> None:
    with pytest.raises(ValueError, match="a float is no node"):
        step(7.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="one number"):
        step(Add([Input(1.0)]), derivative=[1.0, 2.0])
    with pytest.raises(ValueError, match="is no number"):
        step(Add([Input("1")]))  # type: ignore[arg-type]
    circle = Add([Input(1.0)])
    circle.children.append(circle)
    with pytest.raises(ValueError, match="below itself"):
        step(circle)


def test_a_notebook_shows_it(tmp_path: Path) -> None:
    """In a frame of its own, which may run its script and nothing else."""
    shown = step(Add([Input(1.0)]))
    frame = shown._repr_html_()
    assert 'sandbox="allow-scripts"' in frame
    source = html.unescape(frame.partition('srcdoc="')[2].partition('"')[0])
    assert source == shown.html
    assert shown.save(tmp_path / "step.html").read_text(encoding="utf-8") == shown.html


def test_code_makes_a_network() -> None:
    """Several statements; the last one is the network, be it an expression or assigned."""
    names: dict[str, Any] = {"Add": Add, "Input": Input}
    assert len(described(from_code("a = Input(1.0); b = Add([a, a])", names))[1]) == 2
    assert isinstance(from_code("Add([Input(2.0)])", names), Add)
    assert isinstance(names["b"], Add)
    with pytest.raises(ValueError, match="no expression"):
        from_code("import math", names)


def test_random_numbers_are_left_alone() -> None:
    """Looking at a network draws none of the numbers that the caller will draw."""
    random.seed(3)
    expected = random.random()
    random.seed(3)
    step(Add([Input(1.0), Parameter(0.5)]))
    assert random.random() == expected
