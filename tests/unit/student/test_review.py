"""What there is to see when it is right: measures, other ways in words, and the page at the end."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checks.exercises import BY_STEM, EXERCISES, Exercise
from checks.guest.solution import Solution
from checks.student.hints import LEARNED
from checks.student.lessons import review_command
from checks.student.lessons.finished import READ_ON, STEPS, Trained, page, regions
from checks.student.lessons.measures import TASKS, count_lines, measure
from checks.student.lessons.model import MODEL, WAYS
from checks.student.lessons.review import page as review_page
from checks.student.lessons.trained import above_the_line
from checks.student.terminal import rendered
from grader.authoring.markers import solution_lines
from grader.judge.trusted import run
from grader.paths import REFERENCE, SKELETON


@pytest.mark.parametrize("stem", TASKS)
def test_the_model_is_as_it_is_said_to_be(stem: str) -> None:
    """Counts, growth and lines are those of the solution in the reference; times are only rough."""
    source = (REFERENCE / f"{stem}.py").read_text(encoding="utf-8")
    stub = (SKELETON / BY_STEM[stem].file).read_text(encoding="utf-8")
    ticks = count()
    solution = Solution(lambda: run(stem, source))  # whose parameters are drawn as in the command
    found = solution.run(lambda: measure(stem, solution.names, source, stub, clock=lambda: float(next(ticks))))
    said = MODEL[stem]
    assert (found.op, found.grad, found.lines) == (said.op, said.grad, said.lines)
    assert abs(found.growth - said.growth) < 0.15
    assert (found.time is None) == (said.time is None)


def test_more_work_is_seen() -> None:
    """A solution that computes anew makes more calls, and its number says so."""
    source = (REFERENCE / "ex3_caching.py").read_text(encoding="utf-8")
    names = run("ex3_caching", source)
    names["NeuralNetNode"].forward = lambda node: node.op([child.forward() for child in node.children])
    worse = measure("ex3_caching", names, source, source, clock=lambda: 1.0)
    assert worse.op is not None and worse.op > 5 * (MODEL["ex3_caching"].op or 0)
    assert worse.growth > 3
    assert worse.lines == 0


def test_lines_of_code_are_counted_without_words() -> None:
    assert (
        count_lines(
            '"""Text."""\n\n# a comment\nx = [\n    1,\n]\n\n\ndef f():\n    """More\n    text."""\n    return x\n'
        )
        == 5
    )


def test_the_review_is_in_words_and_numbers() -> None:
    """And shows no line of a model solution, as a student's folder must hold none."""
    for stem, ways in WAYS.items():
        text = rendered(review_page(BY_STEM[stem], MODEL[stem]), 80, colour=False)
        assert "the model's" in text and "lines that you wrote" in text
        assert 2 <= len(ways) <= 3
        secret = solution_lines((REFERENCE / f"{stem}.py").read_text(encoding="utf-8"))
        assert not [line for line in secret if line in text]
        assert max(map(len, text.splitlines())) <= 80


def test_no_review_before_it_is_right(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(review_command, "is_right", lambda exercise: f"Exercise {exercise.number} is not right yet.")
    assert review_command.review(EXERCISES[2], "x.html") == 1
    assert "A review comes when it is right." in capsys.readouterr().out
    assert review_command.review(None, "x.html") == 1
    assert "Left: 1, 2, 3, 4, 5, 6, 7." in " ".join(capsys.readouterr().out.split())


def test_the_page_at_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One's own network, its formula, what each exercise was about, and where to read on; whatever breaks is told."""
    trained = Trained("Mine", "97% < 100%", lambda x: [x[0], -x[0]], "max(0, x1)")
    text = page(trained)
    assert text.count("<li><strong>") == 7
    assert all(LEARNED[e.stem].split(".")[0].replace("'", "&#x27;") in text for e in EXERCISES)
    assert all(address in text for address, _ in READ_ON)
    assert "97% &lt; 100%" in text and "max(0, x1)" in text
    assert regions(lambda x: float(x[0] > 0)).count("<rect") == 2 * STEPS
    only_the_capstone: Any = lambda exercise: "" if exercise in EXERCISES else "not yet"  # noqa: E731
    monkeypatch.setattr(review_command, "is_right", only_the_capstone)

    def broken() -> Trained:
        raise KeyError("weight")

    monkeypatch.setattr("checks.student.lessons.trained.above_the_line", broken)
    assert review_command.review(None, str(tmp_path / "page.html")) == 0
    assert "could not be trained (KeyError" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_line_is_learned_by_exercises_6_and_7(monkeypatch: pytest.MonkeyPatch) -> None:
    """The formula has the weights that were learned."""
    for stem in ("ex6_funcify", "ex7_multi_parent"):
        module = ModuleType(f"backprop.{stem}")
        exec((REFERENCE / f"{stem}.py").read_text(encoding="utf-8"), vars(module))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(f"backprop.{stem}", module, raising=False)
    found = above_the_line()
    share = int(found.said.split("?")[1].split("%")[0])
    assert share >= 95
    assert "x1" in found.formula and "x2" in found.formula
    assert found.predict([0.0, 0.9]) > 0.5 > found.predict([0.9, 0.0])


def test_right_means_that_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    from checks.student.debugging import failing

    def said(text: str) -> Any:
        return lambda exercise, wanted: text

    one: Exercise = EXERCISES[0]
    monkeypatch.setattr(failing, "first_failure", said(failing.nothing_fails(one)))
    assert failing.is_right(one) == ""
    monkeypatch.setattr(failing, "first_failure", said("Exercise 1 is not started yet."))
    assert failing.is_right(one) == "Exercise 1 is not started yet."
