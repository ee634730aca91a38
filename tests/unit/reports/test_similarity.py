"""Similarity: copies are found, common code is ignored, and a large class takes a reasonable time."""

from __future__ import annotations

import numpy as np
import pytest

from grader.paths import REFERENCE, SKELETON
from grader.reports import fingerprints as fingerprints_of
from grader.reports import similarity
from grader.reports.fingerprints import BASE, K, covered, fingerprints, symbols
from grader.reports.similarity import compare

STEM = "ex3_caching"
GIVEN = (SKELETON / "backprop" / f"{STEM}.py").read_text()
SOLVED = (REFERENCE / f"{STEM}.py").read_text()


def solution(seed: int) -> str:
    """Code that shares next to nothing with that of another seed."""
    words = [f"{(seed * 7919 + k * 104729) % 99991}" for k in range(40)]
    return GIVEN + "".join(
        f"\nTABLE[{a}] = {b} + {a}[{b}:{a}] * {b}\n" for a, b in zip(words[::2], words[1::2], strict=True)
    )


def test_copy_with_other_names_and_comments() -> None:
    """Copies with other names are found; a different solution is in no pair."""
    renamed = "# my own work\n" + SOLVED.replace("value", "wert").replace("child", "kind")
    found = compare({STEM: {"ada": SOLVED, "bob": renamed, "eve": solution(1)}})
    (pair,) = found.pairs
    assert (pair.first, pair.second) == (("ada",), ("bob",))
    assert pair.share > 0.8
    assert found.same == []


def test_given_code_is_subtracted() -> None:
    """A submission that is hardly more than the stub is similar to no other."""
    found = compare({STEM: {"ada": GIVEN, "bob": GIVEN, "eve": GIVEN + "\nx = 1\n", "kim": GIVEN + "\ny = 2\n"}})
    assert (found.pairs, found.same, found.compared) == ([], [], 0)
    assert "2 not, for they have next to nothing of their own" in found.sentence


def test_the_same_text_is_one() -> None:
    """Students with the very same file are named together, and compared as one."""
    found = compare({STEM: {"bob": SOLVED, "ada": SOLVED, "eve": solution(2)}})
    assert found.same == [(STEM, ("ada", "bob"))]
    assert found.pairs == []
    assert (found.files, found.texts) == (3, 2)


def test_what_everybody_has_says_nothing() -> None:
    """Code that everybody has, from a lecture for instance, does not make a hundred pairs."""
    students = {f"student-{k}": f"{SOLVED}\nOWN = {k}\n" for k in range(30)}
    assert compare({STEM: students}).pairs == []


def test_large_class_with_a_limit_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """All pairs of a large class are counted, and the most similar ones listed."""
    monkeypatch.setattr(similarity, "MOST", 10)
    found = compare({STEM: {f"s{k:03}": solution(k // 3) + f"\nown_{k} = [{k}, {k}]\n" for k in range(60)}})
    assert found.compared == 60
    assert found.found >= 60
    assert len(found.pairs) == 10
    assert "the 10 most similar are listed" in found.sentence
    assert all(int(p.first[0][1:]) // 3 == int(p.second[0][1:]) // 3 for p in found.pairs)


def test_symbols_say_nothing_of_names_comments_and_spaces() -> None:
    """Names of Python itself, numbers and operators stay."""
    one = 'def f(x):\n    """Twice."""\n    return len(x) * 2  # twice\n'
    other = 'def  double(values) :\n  """The double."""\n\n  return len( values )*2\n'
    assert symbols(one) == symbols(other) == "defN(N):Sreturnlen(N)*2"


def test_fingerprints_are_those_of_every_process() -> None:
    """Fingerprints do not depend on Python's hashes of strings, which differ between runs."""
    code = "x = 1\n" * 10
    expected = [
        sum(ord(one) * pow(BASE, place, 2**64) for place, one in enumerate(symbols(code)[at : at + K])) % 2**64
        for at in range(len(symbols(code)) - K + 1)
    ]
    assert fingerprints(code).tolist() == expected
    assert fingerprints("x = 1\n").tolist() == []


@pytest.mark.parametrize(
    ("chosen", "symbols_covered"), [([0, 0, 0], 0), ([1, 0, 0], K), ([1, 1, 0], K + 1), ([1] + [0] * K + [1], 2 * K)]
)
def test_what_fingerprints_cover_is_counted_once(chosen: list[int], symbols_covered: int) -> None:
    assert covered(np.array(chosen, dtype=bool)) == symbols_covered


@pytest.mark.parametrize("gap", [" \n", "\t", " ", "\u2028", "\x0b\n"])
def test_a_long_gap_is_read_in_one_pass(gap: str) -> None:
    """The lexer tries what it may be from each of its characters: 50,000 of them took half a minute."""
    assert symbols(f"match x:\n    y = 1;{gap * 25_000}z = 2") == symbols("match x:\n    y = 1; z = 2")


HOSTILE = ["(", ".", "@", "\x00", '"%(', '"{', ">>> ", "\\\n", "é", "a\u0301", "0_", 'f"{', "\x0b", "\u2028", "x = 1; "]


def test_text_that_is_no_code_is_compared_all_the_same() -> None:
    """Whatever a student hands in, the others of the class get their page."""
    texts = {f"s{k}": part * (8_000 // len(part)) for k, part in enumerate(HOSTILE)}
    found = compare(
        {STEM: {**texts, "ada": SOLVED, "bob": "# mine\n" + SOLVED, **{f"t{k}": texts[k] + "\nx\n" for k in texts}}}
    )
    assert (("ada",), ("bob",)) in [(pair.first, pair.second) for pair in found.pairs]
    assert found.files == 2 * len(HOSTILE) + 2


def test_a_text_in_many_pairs_is_read_closely_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    before = fingerprints_of.lines_of_symbols
    monkeypatch.setattr(similarity, "lines_of_symbols", lambda text: read.append(text) or before(text))
    found = compare({STEM: {f"s{k}": solution(1) + f"\nown_{k} = [{k}, {k}]\n" for k in range(4)}})
    assert len(found.pairs) == 6
    assert len(read) == 4
