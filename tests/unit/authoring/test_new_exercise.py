"""`grader new exercise`: names that cannot be, and files and entries that are written all or not at all."""

from __future__ import annotations

import importlib
import runpy
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.authoring import new_exercise
from grader.authoring.new_exercise import ENTRIES, FILES, NewExercise, NewExerciseError, named, write_exercise
from grader.cli import main
from grader.paths import KIT


def test_a_name_has_a_number_and_a_word() -> None:
    new = named("ex10_soft_plus")
    assert (new.number, new.word, new.stem, new.node) == (10, "soft_plus", "ex10_soft_plus", "SoftPlus")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "tanh",
            "'tanh' is no name of an exercise: write ex, a number, _ and a word in small letters, as in ex10_tanh",
        ),
        ("ex10", "is no name of an exercise"),
        ("ex010_tanh", "is no name of an exercise"),
        ("ex10_Tanh", "is no name of an exercise"),
        ("ex10_../x", "is no name of an exercise"),
        ("ex10_tanh\n", "is no name of an exercise"),
        ("ex3_caching", "ex3_caching exists already, in reference/ex3_caching.py"),
        ("ex3_tanh", "number 3 is that of ex3_caching: the next free one is 10"),
        ("ex9_tanh", "number 9 is that of capstone"),
        ("ex10_sigmoid", "its class would be Sigmoid, and there is one already"),
        ("ex10_softmax", "its class would be Softmax"),
        ("ex10_operation", "its class would be Operation"),
        ("ex10_none", "its class would be None"),
        ("ex10_square", "its class would be Square"),
    ],
)
def test_a_bad_name_is_one_line(name: str, said: str) -> None:
    with pytest.raises(NewExerciseError) as caught:
        named(name)
    assert said in str(caught.value)
    answer = CliRunner().invoke(main, ["new", "exercise", name])
    assert (answer.exit_code, answer.output) == (1, f"Error: {caught.value}\n")


def test_an_installed_kit_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("grader.commands.build"), "INSTALLED", True)
    answer = CliRunner().invoke(main, ["new", "exercise", "ex10_tanh"])
    assert answer.exit_code == 2
    assert "is an installed kit. Clone the kit's repository" in answer.output


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """The files of a checkout that get entries."""
    for where, _ in ENTRIES.values():
        (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(KIT / where, tmp_path / where)
    return tmp_path


NEW = NewExercise(12, "soft_plus")


def test_everything_is_written_in_its_place(kit: Path) -> None:
    written = write_exercise(NEW, kit)
    assert {path.as_posix() for path in written} == {
        *(where.format(stem="ex12_soft_plus") for where in FILES.values()),
        *(where for where, _ in ENTRIES.values()),
    }
    for path in written:
        text = (kit / path).read_text("utf-8")
        assert "$" not in text
        if path.suffix == ".py":
            compile(text, str(path), "exec")
    hints = (kit / "skeleton/checks/student/hints.py").read_text("utf-8")
    assert hints.count('    "ex12_soft_plus": ') == 2
    assert "SoftPlus" in runpy.run_path(str(kit / "skeleton/checks/law/node_types.py"))["NODE_TYPES"]


def test_a_second_one_goes_below_the_first(kit: Path) -> None:
    write_exercise(NEW, kit)
    write_exercise(NewExercise(13, "swish"), kit)
    text = (kit / "skeleton/checks/exercises.py").read_text("utf-8")
    assert -1 < text.index("ex7_multi_parent") < text.index("ex12_soft_plus") < text.index("ex13_swish")


@pytest.mark.parametrize("amiss", ["a file", "a line"])
def test_nothing_is_written_if_something_is_amiss(kit: Path, amiss: str) -> None:
    if amiss == "a file":
        (kit / "reference/lessons").mkdir(parents=True)
        (kit / "reference/lessons/ex12_soft_plus.md").write_text("mine")
        said = "reference/lessons/ex12_soft_plus.md exists already: move it away"
    else:
        listing = kit / "skeleton/checks/student/hints.py"
        listing.write_text(listing.read_text("utf-8").replace("# Hints to new exercises come above this line.", ""))
        said = "skeleton/checks/student/hints.py: the line '# Hints to new exercises come above this line.' is missing"
    before = {path: path.read_bytes() for path in kit.rglob("*") if path.is_file()}
    with pytest.raises(NewExerciseError, match=said):
        write_exercise(NEW, kit)
    assert {path: path.read_bytes() for path in kit.rglob("*") if path.is_file()} == before


def test_every_template_is_used() -> None:
    assert {path.stem for path in new_exercise.TEMPLATES.iterdir()} == {*FILES, *ENTRIES}
