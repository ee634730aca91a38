"""What `grader verify` complains about: each complaint is made when it must be, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.law.check import Check
from checks.model.status import Status
from grader.misconceptions import catalogue
from grader.misconceptions.model import Misconception, Severity
from grader.selftest import clause_table, shortfalls
from grader.selftest.kill_matrix import Examined

STEM = "ex1_by_hand"


def check(name: str, points: float, *clauses: str) -> Check:
    return Check(f"{STEM}::{name}", "a law", points, lambda: None, clauses)


def mistake(identity: str, *clauses: str, family: str = "", severity: Severity = Severity.SLIP) -> Misconception:
    return Misconception(identity, "a name", "an explanation", severity, clauses, family=family)


VALUES, STEPS, LIFE = check("values", 1, "1.1"), check("steps", 1, "1.2"), check("life", 8, "1.1", "1.2")
MISTAKES = (
    *(mistake(f"value_{n}", "1.1", severity=Severity.SLIP) for n in range(3)),
    *(mistake(f"step_{n}", "1.2", severity=Severity.SLIP) for n in range(3)),
    replace(mistake("both", "1.1", "1.2", severity=Severity.DOES_NOT_WORK), hidden_only=True),
)
KILLS = {
    VALUES: {"value_0", "value_1", "value_2"},
    STEPS: {"step_0", "step_1", "step_2"},
    LIFE: {"both"},
}


@pytest.fixture
def verdicts(monkeypatch: pytest.MonkeyPatch) -> Verdicts:
    return Verdicts(monkeypatch)


class Verdicts:
    """An exercise with three checks, the last one hidden, and what they catch; all is well at first."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stem = STEM
        self.mistakes = MISTAKES
        self.kills: dict[Check, set[str]] = {check: set(names) for check, names in KILLS.items()}
        self.right: dict[Check, Status] = {}
        self.status = Status.FAILED
        self.twins: list[list[str]] = []
        monkeypatch.setattr(catalogue, "misconceptions", lambda stem: self.mistakes)
        monkeypatch.setattr(clause_table, "clauses", lambda stem: {"1.1": "Values are right.", "1.2": "Steps are."})

    def shortfalls(self) -> list[str]:
        checks = list(self.kills)
        wrong = {
            one.id: {m.id: self.status if m.id in self.kills[one] else Status.PASSED for m in self.mistakes}
            for one in checks
        }
        right = {one.id: {"other": self.right.get(one, Status.PASSED)} for one in checks}
        return shortfalls.shortfalls(
            Examined(self.stem, tuple(checks[:2]), tuple(checks[2:]), wrong, right, self.twins)
        )


def test_all_is_well(verdicts: Verdicts) -> None:
    assert verdicts.shortfalls() == []


def test_a_right_solution_that_fails(verdicts: Verdicts) -> None:
    verdicts.right[STEPS] = Status.TIMEOUT
    assert verdicts.shortfalls() == [f"{STEM}: the right solution other gets 'timeout' from {STEM}::steps"]


def test_a_mistake_that_nobody_catches(verdicts: Verdicts) -> None:
    verdicts.mistakes += (mistake("harmless", "1.1"),)
    assert verdicts.shortfalls() == [f"{STEM}: misconception harmless gets full marks: no check catches it"]


def test_a_mistake_that_only_hidden_checks_catch(verdicts: Verdicts) -> None:
    verdicts.mistakes += (mistake("deep", "1.1", severity=Severity.DOES_NOT_WORK),)
    verdicts.kills[LIFE].add("deep")
    assert verdicts.shortfalls() == [
        f"{STEM}: misconception deep is caught by hidden checks only; if that is meant, mark it hidden_only"
    ]


@pytest.mark.parametrize(
    ("severity", "lost", "amiss"),
    [
        (Severity.SLIP, {VALUES, STEPS}, ""),
        (Severity.SLIP, {VALUES, LIFE}, "loses 90% of the points, but slip means 0% to 25%"),
        (Severity.MISUNDERSTANDING, {VALUES}, ""),
        (Severity.MISUNDERSTANDING, {VALUES, LIFE}, "loses 90% of the points, but misunderstanding means 10% to 60%"),
        (Severity.DOES_NOT_WORK, {VALUES, LIFE}, ""),
        (Severity.DOES_NOT_WORK, {VALUES}, "loses 10% of the points, but does not work means 50% to 100%"),
    ],
)
def test_a_loss_out_of_proportion(verdicts: Verdicts, severity: Severity, lost: set[Check], amiss: str) -> None:
    """Each severity has a band, and a loss outside of it is told."""
    verdicts.mistakes += (mistake("new", "1.1", severity=severity),)
    for one in lost:
        verdicts.kills[one].add("new")
    found = verdicts.shortfalls()
    assert len(found) == bool(amiss)
    assert all(amiss in text and "misconception new" in text for text in found)


def test_a_check_that_catches_nothing_alone(verdicts: Verdicts) -> None:
    """A check with the same clauses that catches all of it makes another one superfluous."""
    verdicts.kills |= {check("more", 0, "1.1", "1.2"): {"both"}}
    assert verdicts.shortfalls() == [
        f"{STEM}::life catches nothing that no other check catches: sharpen it or remove it",
        f"{STEM}::more catches nothing that no other check catches: sharpen it or remove it",
    ]


def test_a_check_of_more_clauses_stands_behind(verdicts: Verdicts) -> None:
    """What a check of everything catches as well may still be caught by a specific check, whose message says more."""
    verdicts.kills = {VALUES: KILLS[VALUES], LIFE: KILLS[VALUES] | KILLS[STEPS] | KILLS[LIFE], STEPS: KILLS[STEPS]}
    verdicts.mistakes = tuple(replace(m, severity=Severity.DOES_NOT_WORK, hidden_only=False) for m in verdicts.mistakes)
    assert verdicts.shortfalls() == []


def test_a_check_that_does_not_say_what_it_examines(verdicts: Verdicts) -> None:
    verdicts.kills = {replace(one, clauses=()) if one is LIFE else one: names for one, names in KILLS.items()}
    assert f"{STEM}::life does not say which clauses it examines: give it clauses=(...)" in verdicts.shortfalls()


def test_clauses_that_are_not_there(verdicts: Verdicts) -> None:
    """Neither a check nor a misconception may name a clause that does not exist."""
    verdicts.kills = {replace(one, clauses=("1.2", "1.99")) if one is STEPS else one: n for one, n in KILLS.items()}
    verdicts.mistakes = (*MISTAKES[:-1], replace(MISTAKES[-1], clauses=("1.98",)))
    assert verdicts.shortfalls() == [
        f"{STEM}: misconception both breaks clause 1.98, which reference/clauses/{STEM}.toml does not have",
        f"{STEM}::steps examines clause 1.99, which reference/clauses/{STEM}.toml does not have",
    ]


def test_a_clause_that_nobody_examines(verdicts: Verdicts) -> None:
    verdicts.kills = {replace(one, clauses=("1.1",)): names for one, names in KILLS.items()}
    assert [text for text in verdicts.shortfalls() if "clause" in text] == [
        f"{STEM}: clause 1.2 ('Steps are.') is examined by no check: "
        f"write one, or name the clause in one that examines it"
    ]


def test_a_clause_that_too_few_break(verdicts: Verdicts) -> None:
    """Members of a family count once; and what a check catches that does not examine the clause does not count."""
    verdicts.mistakes = tuple(replace(m, family="all alike") if "1.2" in m.clauses else m for m in MISTAKES)
    (text,) = verdicts.shortfalls()
    assert "clause 1.2 ('Steps are.') is broken by 1 wrong solutions of different build" in text


def test_a_badge_counts_for_nothing(verdicts: Verdicts, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a badge no loss is out of proportion, and few may break a clause; but each is examined, and all are caught."""
    verdicts.mistakes = tuple(
        replace(m, family="all alike", severity=Severity.DOES_NOT_WORK) if "1.2" in m.clauses else m for m in MISTAKES
    )
    assert len(verdicts.shortfalls()) == 4
    verdicts.stem = "ex8_unroll"
    monkeypatch.setattr(shortfalls, "unknown", lambda stem, numbers: [])  # the sentences are those of the fixture
    assert verdicts.shortfalls() == []
    verdicts.right[VALUES] = Status.FAILED
    verdicts.kills[LIFE].clear()
    verdicts.kills = {replace(one, clauses=("1.1",)): names for one, names in verdicts.kills.items()}
    assert len(texts := verdicts.shortfalls()) == 4
    assert "the right solution other gets 'failed'" in texts[0]
    assert "misconception both gets full marks" in texts[1]
    assert "life catches nothing" in texts[2]
    assert "clause 1.2 ('Steps are.') is examined by no check" in texts[3]


def test_a_mistake_that_breaks_the_check(verdicts: Verdicts) -> None:
    """The status grader_error is the check's own fault."""
    verdicts.status = Status.GRADER_ERROR
    assert f"{STEM}: misconception step_0 makes {STEM}::steps itself fail (grader_error)" in verdicts.shortfalls()


def test_a_mistake_that_does_not_load(verdicts: Verdicts) -> None:
    """What every check catches because nothing runs proves nothing."""
    verdicts.mistakes += (mistake("typo", "1.1"),)
    verdicts.kills = {one: {"typo"} for one in KILLS}
    verdicts.status = Status.CRASHED
    assert f"{STEM}: misconception typo cannot even be loaded: it is no mistake that a student hands in" in (
        verdicts.shortfalls()
    )


def test_twins(verdicts: Verdicts) -> None:
    verdicts.twins = [["step_0", "step_1"]]
    assert verdicts.shortfalls() == [
        f"{STEM}: no network tells the misconceptions step_0, step_1 apart: "
        f"give them one family, or draw networks that do"
    ]
