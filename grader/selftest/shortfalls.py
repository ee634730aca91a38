"""What is not as it must be in the checks and in the catalogue, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from checks.model.status import Status
from grader.misconceptions.model import Misconception
from grader.selftest.clause_table import clause_shortfalls
from grader.selftest.clauses import unknown
from grader.selftest.kill_matrix import Examined


def shortfalls(examined: Examined) -> list[str]:
    """Describe everything that is not as it must be in an exercise.

    A badge counts for nothing, so neither how much a mistake loses nor how many break a clause matters in it.

    Raises:
        grader.selftest.clauses.ClauseError: The file of clauses is not right.
    """
    found = [
        f"{examined.stem}: the right solution {name} gets {status.value!r} from {check.id}"
        for check in examined.checks
        for name, status in examined.right[check.id].items()
        if status is not Status.PASSED
    ]
    for misconception in examined.misconceptions:
        faults = _faults(examined, misconception)
        found += [f"{examined.stem}: misconception {misconception.id} {text}" for text in faults]
    found += [
        f"{examined.stem}: no network tells the misconceptions {', '.join(group)} apart: "
        f"give them one family, or draw networks that do"
        for group in examined.twins
    ]
    found += _of_checks(examined)
    return found + clause_shortfalls(examined)


def _of_checks(examined: Examined) -> Iterator[str]:
    for check in examined.checks:
        if not examined.kills_alone(check):
            others = "no other visible check" if check in examined.visible else "no other check"
            yield f"{check.id} catches nothing that {others} catches: sharpen it or remove it"
        if not check.clauses:
            yield f"{check.id} does not say which clauses it examines: give it clauses=(...)"
        for number in unknown(examined.stem, check.clauses):
            yield f"{check.id} examines clause {number}, which reference/clauses/{examined.stem}.toml does not have"


def _faults(examined: Examined, misconception: Misconception) -> list[str]:
    statuses = {check: examined.wrong[check.id][misconception.id] for check in examined.checks}
    killed_by = examined.killed_by(misconception.id)
    visible = [check.id for check in killed_by if check in examined.visible]
    if not killed_by:
        return ["gets full marks: no check catches it"]
    if set(statuses.values()) <= {Status.CRASHED, Status.NOT_STARTED}:
        return ["cannot even be loaded: it is no mistake that a student hands in"]
    faults = [f"makes {c.id} itself fail (grader_error)" for c, s in statuses.items() if s is Status.GRADER_ERROR]
    if not visible and not misconception.hidden_only:
        faults.append("is caught by hidden checks only; if that is meant, mark it hidden_only")
    if visible and misconception.hidden_only:
        faults.append(f"is marked hidden_only, but {visible[0]} is visible and catches it")
    if amiss := examined.out_of_band(misconception):
        faults.append(amiss)
    file = f"reference/clauses/{examined.stem}.toml"
    return faults + [
        f"breaks clause {n}, which {file} does not have" for n in unknown(examined.stem, misconception.clauses)
    ]
