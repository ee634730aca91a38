"""The table clause x check x misconceptions: which promise of the contract is examined by what, and does it bite?"""

from __future__ import annotations

from dataclasses import dataclass

from checks.model.status import Status
from grader.selftest.clauses import clauses, shortened
from grader.selftest.kill_matrix import Examined

FEWEST_BUILDS = 3
"""Number of wrong solutions of different build that must break a clause, and be caught by a check that examines it."""


@dataclass(frozen=True)
class ClauseRow:
    """A clause, and what its checks catch of the misconceptions that break it."""

    number: str
    sentence: str

    kills: dict[str, int]
    """Check id -> number of misconceptions that break the clause and fail the check, for the checks that examine it."""

    builds: frozenset[str]
    """What is caught so, each family once."""

    fewest: int
    """How many of them there must be; 0 in a badge."""

    @property
    def too_few(self) -> bool:
        return len(self.builds) < self.fewest


def clause_rows(examined: Examined) -> list[ClauseRow]:
    """Make the table of an exercise, a row for each clause.

    Raises:
        grader.selftest.clauses.ClauseError: The file of clauses is not right.
    """
    return [_row(examined, number, sentence) for number, sentence in clauses(examined.stem).items()]


def _row(examined: Examined, number: str, sentence: str) -> ClauseRow:
    examining = [check for check in examined.checks if number in check.clauses]
    breaking = [m for m in examined.misconceptions if number in m.clauses]
    caught = {
        check.id: [m for m in breaking if examined.wrong[check.id][m.id] is not Status.PASSED] for check in examining
    }
    builds = frozenset(m.family or m.id for several in caught.values() for m in several)
    kills = {check: len(several) for check, several in caught.items()}
    return ClauseRow(number, sentence, kills, builds, 0 if examined.is_badge else FEWEST_BUILDS)


def clause_shortfalls(examined: Examined) -> list[str]:
    """Describe each clause that is not examined, or not well enough, a sentence each."""
    found = []
    for row in clause_rows(examined):
        clause = f"{examined.stem}: clause {row.number} ({shortened(row.sentence, 60)!r})"
        if not row.kills:
            found.append(f"{clause} is examined by no check: write one, or name the clause in one that examines it")
        elif row.too_few:
            found.append(
                f"{clause} is broken by {len(row.builds)} wrong solutions of different build that its checks catch, "
                f"not by {row.fewest}: write more, or sharpen the checks"
            )
    return found
