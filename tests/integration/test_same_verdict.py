"""The verdict at home is the verdict at the grader, check by check."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path

import pytest

from checks.exercises import BY_STEM, EXERCISES
from checks.law.subject import LocalSubject
from checks.model.status import Status
from grader.course.registry import visible_checks
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from tests.at_home import hurried, project, verdict

SECONDS = 2.0
"""Of processor time for one scenario."""


EVERY = int(os.environ.get("EVERY", "24"))
"""Every 24th wrong and every 24th right solution is tried; EVERY=1 tries them all, which takes long."""

FIRST, FIRST_OF_A_BADGE = 20, 5
"""Number of networks of each check, enough to see whether it matters who asks; those of a badge take long."""

BY_CHANCE = re.compile(r"\b(id|hash|set|frozenset)\(")
"""What goes by the address of an object, as a set does, is at the mercy of Python's memory: of what was there."""


@pytest.mark.slow
@pytest.mark.parametrize("stem", BY_STEM)
def test_catalogue(stem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every wrong solution and every right one passes the same visible checks both ways.

    How long an answer takes is another matter: it is not measured in the same way here.
    """
    checks, most = visible_checks(stem), FIRST if BY_STEM[stem] in EXERCISES else FIRST_OF_A_BADGE
    builds_on = {other: catalogue.reference(other) for other in BY_STEM[stem].builds_on}
    different: dict[str, tuple[Status, Status]] = {}
    wrong, right = (
        dict(islice(solutions.items(), 0, None, EVERY))
        for solutions in (catalogue.wrong_solutions(stem), catalogue.right_solutions(stem))
    )
    for name, text in {**wrong, **right}.items():
        project(tmp_path, {**builds_on, stem: text}, monkeypatch)
        home, grader = LocalSubject(stem, limit=hurried(SECONDS)), TrustedSubject(stem, text, SECONDS)
        both = {check.id: (verdict(check, home, most), verdict(check, grader, most)) for check in checks}
        if name in right or not BY_CHANCE.search(text):
            unlike = {check: pair for check, pair in both.items() if pair[0] != pair[1]}
            different |= {f"{name} {check}": pair for check, pair in unlike.items() if Status.TIMEOUT not in pair}
    assert different == {}
