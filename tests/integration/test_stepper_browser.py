"""The stepper in a browser: by keys alone, accessible, on a phone, in the dark; a changed number changes the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from checks.model.network import Builder, Network
from checks.stepper.numbers import edges, numbers
from checks.stepper.page import data, written
from checks.stepper.question import Question, Start, question
from checks.stepper.recording import Recording
from checks.student.step_command import steps_of
from grader.benchmarks.browser.frames import MLP
from tests.browser import PATIENCE, findings
from tests.stepped import mistaken

HOSTILE = "</script><img src=x onerror=alert(1)>"


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """A function that opens a page from a file; whatever it says on the console or in a dialog is a failure."""
    said: list[str] = []
    windows: list[Any] = []

    def opened(text: str, width: int = 1100, **options: Any) -> Any:
        (tmp_path / "step.html").write_text(text, encoding="utf-8")
        window = browser.new_page(viewport={"width": width, "height": 800}, **options)
        windows.append(window)
        window.set_default_timeout(PATIENCE)
        window.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        window.on("pageerror", lambda error: said.append(str(error)))
        window.on("console", lambda message: said.append(message.text))
        window.goto((tmp_path / "step.html").as_uri())
        return window

    yield opened
    for window in windows:
        window.close()
    assert said == []


@pytest.fixture
def depth_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The page of a depth-first `backward` on b = a + a; c = b + b."""
    folder = tmp_path / "project"
    folder.mkdir()
    return written(mistaken("ex7_multi_parent", "as_in_a_tree", folder, monkeypatch))


HIDDEN = "[...document.querySelectorAll('#right *, #steps li')].filter((one) => one.style.display === 'none').length"


def test_a_large_network_comes_in_parts(browser: Any) -> None:
    """So that no frame holds the page up; in the end it is whole, and a step can be gone before that."""
    window = browser.new_page()
    window.clock.install(time=0)
    window.clock.pause_at(1000)
    window.set_content(written(data(*steps_of(None, MLP, 1.0, None))))
    assert window.inner_text("#line") == ""
    left = [window.evaluate(HIDDEN)]
    assert left[0] > 150
    window.keyboard.press("ArrowRight")
    assert window.inner_text("#count").startswith("2 of ")
    while left[-1]:
        window.clock.run_for(40)
        left.append(window.evaluate(HIDDEN))
    assert window.inner_text("#count").startswith("2 of ")
    assert all(0 <= before - after <= 60 for before, after in pairwise(left))  # 30 of the picture, 30 of the list
    window.close()


def line(window: Any) -> str:
    return str(window.inner_text("#line"))


def test_by_keys_alone(open_page: Any, depth_first: str) -> None:
    """Steps with arrows, Home and End; the button to the parting with Tab and Enter; the slider with its own keys."""
    window = open_page(depth_first)
    for key, said in (
        ("ArrowRight", "b = a + a = 3 + 3 = 6"),
        ("End", "a moves: 3 - 0.1 * 4 = 2.6"),
        ("ArrowLeft", "a's derivative += 2 * 1 = 2"),
        ("Home", "The leaves have their values."),
    ):
        window.keyboard.press(key)
        assert line(window).startswith(said)
    while window.evaluate("document.activeElement.id") != "parts":
        window.keyboard.press("Tab")
    assert "Here they part" not in window.inner_text("#verdict")
    window.keyboard.press("Enter")
    assert line(window) == "b's derivative += 1 * 1 = 1"
    assert window.inner_text("#verdict").startswith("Here they part. b gets 1, and not 2")
    assert window.inner_text("#calls li.bad") == "b.on_backward(1)"
    assert window.evaluate("document.querySelectorAll('#yours .node.bad').length") == 1
    assert window.evaluate("document.querySelectorAll('#right .ear.heard').length") == 1
    assert window.get_attribute(".say", "aria-live") == "polite"
    window.focus("#slider")
    window.keyboard.press("ArrowRight")
    assert window.inner_text("#more").endswith("That was the last part. b's derivative is 1 + 1 = 2.")
    assert "b's derivative += 1 * 1 = 1" in window.get_attribute("#slider", "aria-valuetext")
    assert window.inner_text("[aria-current=step]") == line(window)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: Any, depth_first: str, scheme: str) -> None:
    window = open_page(depth_first, color_scheme=scheme)
    window.click("#parts")
    window.click("summary")
    assert findings(window) == []


def test_on_a_phone(open_page: Any, depth_first: str) -> None:
    """Nothing is wider than the window; with reduced motion nothing runs along the edges."""
    window = open_page(depth_first, width=360, reduced_motion="reduce")
    window.click("#parts")
    assert window.evaluate("document.documentElement.scrollWidth") <= 360
    assert window.evaluate("document.querySelectorAll('.runner').length") == 0


def all_kinds(first: float) -> Question:
    """A graph with every kind that the page computes, below a softmax."""
    b = Builder()
    x, w = b.input(first, name=HOSTILE), b.parameter(-0.75, 0.5)
    nodes = [b.operation(kind, x, w, x) for kind in ("Add", "Multiply", "Blend", "Half")]
    nodes += [b.operation(kind, nodes[k]) for k, kind in enumerate(("ReLU", "Sigmoid", "Square", "Relay"))]
    b.operation("Softmax", b.operation("Inverse", nodes[-2]), *nodes[4:], nodes[0])
    return question(b.network(), Start(loss="cce", target=(0.0, 1.0, 0.0, 0.0, 0.0, 0.0)), HOSTILE)


def mirrored(first: float) -> Question:
    b = Builder()
    x = b.input(first)
    network: Network = b.add("Mirrored", x, b.operation("Sigmoid", x)).network()
    return question(network, Start((1.5, -2.0)), "another way round")


@pytest.mark.parametrize("asked", [all_kinds, mirrored])
def test_a_changed_number_changes_the_others(open_page: Any, asked: Any) -> None:
    """The page computes what Python computes, for every kind; the recorded calls say that they are older."""
    before, after = asked(0.5), asked(-1.25)
    right = numbers(before)
    window = open_page(written(data(before, right, Recording(HOSTILE))))
    leaf = next(i for i, node in enumerate(before.network.nodes) if node.kind == "Input")
    window.fill(f"#leaf{leaf}", "-1.25")
    window.keyboard.press("Escape")
    expected = numbers(after)
    found = window.evaluate("N")
    assert found["values"] == [pytest.approx(value) for value in expected.values]
    assert found["totals"] == [pytest.approx(total) for total in expected.totals]
    order = [edge[:2] for edge in edges(before.network)]
    assert found["parts"] == pytest.approx([expected.parts[edge] for edge in order])
    assert found["sums"] == pytest.approx([expected.sums[edge] for edge in order])
    assert [found["after"][str(i)] for i in expected.after] == pytest.approx(list(expected.after.values()))
    assert "recorded with the numbers as they were" in window.inner_text("#verdict")
    window.click("#reset")
    assert window.evaluate("N") == window.evaluate("D.numbers")
