"""What each grade cell of an exercise gets, if a person's decision, rounding or a late penalty changed its score.

nbgrader adds up the cells and then subtracts a penalty; a record has one score for the exercise, too.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.record import ExerciseEntry


@dataclass(frozen=True)
class Shares:
    """An exercise's score, in parts of the points that its grade cells have in nbgrader."""

    cells: dict[str, float]
    """For each check the share of its points, from 0 to 1."""

    penalty: float
    """The share of all points that the late penalty takes, from 0 to 1."""


def shares_of(exercise: ExerciseEntry) -> Shares:
    """Share out the score of an exercise among its checks.

    Where the checks add up to another score, all of them move: in proportion towards 0 if they have too much, or
    towards their maximum if they have too little. An excused exercise that does not count keeps what its checks earned.
    """
    cells = {check.id: min(max(check.share, 0.0), 1.0) for check in exercise.checks}
    earned = sum(cells[check.id] * check.max_score for check in exercise.checks)
    most = sum(check.max_score for check in exercise.checks)
    if not most or not exercise.max_score:
        return Shares(cells, 0.0)
    penalty = max(0.0, -exercise.late.points) if exercise.late else 0.0
    wanted = min(exercise.score + penalty, most)
    if abs(wanted - earned) > 1e-3:  # a record has four digits
        if wanted < earned:
            cells = {name: share * wanted / earned for name, share in cells.items()}
        else:
            more = (wanted - earned) / (most - earned)
            cells = {name: min(share + (1 - share) * more, 1.0) for name, share in cells.items()}
    return Shares(cells, penalty / most)
