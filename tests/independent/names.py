"""Which of the independent wrong solutions get a name: `python -m tests.independent.names [--ROUND] [STEM...]`.

Those that are no secret are in the catalogue by now. So each of them is diagnosed with itself left out, and the name
is right if it is of the family that the solution has in the catalogue. Of the sealed third, only numbers are printed:
which names are right there, somebody has to read who writes no checks.

With `--fresh`, `--third`, `--fourth`, `--sixth`, `--seventh`, `--eighth`, `--ninth` or `--tenth`, those of a later
round of authors, which are not in the catalogue: what they are called is listed, for somebody to read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from checks.exercises import BY_STEM
from checks.model.status import Status
from grader.diagnosis import matching
from grader.diagnosis.evidence import SHOWN
from grader.diagnosis.experiment_list import (
    EARLIER_TRAINING,
    EXPERIMENTS,
    OF_CHANGES,
    REMEMBERED,
    STALE,
    STALE_SOMEHOW,
    UNLIKE,
)
from grader.diagnosis.ordinary import NUMBERS, ORDINARY
from grader.diagnosis.smaller import GROWS_WITH_CHILDREN, GROWS_WITH_LEVELS
from grader.judge import shared_cache
from grader.judge.shared_cache import Findings
from grader.misconceptions import catalogue
from grader.misconceptions.model import Misconception, Named
from grader.selftest.kill_matrix import PLAY_SECONDS
from tests.examined import outcomes
from tests.independent.measure import HERE, solutions

BY_EXPERIMENT = {
    *(one.named.id for one in EXPERIMENTS + OF_CHANGES + UNLIKE + ORDINARY + NUMBERS),
    *(one.id for one in (REMEMBERED, EARLIER_TRAINING, STALE_SOMEHOW, *STALE.values(), *SHOWN)),
    *(one.id for one in (GROWS_WITH_LEVELS, GROWS_WITH_CHILDREN)),
}
"""The ids of all that experiments can show."""

AGAIN = "_rewritten"
"""Ends the id of a solution in the catalogue whose own name was taken."""


@dataclass
class Names:
    """What came of the wrong solutions of one exercise in one archive."""

    caught: int = 0
    named: int = 0
    """Those with the name of a misconception, for one of its checks at least."""

    established: int = 0
    """Those of which experiments show what the answer depends on, and that have no such name."""

    shown: int = 0
    """Those of which only a symptom is named."""

    symptoms: list[str] = field(default_factory=list)
    amiss: list[str] = field(default_factory=list)
    """A line for each name of another family than the one that the solution has in the catalogue."""

    def count(self, given: set[Named]) -> set[Misconception]:
        """Count a solution that is caught, and return the misconceptions among its names."""
        known = {one for one in given if isinstance(one, Misconception)}
        tried = {one for one in given if one.id in BY_EXPERIMENT}
        self.caught += 1
        self.named += bool(known)
        self.established += bool(tried) and not known
        self.shown += bool(given) and not known and not tried
        return known

    def __str__(self) -> str:
        found = f"{self.named} named, {self.established} by experiment"
        return f"of {self.caught} caught ones {found}, of {self.shown} a symptom"


def names(stem: str, text: str) -> set[Named] | None:
    """Return the names that a solution gets; None if it is not caught."""
    found, subject = outcomes(stem, text, PLAY_SECONDS)
    if all(outcome.status is Status.PASSED for outcome in found):
        return None
    return set(matching.diagnose(stem, found, subject).values())


@contextmanager
def left_out(stem: str, identity: str) -> Iterator[None]:
    """Take a misconception out of the catalogue, and forget the diagnoses that were made with it."""
    catalogue.wrong_solutions(stem)  # remembers the texts of all
    others = tuple(m for m in catalogue.misconceptions(stem) if m.id != identity)
    with (
        patch.object(catalogue, "misconceptions", lambda stem: others),
        patch.object(matching, "_names", Findings("diagnosis", 1)),
        patch.object(shared_cache, "kept_for_later", lambda: None),
    ):
        yield


def of_seen(stem: str) -> Names:
    """Diagnose the solutions that are no secret, each with itself left out."""
    result = Names()
    known = {m.id: m for m in catalogue.misconceptions(stem)}
    for name, text in solutions(stem, sealed=False).items():
        kind, _, identity = name.partition("/")
        own = known.get(identity + AGAIN) or known.get(identity)
        if kind == "wrong" and own:
            with left_out(stem, own.id):
                given = names(stem, text)
            if given is not None:
                misconceptions = result.count(given)
                other = [m.id for m in misconceptions if (m.family or m.id) not in (own.family, own.id)]
                result.amiss += [f"{own.id} ({own.name}) is called {', '.join(other)}"] if other else []
                seen = sorted(one.id for one in given - misconceptions)
                result.symptoms += [f"{own.id} ({own.name}) shows {', '.join(seen)}"] if seen else []
    return result


def of_sealed(stem: str) -> Names:
    """Diagnose the sealed third, of which only numbers come out."""
    result = Names()
    for name, text in solutions(stem, sealed=True).items():
        given = names(stem, text) if name.startswith("wrong/") else None
        if given is not None:
            result.count(given)
    return result


def of_later(stem: str, later: str) -> Names:
    """Diagnose the solutions of a later round that are no secret."""
    result = Names()
    for name, text in solutions(stem, sealed=False, later=later).items():
        given = names(stem, text) if name.startswith("wrong/") else None
        if given is not None:
            result.count(given)
            shown = ", ".join(sorted(one.id for one in given)) or "nothing"
            result.symptoms.append(f"{name.removeprefix('wrong/')}: {shown}")
    return result


def main(stems: Iterable[str], later: str) -> None:
    """Print a line for each exercise, the names that are not of the right family, and the symptoms."""
    for stem in stems:
        if later:
            print(f"{stem}: {(seen := of_later(stem, later))}", *seen.symptoms, sep="\n    ", flush=True)
            continue
        seen = of_seen(stem)
        print(f"{stem}: {seen}, {len(seen.amiss)} not by family; of the sealed third: {of_sealed(stem)}", flush=True)
        for line in (*seen.amiss, *seen.symptoms):
            print(f"    {line}")


if __name__ == "__main__":
    rounds = [argument.removeprefix("--") for argument in sys.argv[1:] if argument.startswith("--")]
    chosen = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(chosen or [stem for stem in BY_STEM if (HERE / f"{stem}.zip").exists()], "".join(rounds))
