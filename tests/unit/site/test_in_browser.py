"""What runs in the browser's Python, in this one: checks, console, steps and playground answer with plain data."""

from __future__ import annotations

import itertools
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

import backprop
from backprop import framework
from checks.exercises import BY_STEM
from checks.explain.conditions.search import when_it_fails
from checks.explain.failure import of_mismatch
from checks.explain.messages import paragraphs
from checks.explain.recorded.own_numbers import with_yours
from checks.guest.loading import source_text
from checks.guest.time_limit import AT_HOME
from checks.law.search.examination import Examination
from checks.law.subject import LocalSubject
from checks.stepper.objects import from_code
from grader.benchmarks.browser.frames import MLP
from grader.course import registry
from grader.paths import REFERENCE, SKELETON
from grader.site.in_browser.checking import Checking
from grader.site.in_browser.entry import Desk
from grader.site.in_browser.playing import SLICE, TASKS, Playground
from grader.site.in_browser.training import Trained

RIGHT = (REFERENCE / "ex1_by_hand.py").read_text("utf-8")
STUB = (SKELETON / "backprop" / "ex1_by_hand.py").read_text("utf-8")
WRONG = RIGHT.replace("-2 * (y - p)", "-1 * (y - p)")


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package whose files students edit: the desk writes into it.

    As in the browser, nothing compiled is kept: a file that is saved twice in a second would be taken for the same.
    """
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    folder = tmp_path / "backprop"
    shutil.copytree(SKELETON / "backprop", folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(backprop, "__path__", [str(folder)])
    return folder


class Page:
    """Gives orders, and gets messages as they would cross to a browser."""

    def __init__(self) -> None:
        self.desk = Desk(Checking(AT_HOME))

    def ask(self, do: str, source: str = RIGHT, stem: str = "ex1_by_hand", **order: Any) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = []
        order = {"do": do, "stem": stem, "files": {stem: source}, "done": []} | order
        self.desk.answer(order, lambda message: messages.append(json.loads(json.dumps(message))))
        return messages

    def printed(self, do: str, **order: Any) -> str:
        return "".join(message["text"] for message in self.ask(do, **order) if message["kind"] == "output")


def results(messages: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {message["id"]: message for message in messages if message["kind"] == "result"}


def test_a_right_solution_passes_check_by_check() -> None:
    messages = [m for m in Page().ask("check") if m["kind"] != "alive"]
    ids = [check.id for check in registry.visible_checks("ex1_by_hand")]
    assert [(m["kind"], m["id"]) for m in messages] == [(kind, i) for i in ids for kind in ("begin", "result")]
    assert {result["status"] for result in results(messages).values()} == {"passed"}


def test_what_has_run_is_not_run_again() -> None:
    """A new Python goes on behind the check that ended the last one."""
    ids = [check.id for check in registry.visible_checks("ex1_by_hand")]
    assert list(results(Page().ask("check", done=ids[:-1]))) == ids[-1:]


def test_an_exercise_finds_those_that_it_builds_on() -> None:
    files = {stem: (REFERENCE / f"{stem}.py").read_text("utf-8") for stem in BY_STEM}
    last = registry.visible_checks("capstone")[-1].id
    others = [check.id for check in registry.visible_checks("capstone") if check.id != last]
    found = results(Page().ask("check", stem="capstone", files=files, done=others))
    assert found[last]["status"] == "passed"


def test_an_exercise_finds_what_was_written_in_others_since() -> None:
    """The modules that it imports are those of the files as they are, not as they were at the first check."""
    page, capstone = Page(), (REFERENCE / "capstone.py").read_text("utf-8")
    last = registry.visible_checks("capstone")[-1].id
    others = [check.id for check in registry.visible_checks("capstone") if check.id != last]
    found = results(page.ask("check", stem="capstone", source=capstone, done=others))
    assert found[last]["status"] == "not_started"
    solved = {stem: (REFERENCE / f"{stem}.py").read_text("utf-8") for stem in BY_STEM["capstone"].builds_on}
    found = results(page.ask("check", stem="capstone", files=solved, done=others))
    assert found[last]["status"] == "passed"


def test_a_wrong_solution_fails_as_at_home() -> None:
    """The verdicts are those of `LocalSubject`, and a failure has all that the page shows."""
    found = results(Page().ask("check", source=WRONG))
    checks = registry.visible_checks("ex1_by_hand")
    expected = {c.id: "failed" if Examination(c, LocalSubject(c.stem)).mistake() else "passed" for c in checks}
    assert {i: result["status"] for i, result in found.items()} == expected
    failed = found["ex1_by_hand::gradients"]
    assert failed["status"] == "failed"
    assert failed["parts"][0]["role"] == "law"
    assert {"compared", "edit", "paste"} <= {part["role"] for part in failed["parts"]}
    assert "from backprop.ex1_by_hand import *" in failed["code"]
    assert failed["line"] > 1


def test_a_failing_network_has_a_picture_and_steps() -> None:
    page = Page()
    wrong = (REFERENCE / "ex7_multi_parent.py").read_text("utf-8").replace("+=", "=")
    found = results(page.ask("check", stem="ex7_multi_parent", source=wrong))
    failed = next(result for result in found.values() if result.get("picture"))
    assert failed["picture"].startswith("<svg")
    assert failed["steps"]
    (shown,) = page.ask("steps", stem="ex7_multi_parent", source=wrong, check=failed["id"])
    assert "the network on which it fails" in shown["page"]


def test_a_failing_network_has_the_students_own_numbers() -> None:
    """The message is that of `pytest`, to the line, but for where code is pasted; the picture has the numbers too."""
    wrong = (REFERENCE / "ex7_multi_parent.py").read_text("utf-8").replace("+=", "=")
    check = next(c for c in registry.visible_checks("ex7_multi_parent") if c.id.endswith("sum_over_parents"))
    others = [c.id for c in registry.visible_checks(check.stem) if c != check]
    failed = results(Page().ask("check", stem=check.stem, source=wrong, done=others))[check.id]
    mistake = Examination(check, LocalSubject(check.stem)).mistake()
    assert mistake
    condition = when_it_fails(check, LocalSubject(check.stem), mistake)
    at_home = with_yours(of_mismatch(check, mistake, source_text(check.stem), condition))
    blocks = [block for paragraph in paragraphs(at_home) for block in paragraph]
    left_out = ("paste", "code")
    told = [
        {"role": b.role.name.lower(), "lines": list(b.lines)} for b in blocks if b.role.name.lower() not in left_out
    ]
    assert [part for part in failed["parts"] if part["role"] not in left_out] == told
    assert any("yours departs first" in line for part in told for line in part["lines"])
    assert "yours" in failed["picture"]


def test_memory_that_runs_out_ends_a_check_at_once(own_files: Path) -> None:
    """Each smaller network would fill it once more, and take as long."""
    counting = f"    with open({str(own_files / 'asked')!r}, 'a') as f:\n        f.write('x')\n    raise MemoryError\n"
    at = RIGHT.index('"""', RIGHT.index('"""', RIGHT.index("def gradients(")) + 3) + 4
    others = [c.id for c in registry.visible_checks("ex1_by_hand") if c.id != "ex1_by_hand::gradients"]
    (failed,) = results(Page().ask("check", source=RIGHT[:at] + counting + RIGHT[at:], done=others)).values()
    assert failed["status"] == "crashed"
    assert failed["parts"][0]["lines"] == ["It used up all the memory that there is during gradients()."]
    assert (own_files / "asked").read_text() == "x"


def test_a_check_is_not_blamed_for_memory_that_others_may_have_filled(own_files: Path) -> None:
    """Only the first check of a Python is; before any other, the page begins a new Python, and asks once more."""
    at = RIGHT.index('"""', RIGHT.index('"""', RIGHT.index("def gradients(")) + 3) + 4
    source = RIGHT[:at] + "    raise MemoryError\n" + RIGHT[at:]
    first, *_ = (c.id for c in registry.visible_checks("ex1_by_hand"))
    others = [c.id for c in registry.visible_checks("ex1_by_hand") if c.id not in (first, "ex1_by_hand::gradients")]
    with pytest.raises(MemoryError):
        Page().ask("check", source=source, done=others)


def test_signs_of_life_come_while_checks_run_and_not_from_the_console() -> None:
    """The page ends what is silent for long: that is the only deadline of the console."""
    moments = iter(range(1_000_000))
    checking = Checking(AT_HOME, clock=lambda: float(next(moments)))
    told: list[str] = []

    def tell(message: dict[str, Any]) -> None:
        told.append(message["kind"])
        if message["kind"] == "begin":
            checking.beat()  # as the watcher does while the solution computes

    checking.run("ex1_by_hand", [], tell)
    assert told.count("alive") >= told.count("begin") > 0
    told.clear()
    checking.beat()
    assert told == []


def test_a_stub_is_not_started() -> None:
    found = results(Page().ask("check", source=STUB))
    assert {result["status"] for result in found.values()} == {"not_started"}


def test_what_is_no_python_is_told_with_its_line() -> None:
    first = next(iter(results(Page().ask("check", source="def gradients(:\n")).values()))
    assert first["status"] == "crashed"
    assert first["line"] == 1


def test_what_a_solution_prints_is_kept_in_part() -> None:
    noisy = WRONG.replace("    dl_dp =", "    print('here', x)\n    dl_dp =")
    failed = results(Page().ask("check", source=noisy))["ex1_by_hand::gradients"]
    assert any("here" in line for line in failed["printed"])
    assert len(failed["printed"]) <= 21


def test_an_error_of_ours_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Examination) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(Examination, "mistake", broken)
    assert {result["status"] for result in results(Page().ask("check")).values()} == {"grader_error"}


def test_the_console_keeps_names_and_shows_values() -> None:
    page = Page()
    assert page.printed("run", source=RIGHT + "\nprint('ran')\n") == "ran\n"
    assert page.printed("type", code="x = gradients(0.5, -0.2, 2, 1.5)\n[round(v, 3) for v in x]") == "[-2.8, -1.4]\n"
    assert page.printed("type", code="len(x)") == "2\n"


def test_the_console_has_room_again_after_a_memory_error() -> None:
    """What filled the memory is forgotten: otherwise the next check would have none."""
    page = Page()
    told = page.printed("type", code="taken = [1]\nraise MemoryError")
    assert told.endswith("MemoryError\nTo have room again, the console forgets all names.\n")
    assert "NameError" in page.printed("type", code="taken")
    assert page.printed("type", code="__name__") == "'__main__'\n"


def test_the_console_imports_what_stands_in_the_editor() -> None:
    page = Page()
    code = "from backprop.ex1_by_hand import answer; answer"
    assert page.printed("type", source="answer = 1\n", code=code) == "1\n"
    assert page.printed("type", source="answer = 2\n", code=code) == "2\n"


def test_a_traceback_has_no_frame_of_ours() -> None:
    text = Page().printed("type", code="def f():\n    return 1 / 0\nf()")
    assert "return 1 / 0" in text
    assert "ZeroDivisionError" in text
    assert "console.py" not in text
    assert "SyntaxError" in Page().printed("run", source="def f(:\n")
    assert "SystemExit" in Page().printed("type", code="raise SystemExit")


def test_the_playground_shows_a_network() -> None:
    (shown,) = Page().ask("show", code="w = Parameter(2.0)\nAdd([Multiply([w, Input(3.0)]), w])")
    assert (shown["nodes"], shown["inputs"]) == (4, 1)
    assert shown["formula"].startswith("w1 * x1 + w1")
    assert shown["picture"].startswith("<svg")
    assert "<!DOCTYPE html>" in shown["page"]


@pytest.mark.parametrize("code", ["1 +", "1", "Add([", "undefined"])
def test_what_is_no_network_is_refused_in_words(code: str) -> None:
    (refused,) = Page().ask("show", code=code)
    assert refused["kind"] == "refused"
    assert "makes no network" in refused["text"]


def test_a_large_network_is_shown_in_part() -> None:
    code = "nodes = [Multiply([Parameter(1.0), Input(1.0)]) for _ in range(326)]\nAdd(nodes)"
    (shown,) = Page().ask("show", code=code)
    assert shown["nodes"] == 979
    assert "too large to be drawn" in shown["picture"]
    assert "Of 979 nodes you see" in shown["page"]


def test_training_learns() -> None:
    moments = itertools.count()
    playground = Playground(clock=lambda: next(moments) * SLICE / 120)  # a round, until a moment is over
    line = (
        "x, y = Input(0.0), Input(0.0)\nSigmoid([Add([Multiply([Parameter(0.1), x]), Multiply([Parameter(0.1), y])])])"
    )
    begun = playground.begin(line, "line", 0.1)
    assert begun["inputs"] == 2
    losses = [playground.train()["loss"] for _ in range(20)]
    assert losses[-1] < losses[0] / 2


MLP_ADDS = 2 * 16 + 16 * 16 + 16


def test_training_takes_each_node_once_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A network of 979 nodes has so many paths that the framework itself would take a second for a sample."""
    calls = 0
    op = framework.Add.op

    def counted(self: framework.Add, x: list[float]) -> float:
        nonlocal calls
        calls += 1
        return op(self, x)

    moments = itertools.count()
    playground = Playground(clock=lambda: next(moments) * SLICE / 3)  # three samples, until it is over
    begun = playground.begin(MLP, "line", 0.01)
    monkeypatch.setattr(framework.Add, "op", counted)
    trained = playground.train()
    assert calls == MLP_ADDS * (3 + len(trained["answers"]))
    assert trained["rounds"] < 1
    assert len(begun["answers"]) == 64
    assert "8 times 8 points" in trained["about"]


def test_training_is_that_of_the_framework() -> None:
    """On a tree, where that takes each node once as well; at a shared node the derivative is the sum."""
    tree = (
        "x, w = Input(0.0), Parameter(0.3)\nAdd([Multiply([w, x]), Sigmoid([Multiply([Parameter(-0.7), Input(0.0)])])])"
    )
    trained, given = (from_code(tree, dict(vars(framework))) for _ in range(2))
    network = Trained(trained)
    for x, y in ((0.5, -1.0), (0.25, 2.0), (-1.5, 0.75)):
        assert network.ask([x, y]) == given.predict([x, y])
        network.learn(1.5)
        given.backward(1.5)
        assert repr(trained) == repr(given)
    shared = Trained(
        from_code("w = Parameter(2.0, learning_rate=0.125)\nb = Add([w, w])\nAdd([b, b])", dict(vars(framework)))
    )
    assert shared.ask([]) == 8.0
    shared.learn(1.0)
    assert shared.nodes[0].value == 2.0 - 4 * 0.125


def test_training_says_when_there_is_nothing_to_learn() -> None:
    playground = Playground()
    with pytest.raises(ValueError, match="3 inputs"):
        playground.begin("Add([Input(), Input(), Input()])", next(iter(TASKS)), 0.1)


def test_training_that_explodes_ends() -> None:
    playground = Playground()
    playground.begin("Add([Multiply([Parameter(0.5), Input(1.0)]), Parameter(0.1)])", "celsius", 50.0)
    assert playground.train()["loss"] is None


def test_every_exercise_has_steps() -> None:
    for stem in BY_STEM:
        source = (SKELETON / "backprop" / f"{stem}.py").read_text("utf-8")
        (page,) = Page().ask("steps", stem=stem, source=source, check="")
        assert page["kind"] == "page"


def test_streams_are_given_back(capsys: pytest.CaptureFixture[str]) -> None:
    Page().ask("run", source="print('inside')\n")
    print("outside")
    assert capsys.readouterr().out == "outside\n"
