"""Each sentence of a contract is a clause or listed as one that promises nothing, and what does not fit is told."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from checks.exercises import BY_STEM
from grader.course import registry
from grader.misconceptions import catalogue
from grader.selftest.clauses import ClauseError, clauses, read_clauses, unknown
from grader.selftest.sentences import contract, split

TEXTS = ["It is quick.", "It is right.", "It returns nothing.", ">>> f()\n3"]
RIGHT = """
silent = ["It is quick."]
[clauses]
"3.1" = ["It is right.", "It returns"]
"3.2" = ">>> f()"
"""


@pytest.mark.parametrize("stem", BY_STEM)
def test_every_sentence_is_listed(stem: str) -> None:
    assert len(clauses(stem)) >= 5


@pytest.mark.parametrize("stem", BY_STEM)
def test_checks_and_misconceptions_name_clauses_that_exist(stem: str) -> None:
    for check in registry.all_checks(stem):
        assert unknown(stem, check.clauses) == [], check.id
    for misconception in catalogue.misconceptions(stem):
        assert misconception.clauses and unknown(stem, misconception.clauses) == [], misconception.id


def read(tmp_path: Path, text: str) -> dict[str, str]:
    path = tmp_path / "ex3_caching.toml"
    path.write_text(text, encoding="utf-8")
    return read_clauses(path, 3, TEXTS)


def test_a_right_file(tmp_path: Path) -> None:
    """A clause may be stated in several sentences."""
    assert read(tmp_path, RIGHT) == {"3.1": "It is right. It returns nothing.", "3.2": ">>> f()\n3"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"3.2"', '"4.2"', r"'4\.2' is no number of a clause of exercise 3: write 3\.1, 3\.2, \.\.\."),
        ('"3.2"', '"3.02"', r"'3\.02' is no number"),
        ("It returns", "It brings", r"clause 3\.1: no sentence of the text or of a docstring begins 'It brings'"),
        ("It returns", "It", r"clause 3\.1: more than one sentence begins 'It': give more of its words"),
        ("It returns", "It is quick", r"silent: 'It is quick\.' is clause 3\.1 already: list it once"),
        ('"It is quick."', "", r"the sentence 'It is quick\.' has no number: .* or list it as silent"),
        ('silent = ["It is quick."]', "silent = 3", "must have a list `silent` and a table"),
        ("silent", "quiet", "must have a list `silent` and a table"),
        ('">>> f()"', "3", "is the first words of a sentence, or a list of such texts"),
        ('">>> f()"', '""', "is the first words of a sentence, or a list of such texts"),
        ("[clauses]", "[clauses", "is no TOML"),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    """The error names the file, the clause, and what to do."""
    assert old in RIGHT
    with pytest.raises(ClauseError, match=message) as caught:
        read(tmp_path, RIGHT.replace(old, new))
    assert "ex3_caching.toml" in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ClauseError, match=r"none\.toml does not exist: number the sentences"):
        read_clauses(tmp_path / "none.toml", 3, TEXTS)


def test_unknown_numbers_are_listed() -> None:
    assert unknown("ex3_caching", ("3.1", "3.99", "4.1")) == ["3.99", "4.1"]


MARKDOWN = """
Edit it (please!). `f` is
- x. Is it?

## A list

1. one: two
   three. Four
2. five

    >>> f()
    3

| a | b |
|---|---|

## To think about

Why?

## And more

Done."""


def test_a_text_is_cut_into_sentences() -> None:
    """Items of a list have sentences; a table and a block of code are one; headings and questions are left out."""
    assert split(MARKDOWN) == [
        *("Edit it (please!).", "`f` is - x.", "Is it?", "one: two three.", "Four", "five", ">>> f()\n3"),
        *("| a | b |\n|---|---|", "Done."),
    ]


MODULE = '''
"""A story.

## Your task

Do it."""
class A:
    "Has f."
    def f(self):
        "Is 3."
'''


def test_a_contract_is_the_task_and_the_docstrings() -> None:
    found = contract(ast.parse(MODULE))
    assert [(s.place, s.text) for s in found] == [("text", "Do it."), ("A", "Has f."), ("A.f", "Is 3.")]
