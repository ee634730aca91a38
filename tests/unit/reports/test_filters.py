"""What the class page can be filtered by, clusters of similar solutions, and two of them side by side."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from grader.intake.people import Person
from grader.intake.roster import RosterRow
from grader.paths import SKELETON
from grader.private import read_key
from grader.reports import files
from grader.reports.fingerprints import lines_of_symbols, symbols
from grader.reports.html import figures
from grader.reports.html.comparison import comparison, lines
from grader.reports.html.facets import as_script, facets
from grader.reports.platforms import place_of
from grader.reports.similarity import Cluster, Pair, Similarity, compare
from tests.hostile_class import HOSTILE, entry, whole, write_folder
from tests.records import typed

STEM = "ex2_compile"
GIVEN = (SKELETON / "backprop" / f"{STEM}.py").read_text("utf-8")


def test_facets_say_who_is_meant(tmp_path: Path) -> None:
    write_folder(tmp_path)
    record = typed(whole([entry(tmp_path, name, place) for place, name in enumerate(HOSTILE)]))
    entries = list(record.submissions)
    row = RosterRow("x", email="x@uni.example", section="A </script>")
    checks, mistakes = figures.checks(record), figures.misconceptions(record)
    found = facets(entries, checks, mistakes, [], {place_of(entries[0]): Person(row)})
    for at, one in enumerate(entries):
        ended = [check.status for exercise in one.exercises for check in exercise.checks]
        assert [found["letters"][letter] for letter in found["ended"][at]] == ended
        assert len(ended) == len(found["checks"])
    assert found["review"] == [0]
    assert {name: one["students"] for name, one in found["mistakes"].items()} == {
        one.id: list(one.students) for one in mistakes
    }
    # All of them are in one folder here, so all are this person.
    assert found["sections"] == ["A </script>"] * len(entries)
    assert found["emails"] == ["x@uni.example"] * len(entries)
    alike = Cluster(STEM, ((HOSTILE[2], HOSTILE[0]), (HOSTILE[3],)), ())
    (group,) = facets(entries, checks, mistakes, [alike], {})["clusters"].values()
    assert sorted(group["students"]) == [0, 2, 3]
    assert facets(entries, checks, mistakes, [alike], {})["emails"] == [""] * len(entries)


def test_facets_cannot_end_the_script() -> None:
    data = {"a": "</script><!-- & <script>"}
    text = str(as_script(data))
    assert not set("<>&") & set(text)
    assert json.loads(text) == data


def pair(first: str, second: str, share: float, stem: str = STEM) -> Pair:
    return Pair(stem, tuple(first), tuple(second), share)


def test_clusters_join_what_is_alike_by_way_of_others() -> None:
    similar = Similarity(
        same=[(STEM, ("a", "b")), (STEM, ("x", "y"))],
        pairs=[pair("ab", "c", 0.9), pair("c", "d", 0.8), pair("e", "f", 0.7), pair("a", "g", 0.7, "ex3_caching")],
    )
    found = [(one.stem, one.students, one.pairs) for one in similar.clusters()]
    assert found == [
        (STEM, ["a", "b", "c", "d"], (0, 1)),
        (STEM, ["e", "f"], (2,)),
        (STEM, ["x", "y"], ()),
        ("ex3_caching", ["a", "g"], (3,)),
    ]


SOLUTION = GIVEN.replace(
    '        raise NotImplementedError("Exercise 2")',
    """        found = []
        waiting = [self]
        while waiting:
            node = waiting.pop(0)
            for child in node.children:
                if isinstance(child, Input) and child not in found:
                    found.append(child)
                elif isinstance(child, Operation):
                    waiting.append(child)
        self.inputs = [node for node in found if node is not None]""",
    1,
)


def test_a_pair_side_by_side() -> None:
    """What was given is grey; what is alike is marked, whatever the names; what is one's own is neither."""
    other = SOLUTION.replace("waiting", "queue").replace("found", "result") + "\n\nmine = {1: 'only', 2: 'here'}\n"
    (found,) = compare({STEM: {"ada": SOLUTION, "ben": other}}).pairs
    assert found.share == 1
    for text, alike in zip(found.texts, found.alike, strict=True):
        sorts = {line.text.strip(): line.sort for line in lines(STEM, text, alike)}
        assert sorts["from backprop import framework"] == "given"
        assert sorts[""] == "given"
        middle = "node = queue.pop(0)" if "queue" in text else "node = waiting.pop(0)"
        assert sorts[middle] == "alike"
        if "mine" in text:
            assert sorts["mine = {1: 'only', 2: 'here'}"] == "own"
        assert [line.number for line in lines(STEM, text, alike)] == list(range(1, len(text.splitlines()) + 1))


def test_a_symbol_is_in_its_line_whatever_gaps_there_are() -> None:
    """Long gaps are short to the lexer, and empty lines at the top are none."""
    blank = "\n" * 100
    for code in ("\n\na = 1\nb = 2\n", f"a = 1{blank}b = 2", f"{blank}a = 1{' ' * 90}\n\n'x'\nb = 2\n"):
        where = dict(zip(symbols(code), lines_of_symbols(code), strict=True))
        for digit in "12":
            assert where[digit] == next(k for k, line in enumerate(code.split("\n"), start=1) if digit in line)


def test_a_comparison_escapes_what_students_write() -> None:
    hostile = Pair(STEM, ("<b>",), ("ben",), 1.0, ("</code><script>", "x = 1\r\ny"), (frozenset({1}), frozenset()))
    html = comparison(hostile)
    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;/code&gt;&lt;script&gt;" in html


def test_the_key_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "key"
    key = read_key(file, make=True)
    assert read_key(file, make=True) == read_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(key) == 32


@pytest.mark.parametrize(("content", "said"), [("no key", "got something else"), ("abcd", "got something else")])
def test_what_is_no_key_is_said_before_the_grading(tmp_path: Path, content: str, said: str) -> None:
    chosen: dict[str, Any] = dict.fromkeys([*files.RENDERERS, *files.PLATFORMS, "github", "html", *files.WITH_KEY])
    key = tmp_path / "student-pages.key"
    key.write_text(content)
    assert files.problem(chosen, 1, {}, key) == ""  # no form needs it
    assert said in files.problem({**chosen, "student_html": tmp_path / "pages"}, 1, {}, key)
    missing = tmp_path / "none" / "student-pages.key"
    assert "a folder to make it in" in files.problem({**chosen, "feedback": tmp_path / "f.zip"}, 1, {}, missing)


def test_the_key_lies_beside_the_course() -> None:
    assert files.page_key(Path("courses/a.toml")) == Path("courses/student-pages.key")
    assert files.page_key(None) == Path("student-pages.key")
