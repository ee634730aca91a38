"""The catalogue of misconceptions: complete, readable, and in step with the reference."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

from checks.exercises import BY_STEM, EXERCISES
from grader.misconceptions import catalogue
from grader.misconceptions.model import Change, ChangeError, Misconception, Severity, wrong, wrong_solution
from grader.misconceptions.solutions import HeaderError, read_solutions

STEMS = [exercise.stem for exercise in EXERCISES]


@pytest.mark.parametrize("stem", STEMS)
def test_there_are_enough(stem: str) -> None:
    """At least twelve wrong solutions and four right ones for each exercise."""
    assert len(catalogue.misconceptions(stem)) >= 12
    assert len(catalogue.right_solutions(stem)) >= 4


@pytest.mark.parametrize("stem", BY_STEM)
def test_every_theme_is_in_the_catalogue(stem: str) -> None:
    """Each folder lists all of its modules, as others would not be used. Whole solutions are found by themselves."""
    package = importlib.import_module(f"grader.misconceptions.{stem}")
    themes = [
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
        if module.name != "pieces"
    ]
    found = [m.id for theme in themes for m in theme.MISCONCEPTIONS]
    assert sorted(found) == sorted(m.id for m in catalogue.misconceptions(stem) if m.changes)


@pytest.mark.parametrize("stem", STEMS)
def test_each_has_an_id_a_name_and_an_explanation_of_its_own(stem: str) -> None:
    """The id is a name, the name one line without a full stop, the explanation more than that."""
    found = catalogue.misconceptions(stem)
    assert len({m.id for m in found}) == len(found)
    for text in ("name", "explanation"):
        families: dict[str, str] = {}
        for m in found:  # only who is of the same family may have the same words
            assert families.setdefault(getattr(m, text), m.family or m.id) == (m.family or m.id), m.id
    for m in found:
        assert m.id.isidentifier(), m.id
        assert 10 < len(m.name) < 110 and not m.name.endswith("."), m.id
        assert len(m.explanation) > 30, m.id


@pytest.mark.parametrize("stem", STEMS)
def test_each_changes_the_reference_in_its_own_way(stem: str) -> None:
    """Every change still fits the reference, and no two misconceptions are the same code."""
    texts = catalogue.wrong_solutions(stem)
    assert len({catalogue.reference(stem), *texts.values()}) == len(texts) + 1
    for name, text in texts.items():
        compile(text, name, "exec")


def changed(*changes: Change) -> Misconception:
    return wrong("lost", "", "", *changes, severity=Severity.SLIP, clauses=("1.1",))


SOURCE = "def f(x):\n    y = x\n\n    return y\n"


def test_a_change_takes_over_the_indentation() -> None:
    """A change of whole lines or of parts of a line keeps the indentation."""
    lines = wrong_solution(changed(("y = x\n\nreturn y", "if x:\n    return 1\nreturn 2")), SOURCE)
    assert lines == "def f(x):\n    if x:\n        return 1\n    return 2\n"
    assert wrong_solution(changed(("return y", "return 1")), SOURCE) == SOURCE.replace("return y", "return 1")


@pytest.mark.parametrize("piece", ["z = x", "y", "y = x\nreturn y"])
def test_a_change_that_does_not_fit_exactly_once_is_an_error(piece: str) -> None:
    """Not there, or there twice: the error names the misconception and the piece."""
    with pytest.raises(ChangeError, match=r"misconception lost: its piece .* must occur once") as caught:
        wrong_solution(changed((piece, "pass")), SOURCE)
    assert piece in str(caught.value)


HEADER = """\
# name: returns nothing at all
# explanation: Look at the last line.
#   What is missing there?
# severity: does not work
# clauses: 1.1, 1.3
# family: no return
# hidden_only: yes
def f(x):
    # name: no header any more
    pass
"""


def read(tmp_path: Path, text: str) -> None:
    (tmp_path / "no_return.py").write_text(text, encoding="utf-8")
    (found,) = read_solutions(tmp_path)
    assert (
        found.id,
        found.name,
        found.explanation,
        found.severity,
        found.clauses,
        found.family,
        found.hidden_only,
    ) == (
        "no_return",
        "returns nothing at all",
        "Look at the last line. What is missing there?",
        Severity.DOES_NOT_WORK,
        ("1.1", "1.3"),
        "no return",
        True,
    )
    assert wrong_solution(found, SOURCE) == found.solution == text


def test_a_whole_solution_says_what_it_is_about(tmp_path: Path) -> None:
    read(tmp_path, HEADER)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# name: returns nothing at all\n", "", "lack '# name: ...'"),
        ("# explanation:", "# explained:", "lack '# explanation: ...'"),
        ("does not work", "bad", "the severity is 'bad', but must be one of slip, misunderstanding, does not work"),
        ("# clauses: 1.1, 1.3", "# clauses: ", "lack '# clauses: ...'"),
        ("# family", "# familiy", "'# familiy: ...' is not known, only name, "),
        ("hidden_only: yes", "hidden_only: no", "'# hidden_only: no' must be 'yes', or be left out"),
        ("# family: no return", "# name: again", "'# name: ...' is there twice"),
        ("# name", "\n# name", "lack '# name: ...'"),
    ],
)
def test_a_header_that_is_not_right_is_an_error(tmp_path: Path, old: str, new: str, message: str) -> None:
    """The error names the file, and what is missing."""
    assert old in HEADER
    with pytest.raises(HeaderError) as caught:
        read(tmp_path, HEADER.replace(old, new, 1))
    assert message in str(caught.value) and "no_return.py" in str(caught.value)
