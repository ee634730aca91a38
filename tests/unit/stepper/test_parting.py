"""Where wrong solutions of the catalogue part from the right steps, and that right ones do not."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from checks.guest.call_recorder import Recorder
from checks.guest.loading import load
from checks.model.limits import ANSWER_SECONDS
from checks.model.network import Builder
from checks.stepper.examples import example
from checks.stepper.lines import in_words
from checks.stepper.numbers import numbers
from checks.stepper.page import data
from checks.stepper.question import Question, Start, question
from checks.stepper.recording import of_framework
from grader.misconceptions.catalogue import reference, right_solutions
from tests.at_home import project
from tests.stepped import diamond, mistaken, short_and_long_way, solved


def where(found: dict[str, Any]) -> tuple[str, str, str]:
    """The node, what is said, and the right step beside it."""
    parts = found["yours"]["parts"]
    step = in_words(found["steps"][parts["at"]]["line"], found["numbers"])
    return found["nodes"][parts["node"]]["name"], parts["why"], step


def two_factors() -> Question:
    """(p1 * p2 * x)^2, as in the text of exercise 7."""
    b = Builder()
    v = b.operation("Multiply", b.parameter(1.0, 0.1), b.parameter(2.0, 0.1), b.input(1.0))
    return question(b.add("Multiply", v, v).network(), Start(1.5), "a square", names=("p1", "p2", "x", "v", "square"))


PARTINGS = [
    ("ex1_by_hand", "factor_x_missing", None, "weight", "it is -2.8, but gradients() returned -1.4: half as much."),
    ("ex1_by_hand", "uphill", None, "weight", "after the step it is 0.78, but train() returned 0.22."),
    ("ex1_by_hand", "bias_is_missing", None, "p", "its value is 0.8, but predict() returned 1."),
    ("ex5_outputs", "diagonal_only", None, "b", "its derivative is 0.5, but on_backward() got 0."),
    ("ex5_outputs", "others_with_a_plus", None, "b", "on_backward() got -0.5: the sign."),
    ("ex5_outputs", "one_call_per_way", None, "a", "is called a second time"),
    ("ex5_outputs", "jacobian_while_moving", None, "a", "moves here, too early: grad() of softmax is asked only after"),
    ("ex5_outputs", "sum_without_itself", None, "softmax", "its value is [0.5, 0.5], but op() returned [1, 1]."),
    ("ex7_multi_parent", "as_in_a_tree", None, "b", "b gets 1, and not 2: that is the part from c; c has not yet"),
    ("ex7_multi_parent", "path_by_path", None, "a", "is asked for its grad() a second time: once for each path"),
    ("ex7_multi_parent", "moves_twice", None, "a", "a is 2.2 in the end, when 2.6 is right."),
    ("ex7_multi_parent", "root_is_not_told", None, "c", "c never hears of its derivative, 1"),
    ("ex7_multi_parent", "depth_first_order", short_and_long_way, "v", "v has passed on 1.5, and not 3.75"),
    ("ex7_multi_parent", "level_by_level", short_and_long_way, "v", "from root; n1 has not yet spoken."),
    ("ex7_multi_parent", "moves_when_it_knows", short_and_long_way, "q", "q moves here, too early: grad() of n2"),
]


@pytest.mark.parametrize(("stem", "identity", "asked", "node", "why"), PARTINGS, ids=[p[1] for p in PARTINGS])
def test_misconceptions_part(
    stem: str, identity: str, asked: Any, node: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the node of the mistake, in words that say what is wrong there."""
    found = mistaken(stem, identity, tmp_path, monkeypatch, asked and asked())
    name, said, _ = where(found)
    assert (name, why in said) == (node, True), said


def test_depth_first_on_the_smallest_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The calls stop beside the first part of b's derivative, and nothing that comes later is shown."""
    found = mistaken("ex7_multi_parent", "as_in_a_tree", tmp_path, monkeypatch)
    assert where(found)[2] == "b's derivative += 1 * 1 = 1"
    calls = [call["text"] for call in found["yours"]["calls"]]
    assert calls[-3:] == ["c.on_backward(1)", "c.grad()", "b.on_backward(1)"]
    assert found["yours"]["parts"]["call"] == len(calls) - 1
    assert len(found["steps"]) == 9, "the right steps are all there"


@pytest.mark.parametrize("stem", ["ex1_by_hand", "ex5_outputs", "ex7_multi_parent", "ex2_compile", "ex3_caching"])
def test_right_solutions_do_not_part(stem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However they are built, and in whichever order they visit."""
    for text in (reference(stem), *islice(right_solutions(stem).values(), 40 if stem == "ex7_multi_parent" else 6)):
        for asked in (example(stem), *((short_and_long_way(), two_factors()) if stem == "ex7_multi_parent" else ())):
            # A process as large as this one may spend a second on collecting garbage.
            yours = solved(stem, text, asked, tmp_path, monkeypatch, ANSWER_SECONDS)["yours"]
            assert (yours["parts"], yours["problem"]) == (None, "")
            assert [call["at"] for call in yours["calls"]] == sorted(call["at"] for call in yours["calls"])


def test_a_forward_that_returns_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though every op() was right."""
    forgotten = (
        reference("ex3_caching") + "\n\nclass Sigmoid(Sigmoid):\n    def forward(self):\n        super().forward()\n"
    )
    found = solved("ex3_caching", forgotten, example("ex3_caching"), tmp_path, monkeypatch)
    assert where(found)[:2] == ("root", "root: its value is 0.689974, but forward() returned None.")
    assert found["yours"]["calls"][-2]["text"] == "root.op() returned 0.689974"


def test_the_framework_on_a_graph() -> None:
    """It goes path by path; on a tree it is right."""
    asked = question(diamond(), Start(1.5), "", names=("a", "b", "c"))
    found = data(asked, numbers(asked), of_framework(asked.network, 1.5))
    assert where(found)[0] == "b"
    tree = example("ex2_compile")
    right = data(tree, numbers(tree), of_framework(tree.network, 1.0))["yours"]
    assert (right["parts"], right["problem"]) == (None, "")


def test_large_parts_that_cancel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another rounding in a sum of large parts is no parting."""
    b = Builder()
    w = b.parameter(0.1, 0.01)
    terms = [b.operation("Multiply", w, b.input(factor)) for factor in (1e12 + 0.1, 0.1, -1e12)]
    asked = question(b.add("Add", *terms).network(), Start(1 / 3), "")
    exact = right_solutions("ex7_multi_parent")["exact_sums"]
    assert solved("ex7_multi_parent", exact, asked, tmp_path, monkeypatch)["yours"]["parts"] is None


def test_an_exercise_that_is_not_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The right steps are there all the same, with a sentence instead of calls."""
    stems = {"ex1_by_hand": "gradients() is not done yet.", "ex7_multi_parent": "backward() is not done yet."}
    for stem, sentence in stems.items():
        found = solved(stem, "", example(stem), tmp_path, monkeypatch)
        assert sentence in found["yours"]["problem"]
        assert len(found["steps"]) > 5


STARTS = "    def backward(self, derivative_from_parent: float) -> None:\n"


def with_backward(lines: str) -> str:
    """The reference of exercise 7 with another `backward`."""
    before, _, rest = reference("ex7_multi_parent").partition(STARTS)
    return f"{before}{STARTS}{lines}\n{rest[rest.index('# BEGIN SOLUTION (removed)') :]}"


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (
            "        self.grad()\n        self.on_backward(1 / 0)",
            "ZeroDivisionError: division by zero (backprop/ex7_multi_parent.py",
        ),
        ("        self.grad()\n        while True:\n            pass", "No answer within 5 seconds"),
        ("        import sys\n        sys.exit('bye')", "SystemExit: bye"),
        (
            "        self.on_backward(derivative_from_parent)\n        raise NotImplementedError('Exercise 7')",
            "backward() is not done yet.",
        ),
        ("        for _ in range(10**9):\n            self.on_backward(1.0)", "It goes on and on"),
    ],
    ids=["raises", "endless", "exits", "half", "many"],
)
def test_what_ends_half_way(lines: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The calls up to there are kept, and the message says how it ended."""
    found = solved("ex7_multi_parent", with_backward(lines), example("ex7_multi_parent"), tmp_path, monkeypatch)
    assert problem in found["yours"]["problem"]
    assert found["yours"]["calls"][0]["text"] == "b.op() returned 6"
    assert len(found["steps"]) == 9


def test_a_file_that_cannot_be_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = solved("ex7_multi_parent", "class Add(", example("ex7_multi_parent"), tmp_path, monkeypatch)
    assert "SyntaxError" in found["yours"]["problem"]
    assert found["yours"]["calls"] == []


def test_classes_are_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recording changes no class of the student's, and what is made of it afterwards is not recorded."""
    project(tmp_path, {"ex7_multi_parent": reference("ex7_multi_parent")}, monkeypatch)
    names = load("ex7_multi_parent")
    kinds = [kind for kind in names.values() if isinstance(kind, type)]
    before = [dict(vars(kind)) for kind in kinds]
    network = example("ex7_multi_parent").network
    recorder = Recorder(network, [names[node.kind] for node in network.nodes])
    recorder.backward(1.0)
    assert [dict(vars(kind)) for kind in kinds] == before
    count = len(recorder.calls)
    names["Add"]([names["Parameter"](1.0)]).backward(1.0)
    assert len(recorder.calls) == count > 0
