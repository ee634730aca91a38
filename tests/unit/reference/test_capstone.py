"""The capstone: its cost, its place in the report, its demo, and `grader bench`."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from rich.console import Console

from backprop import losses
from checks.guest.call_counter import Calls
from checks.guest.loading import refuse_imports
from grader.benchmarks import framework as bench
from grader.benchmarks import networks
from grader.cli import main
from grader.grading.plan import Plan
from grader.grading.submission import grade
from grader.intake.files import read_submission
from grader.judge.trusted import importable, solved
from grader.paths import REFERENCE
from grader.record import BadgeEntry, SubmissionEntry
from grader.reports.console import remarks, show_submission
from tests.records import entry

capstone, ex8 = solved("capstone"), solved("ex8_unroll")


@pytest.mark.parametrize("unrolled", [False, True])
def test_train_model_prints_the_same(unrolled: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Unrolled or not: the losses at the same epochs, and the same parameters at the end, to the last bit."""
    root = networks.fahrenheit(capstone)
    root.compile()
    data = [([x], y) for (x, _), y in networks.points(30, lambda x, y: 2 * x)]
    with importable({"backprop.ex8_unroll": ex8}):
        capstone.train_model(root, losses.mse_loss, losses.mse_loss_grad, data, 30, 10, unrolled=unrolled)
    printed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Epoch ")]
    expected = networks.fahrenheit(capstone)
    for epoch in range(1, 31):
        loss = 0.0
        for x, y in data:
            p = expected.predict(x)
            loss += losses.mse_loss(y, p)
            expected.backward(losses.mse_loss_grad(y, p))
        if epoch % 10 == 0:
            assert printed.pop(0) == f"Epoch {epoch}: loss={loss / len(data)}"
    assert printed == []
    assert repr(root) == repr(expected)


def test_train_model_says_which_losses_it_can_unroll() -> None:
    """The message names a loss function that cannot be unrolled."""
    root = networks.fahrenheit(capstone)
    with importable({"backprop.ex8_unroll": ex8}), pytest.raises(ValueError, match="mse_loss_grad, bce_loss_grad"):
        capstone.train_model(root, losses.mse_loss, max, [], unrolled=True)


def test_cost_grows_with_the_number_of_edges() -> None:
    """op and grad once for each node that has one, on networks of a thousand and of ten thousand nodes."""
    for width, nodes in ((16, 979), (55, 9793)):
        calls = Calls()
        counting = SimpleNamespace(**{**vars(capstone), **calls.classes(vars(capstone))})
        root = networks.mlp(2, width, width, 1)(counting)
        root.compile()
        inner = sum(bool(node.children) for node in root.order)
        calls.clear()
        root.backward(root.predict([0.5, -0.25]))
        assert len(root.order) == nodes
        assert sum(calls.counts["op"].values()) == inner
        assert sum(calls.counts["grad"].values()) == inner
        assert sum(calls.counts["on_backward"].values()) == nodes


class Counted(float):
    """A number that counts the products it takes part in."""

    products = 0

    def __mul__(self, other: float) -> Counted:
        Counted.products += 1
        return Counted(float(self) * float(other))

    __rmul__ = __mul__


@pytest.mark.parametrize("kind", ["Multiply", "Softmax", "Output"])
def test_cost_of_one_node_grows_with_the_number_of_its_children(kind: str) -> None:
    """Not with its square, as in the given framework and in exercise 5: ten times the children, ten times the work."""
    products = []
    for size in (100, 1000):
        root = getattr(capstone, kind)([capstone.Parameter(Counted(1 + i / size)) for i in range(size)])
        root.compile()
        root.forward()
        Counted.products = 0
        root.backward(Counted(0.5) if kind == "Multiply" else [Counted(0.5)] * size)
        products.append(Counted.products)
    assert products[1] == pytest.approx(10 * products[0], rel=0.1)


def test_deeper_than_recursion() -> None:
    """Five thousand levels, forward and backward."""
    start = v = capstone.Parameter(1.0, learning_rate=0.5)
    for _ in range(5000):
        v = capstone.Add([v, capstone.Parameter(0.5, learning_rate=0.0)])
    v.compile()
    assert v.predict([]) == 2501.0
    v.backward(1.0)
    assert (start.value, v.forward()) == (0.5, 2500.5)


def graded(folder: Path, *stems: str) -> SubmissionEntry:
    """The entry for a submission that has these modules of the reference."""
    folder.mkdir()
    for stem in stems:
        shutil.copy(REFERENCE / f"{stem}.py", folder)
    return grade(read_submission(folder, "ada", 500_000), Plan(SEVEN))


SEVEN = tuple(path.stem for path in sorted(REFERENCE.glob("ex[1-7]*.py")))


def test_only_the_capstone_may_import_other_exercises() -> None:
    """Every other exercise stands alone."""
    text = "from backprop import ex3_caching"
    refuse_imports(text, "capstone.py", ("ex3_caching",))
    with pytest.raises(ImportError, match="ex3_caching"):
        refuse_imports(text, "ex7_multi_parent.py")


@pytest.mark.slow
def test_the_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It trains, says how well it went and draws it; on a stub it says what is missing."""
    monkeypatch.delitem(sys.modules, "backprop.spirals", raising=False)
    with importable({"backprop.capstone": capstone}):
        from backprop import spirals

        spirals.main(tmp_path / "spirals.png", epochs=25)
    assert "of 120 points are on the right arm" in capsys.readouterr().out
    monkeypatch.delitem(sys.modules, "backprop.spirals")
    monkeypatch.delattr("backprop.spirals")
    monkeypatch.delitem(sys.modules, "backprop.capstone", raising=False)
    monkeypatch.delattr("backprop.capstone", raising=False)  # another test may have left a solution there
    from backprop import spirals as unfinished

    with pytest.raises(SystemExit, match="is not done yet"):
        unfinished.main(tmp_path / "none.png")


def test_bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command measures, shows a table, writes JSON and sampling."""
    monkeypatch.setattr(bench, "LEAST", 0.0)
    monkeypatch.setattr(bench, "ROUNDS", 1)
    small = [task for task in networks.tasks() if task.by_hand]
    series = [
        networks.Task(f"MLP {n}", networks.mlp(2, n, 1), "mse", small[1].samples[:9], is_tree=False, growing=True)
        for n in (2, 4)
    ]
    monkeypatch.setattr(bench, "tasks", lambda: small + series)
    monkeypatch.setattr(bench, "published_runs", lambda: {"above y = x": {"seconds": 0.5, "predict([0, 0])": 0.25}})
    file, plot = tmp_path / "bench.json", tmp_path / "bench.svg"
    result = CliRunner().invoke(main, ["bench", "--framework", "--json", str(file), "--plot", str(plot)])
    assert result.exit_code == 0, result.output
    assert "by hand" in result.output
    figures = json.loads(file.read_text())
    for network in figures["networks"]:
        assert {"capstone", "unrolled"} <= set(network["microseconds"])
        assert all(time > 0 for time in network["microseconds"].values())
    for network in figures["networks"][:2]:
        assert {"naive", "by hand"} <= set(network["microseconds"])
    for network in figures["networks"][2:]:
        assert network["per edge"]["unrolled"] == network["microseconds"]["unrolled"] / network["edges"]
        assert network["a call for one sample"] > 0
    assert plot.read_text().startswith("<?xml")


def test_bench_used_wrongly() -> None:
    """Exit code 2 and one line that says what to do, before anything is measured."""
    result = CliRunner().invoke(main, ["bench", "--framework", "--json", "no/such/folder/x.json"])
    assert result.exit_code == 2
    assert "make it first" in result.output


def test_badges_in_the_terminal() -> None:
    """An earned badge is mentioned in the class's table, and each badge is shown with its checks."""
    badge = BadgeEntry("capstone", "capstone.py", "1", 7.0, 7.0, [], earned=True)
    terminal = Console(record=True, width=100)
    show_submission(entry("ada", [], badges=[badge, replace(badge, id="ex8_unroll", earned=False)]), terminal)
    text = terminal.export_text()
    assert "capstone  7 / 7, a badge, earned" in text
    assert "ex8_unroll  7 / 7, a badge, not earned yet" in text
    assert remarks(entry("ada", [], badges=[badge])) == ["badge: capstone"]
