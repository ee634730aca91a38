"""Which solutions of a class are alike, with the given code subtracted. It finds places to look; it judges nobody.

A thousand students make half a million pairs for each exercise. All are compared by how many fingerprints they share,
and the most similar ones symbol by symbol.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from checks.exercises import BY_STEM
from grader.paths import SKELETON
from grader.reports.fingerprints import Hashes, covered, fingerprints

EVERYBODY = 0.1
"""What more than this part of the different solutions of an exercise have in common says nothing about two of them."""

FEW = 4
"""... unless it is only so many: in a small class, a few who share something are worth a look."""

ENOUGH = 40
"""Characters that must be left after the subtraction for a solution to be compared."""

ALIKE = 0.6
"""The part of one of the two solutions that must be found in the other."""

MOST = 100
"""Pairs that are looked at closely and reported: those with the largest part of their fingerprints in common."""

LARGEST = 50_000
"""Characters. A longer file is no solution of these exercises, and takes long to read."""

COLUMNS = 4096
"""Fingerprints that are counted at once: that bounds the memory, whatever the class."""


@dataclass(frozen=True)
class Pair:
    """Two groups of students with solutions alike; those of one group handed in the very same text."""

    stem: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    share: float
    """The part of the one that is found in the other, whichever is larger."""


@dataclass
class Similarity:
    """What was found, and what was compared."""

    same: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Exercise, and students whose files are the same, letter by letter."""
    pairs: list[Pair] = field(default_factory=list)
    files: int = 0
    texts: int = 0
    compared: int = 0
    found: int = 0

    @property
    def sentence(self) -> str:
        """What was compared, for a reader who must know what is not in the list."""
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
    """A pair that is worth a closer look, and what was taken out of both."""

    share: float
    stem: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    texts: tuple[str, str]
    usual: Hashes

    def pair(self) -> Pair:
        """A closer look: in symbols, not in fingerprints, which overlap."""
        one, other = (fingerprints(text) for text in self.texts)
        return Pair(
            self.stem, self.first, self.second, max(_found(one, other, self.usual), _found(other, one, self.usual))
        )


def compare(classes: Mapping[str, Mapping[str, str]]) -> Similarity:
    """Compare the solutions of each exercise: {stem: {student: text}}."""
    result = Similarity()
    candidates = [one for stem in sorted(classes) for one in _compare_exercise(stem, classes[stem], result)]
    result.found = len(candidates)
    candidates.sort(key=lambda one: (-one.share, one.stem, one.first, one.second))
    result.pairs = [one.pair() for one in candidates[:MOST]]
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
    """The part of the one's own code that is found in the other."""
    own = ~np.isin(one, usual)
    return covered(own & np.isin(one, other)) / covered(own)


def _common(found: list[Hashes]) -> Hashes:
    """Fingerprints that so many solutions have that they tell nothing."""
    hashes, counts = np.unique(np.concatenate([np.empty(0, np.uint64), *found]), return_counts=True)
    return hashes[counts > max(FEW, EVERYBODY * len(found))]


def _shares(own: list[Hashes]) -> list[tuple[float, int, int]]:
    """The pairs that share enough of the fingerprints of one of the two."""
    if not own:
        return []
    _, place, counts = np.unique(np.concatenate(own), return_inverse=True, return_counts=True)
    owner = np.repeat(np.arange(len(own)), [len(one) for one in own])
    # What only one has cannot be shared.
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
