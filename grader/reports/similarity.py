"""Finds similar solutions in a class, without counting the given code. It shows where to look, and accuses nobody.

A thousand students make half a million pairs for each exercise. All pairs are compared by the number of fingerprints
that they share, the most similar ones then symbol by symbol.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from checks.exercises import BY_STEM
from grader.paths import SKELETON
from grader.reports.fingerprints import Hashes, cover, covered, fingerprints, lines_of_symbols

EVERYBODY = 0.1
"""A fingerprint in more than this share of an exercise's different solutions is ignored: it does not make two of them
similar."""

FEW = 4
"""A fingerprint in this number of solutions or fewer always counts: in a small class, that is more than `EVERYBODY`."""

ENOUGH = 40
"""Number of fingerprints that must remain for a solution to be compared. Shorter code is alike by chance."""

ALIKE = 0.6
"""The share of one of the two solutions that must be found in the other one."""

MOST = 100
"""Number of pairs compared closely and reported: those with the largest share of common fingerprints."""

LARGEST = 50_000
"""Characters. A longer file is no solution of these exercises, and slow to read."""

COLUMNS = 4096
"""Fingerprints counted at once. This bounds the memory for a class of any size."""


@dataclass(frozen=True)
class Pair:
    """Two groups of students with similar solutions; within a group, the texts are identical."""

    stem: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    share: float
    """The share of one solution that is found in the other, from 0 to 1; the larger of the two shares."""

    texts: tuple[str, str] = ("", "")
    alike: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
    """For each of the two the numbers of the lines that are found in the other."""


@dataclass(frozen=True)
class Cluster:
    """Students whose solutions are alike, directly or by way of others."""

    stem: str
    groups: tuple[tuple[str, ...], ...]
    """The students; within a group, the texts are identical."""

    pairs: tuple[int, ...]
    """The pairs among them, by their places in `Similarity.pairs`."""

    @property
    def id(self) -> str:
        """A name for an address: the exercise and the first student."""
        return f"{self.stem}::{self.students[0]}"

    @property
    def students(self) -> list[str]:
        return sorted(student for group in self.groups for student in group)


@dataclass
class Similarity:
    """The similar solutions of a class, and the number of solutions compared."""

    same: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Exercise, and students whose files are identical."""

    pairs: list[Pair] = field(default_factory=list)
    files: int = 0
    texts: int = 0
    compared: int = 0
    found: int = 0

    def clusters(self) -> list[Cluster]:
        """Put together what is alike, the largest clusters first."""
        of: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = {
            (stem, group): {group} for stem, group in self.same
        }
        for pair in self.pairs:
            joined = of.get((pair.stem, pair.first), {pair.first}) | of.get((pair.stem, pair.second), {pair.second})
            of |= {(pair.stem, group): joined for group in joined}
        different = {(stem, tuple(sorted(groups))) for (stem, _), groups in of.items()}
        found = [
            Cluster(stem, groups, tuple(k for k, p in enumerate(self.pairs) if p.stem == stem and p.first in groups))
            for stem, groups in different
        ]
        return sorted(found, key=lambda one: (-len(one.students), one.stem, one.groups))

    @property
    def sentence(self) -> str:
        """What was compared, so that a reader knows what cannot be in the list."""
        left_out = self.texts - self.compared
        return (
            f"{self.files} files were read, exercise by exercise. They hold {self.texts} different texts; "
            f"{self.compared} of them were compared, each with every other one of its exercise"
            + (f", and {left_out} not, for they have next to nothing of their own or are very long" if left_out else "")
            + f". Before that, the skeleton's code and whatever more than {EVERYBODY:.0%} of the class wrote alike was "
            f"taken out. {self.found} pairs are alike in at least {ALIKE:.0%}"
            + (f"; the {len(self.pairs)} most similar are listed." if self.found > len(self.pairs) else ".")
        )


@dataclass(frozen=True)
class _Candidate:
    """A pair to compare closely, and the fingerprints that do not count."""

    share: float
    stem: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    texts: tuple[str, str]
    usual: Hashes

    def pair(self, read: Callable[[str], _Text]) -> Pair:
        """Compare the two by symbols. Fingerprints overlap, so a share of them is not a share of the code."""
        one, other = (read(text) for text in self.texts)
        share = max(_found(*two, self.usual) for two in ((one.hashes, other.hashes), (other.hashes, one.hashes)))
        alike = (_lines(one, other.hashes, self.usual), _lines(other, one.hashes, self.usual))
        return Pair(self.stem, self.first, self.second, share, self.texts, alike)


@dataclass(frozen=True)
class _Text:
    """A solution as it is compared closely."""

    hashes: Hashes
    lines: NDArray[np.int64]
    """The number of the line of each symbol."""

    @staticmethod
    def of(text: str) -> _Text:
        lines = lines_of_symbols(text.replace("\r\n", "\n").replace("\r", "\n"))
        return _Text(fingerprints(text), np.array(lines, dtype=np.int64))


def compare(classes: Mapping[str, Mapping[str, str]]) -> Similarity:
    """Compare the solutions of each exercise.

    Args:
        classes: Exercise -> student -> the text of the student's file.

    Returns:
        The pairs, the most similar first, and the identical files.
    """
    result = Similarity()
    candidates = [one for stem in sorted(classes) for one in _compare_exercise(stem, classes[stem], result)]
    result.found = len(candidates)
    candidates.sort(key=lambda one: (-one.share, one.stem, one.first, one.second))
    read = cache(_Text.of)  # a text that many have is in many pairs
    result.pairs = [one.pair(read) for one in candidates[:MOST]]
    result.pairs.sort(key=lambda pair: (-pair.share, pair.stem, pair.first, pair.second))
    return result


def _compare_exercise(stem: str, texts: Mapping[str, str], result: Similarity) -> list[_Candidate]:
    given = (SKELETON / BY_STEM[stem].file).read_text(encoding="utf-8")
    groups: dict[str, list[str]] = defaultdict(list)
    for student in sorted(texts):
        groups[texts[student]].append(student)
    untouched = groups.pop(given, [])
    result.files += len(texts) - len(untouched)
    result.texts += len(groups)
    result.same += [(stem, tuple(students)) for students in groups.values() if len(students) > 1]

    short = [text for text in groups if len(text) <= LARGEST]
    found = [np.unique(fingerprints(text)) for text in short]
    usual = np.union1d(fingerprints(given), _common(found))
    own = {text: np.setdiff1d(hashes, usual) for text, hashes in zip(short, found, strict=True)}
    compared = [text for text in short if len(own[text]) >= ENOUGH]
    result.compared += len(compared)
    return [
        _Candidate(share, stem, tuple(groups[first]), tuple(groups[second]), (first, second), usual)
        for share, i, j in _shares([own[text] for text in compared])
        for first, second in [(compared[i], compared[j])]
    ]


def _found(one: Hashes, other: Hashes, usual: Hashes) -> float:
    """Return the share of the symbols of `one`, without the usual code, that is found in `other`."""
    own = ~np.isin(one, usual)
    return covered(own & np.isin(one, other)) / covered(own)


def _lines(text: _Text, other: Hashes, usual: Hashes) -> frozenset[int]:
    """List the lines of a text most of whose symbols are found in `other`."""
    inside = cover(np.isin(text.hashes, other) & ~np.isin(text.hashes, usual))
    lines = text.lines
    whole, shared = np.bincount(lines), np.bincount(lines[inside], minlength=int(lines.max()) + 1)
    return frozenset(int(line) for line in np.flatnonzero(2 * shared > whole))


def _common(found: list[Hashes]) -> Hashes:
    """Return the fingerprints that too many solutions have in common to count."""
    hashes, counts = np.unique(np.concatenate([np.empty(0, np.uint64), *found]), return_counts=True)
    return hashes[counts > max(FEW, EVERYBODY * len(found))]


def _shares(own: list[Hashes]) -> list[tuple[float, int, int]]:
    """Find the pairs that share at least `ALIKE` of the fingerprints of the shorter solution: share, row, column."""
    if not own:
        return []
    _, place, counts = np.unique(np.concatenate(own), return_inverse=True, return_counts=True)
    owner = np.repeat(np.arange(len(own)), [len(one) for one in own])
    # A fingerprint of one solution only is shared by no pair.
    column = np.cumsum(counts > 1) - 1
    kept = counts[place] > 1
    row, at = owner[kept], column[place[kept]]
    shared = np.zeros((len(own), len(own)), dtype=np.float32)
    for start in range(0, int((counts > 1).sum()), COLUMNS):
        here = (at >= start) & (at < start + COLUMNS)
        present = np.zeros((len(own), COLUMNS), dtype=np.float32)
        present[row[here], at[here] - start] = 1
        shared += present @ present.T
    sizes = np.array([len(one) for one in own], dtype=np.float32)
    share = np.triu(shared / np.minimum.outer(sizes, sizes), 1)
    return [(float(share[i, j]), int(i), int(j)) for i, j in np.argwhere(share >= ALIKE)]
