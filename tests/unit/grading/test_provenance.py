"""The fingerprint moves with everything that decides a grade, and with nothing else."""

from __future__ import annotations

import platform
import shutil
from pathlib import Path

import hypothesis
import pytest

from grader.course import registry, sources
from grader.grading import provenance
from grader.paths import GRADER, REFERENCE, SKELETON

DECIDES = [
    "skeleton/checks/test_ex3_caching.py",
    "skeleton/checks/exercises.py",
    "skeleton/checks/law/oracle.py",
    "skeleton/checks/model/scenario.py",
    "skeleton/checks/guest/interpreter.py",
    "skeleton/checks/explain/messages.py",
    "skeleton/backprop/framework.py",
    "skeleton/backprop/losses.py",
    "skeleton/backprop/ex4_macros.py",
    "grader/hidden/test_ex3_caching.py",
    "grader/judge/bank/examples.py",
    "grader/judge/subject.py",
    "grader/diagnosis/matching.py",
    "grader/misconceptions/ex3_caching/changes.py",
    "grader/sandbox/seccomp.py",
    "grader/guest/worker.py",
    "grader/course/limits.py",
    "grader/grading/submission.py",
    "grader/intake/files.py",
    "grader/record.py",
    "grader/whole_file.py",
    "grader/api.py",
    "reference/ex3_caching.py",
]
DOES_NOT = [
    "skeleton/checks/student/scoreboard.py",
    "skeleton/checks/notebook.py",
    "skeleton/checks/github.py",
    "skeleton/checks/github_page.py",
    "skeleton/checks/plugin.py",
    "skeleton/checks/explain/drawing.py",
    "skeleton/backprop/plots.py",
    "grader/reports/console.py",
    "grader/reports/html/charts.py",
    "grader/benchmarks/growth.py",
    "grader/commands/grade.py",
    "grader/push/hook.py",
    "grader/site/build.py",
    "grader/nbgrader/judge.py",
    "grader/selftest/kill_matrix.py",
    "grader/authoring/release.py",
    "grader/grading/diff.py",
    "grader/cli.py",
    "reference/right_solutions/ex1_by_hand/new.py",
]
CHECKS = ("skeleton/checks/test_ex3_caching.py", "grader/hidden/test_ex3_caching.py")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the kit's code."""
    kit = tmp_path_factory.mktemp("kit")
    for folder in (SKELETON, GRADER, REFERENCE):
        shutil.copytree(folder, kit / folder.name, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    return kit


@pytest.fixture
def kit(copied: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy, of which the fingerprints are taken now."""
    for name in ("SKELETON", "GRADER", "REFERENCE"):
        monkeypatch.setattr(sources, name, copied / name.lower())
    return copied


def fingerprints() -> tuple[str, str]:
    """The fingerprint of all that decides a grade, and that of the part without the checks."""
    sources.sources.cache_clear()
    sources.deciding.cache_clear()
    try:
        return sources.deciding(), sources.sources()
    finally:
        sources.sources.cache_clear()
        sources.deciding.cache_clear()


def edited(file: Path) -> tuple[bool, bool]:
    """Which of the two fingerprints move when a line is added to the file."""
    before = fingerprints()
    there = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes((there or b"") + b"\n# edited\n")
    after = fingerprints()
    file.unlink() if there is None else file.write_bytes(there)
    assert fingerprints() == before
    return after[0] != before[0], after[1] != before[1]


@pytest.mark.parametrize("name", DECIDES)
def test_moves_with_what_decides(kit: Path, name: str) -> None:
    """`sources` leaves out the checks, which have fingerprints of their own."""
    assert (kit / name).is_file()
    assert edited(kit / name) == (True, name not in CHECKS)


@pytest.mark.parametrize("name", DOES_NOT)
def test_does_not_move_with_what_does_not(kit: Path, name: str) -> None:
    assert edited(kit / name) == (False, False)


@pytest.mark.parametrize(
    "folder",
    ["grader/judge", "grader/sandbox", "skeleton/checks/law", "grader/misconceptions/ex1_by_hand/solutions"],
)
def test_moves_with_a_new_file(kit: Path, folder: str) -> None:
    """A new file counts without being added to a list."""
    assert edited(kit / folder / "brand_new.py") == (True, True)


@pytest.mark.parametrize(("module", "name"), [(platform, "python_version"), (hypothesis, "__version__")])
def test_moves_with_the_versions(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
    """The versions of Python and of Hypothesis count."""
    before = fingerprints()
    monkeypatch.setattr(module, name, (lambda: "3.1.4") if name == "python_version" else "1.0")
    after = fingerprints()
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_every_room_of_the_grader_is_decided_on() -> None:
    """Every room is in one of the two lists, so that a new one needs a decision."""
    rooms = {path.name for path in GRADER.iterdir() if (path / "__init__.py").is_file()}
    does_not = {name.split("/")[1] for name in DOES_NOT if name.startswith("grader/")}
    assert rooms - set(sources.FOLDERS["grader"]) - {"hidden"} <= does_not


def check_fingerprints(stem: str) -> dict[str, str]:
    return {check.id.partition("::")[2]: provenance.check_fingerprint(check) for check in registry.all_checks(stem)}


HELPER = "def check_backward("


def moved_by(kit: Path, old: str, new: str) -> set[str]:
    """The checks of an exercise whose fingerprint moves when the module of its visible checks is changed."""
    file = kit / "skeleton/checks/test_ex5_outputs.py"
    text = file.read_text(encoding="utf-8")
    assert old in text
    before = check_fingerprints("ex5_outputs")
    file.write_text(text.replace(old, new), encoding="utf-8")
    after = check_fingerprints("ex5_outputs")
    file.write_text(text, encoding="utf-8")
    return {name for name in before if before[name] != after[name]}


def test_a_comment_outside_moves_no_check(kit: Path) -> None:
    assert moved_by(kit, HELPER, f"# another one\n{HELPER}") == set()


def test_a_helper_moves_the_checks_that_use_it(kit: Path) -> None:
    """A helper counts for the checks that use it, visible and hidden, and for no other."""
    moved = moved_by(kit, HELPER, "def check_backward(*_: object, ")
    assert {"output_backward", "softmax_backward", "many_classes"} <= moved
    assert "softmax_values" not in moved


def test_a_helper_of_a_helper_counts_too(kit: Path) -> None:
    assert "output_backward" in moved_by(kit, "def received_once(", "def received_once(*_: object, ")


def test_own_code_is_complete_and_no_more() -> None:
    """A check's code includes its helpers and theirs, but not its neighbours."""
    code = "\n".join(provenance.own_code("checks.test_ex5_outputs", {"test_output_backward"}))
    assert "def test_output_backward" in code
    assert "def check_backward" in code
    assert "def received_once" in code
    assert "def test_softmax_values" not in code
