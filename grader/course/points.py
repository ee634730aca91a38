"""Shares the points of an exercise out among its checks."""

from __future__ import annotations

from collections.abc import Mapping

from grader.course import registry

UNIT = 0.5
"""Shares are whole numbers or halves, where each check can have one."""


def share_out(total: float, weights: Mapping[str, float]) -> dict[str, float]:
    """Share points out in proportion to weights.

    In multiples of `UNIT`, if the total is one and large enough for each share to have at least that much: then each
    unit goes to the share that is furthest behind, the first of several. Otherwise the shares are exact, to 6 digits.

    Args:
        total: The points, 0 or more.
        weights: The weights by name, each above 0.
    """
    whole = sum(weights.values())
    exact = {name: total * weight / whole for name, weight in weights.items()}
    units = round(total / UNIT)
    if units * UNIT != total or units < len(weights):
        return {name: round(share, 6) for name, share in exact.items()}
    shares = {name: max(1, int(share / UNIT)) for name, share in exact.items()}
    while (missing := units - sum(shares.values())) != 0:
        step = 1 if missing > 0 else -1
        able = [name for name in shares if step > 0 or shares[name] > 1]
        furthest = max(able, key=lambda name: step * (exact[name] / UNIT - shares[name]))
        shares[furthest] += step
    return {name: share * UNIT for name, share in shares.items()}


def points_of_checks(checks: Mapping[str, float], of_course: Mapping[str, float]) -> dict[str, float]:
    """Return the points of each check of an exercise in a course.

    Args:
        checks: The kit's points of the checks, by their ids.
        of_course: The course's points, by exercise or by check; those of a check go first.
    """
    stem = next(iter(checks), "").partition("::")[0]
    shares = share_out(of_course[stem], checks) if stem in of_course else dict(checks)
    return {check: of_course.get(check, share) for check, share in shares.items()}


def points_of_exercise(stem: str, of_course: Mapping[str, float]) -> dict[str, float]:
    """Return the points of each check of an exercise, the hidden ones too."""
    return points_of_checks({check.id: check.points for check in registry.all_checks(stem)}, of_course)
