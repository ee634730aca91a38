"""Grades the independent solutions: `python -m tests.independent.measure [--ROUND] [STEM...]`.

With `--fresh`, those of the second round of authors; with `--third`, of the third, for exercises 1 to 4; with
`--fourth`, of the fourth, for 5 to 8; with `--sixth`, of the sixth; with `--seventh`, of the seventh, for 2 and 4 to 8;
with `--eighth`, of the eighth, for all but 2; with `--ninth`, of the ninth, for 2 and 4 to 8; with `--tenth`, of the
tenth; with `--eleventh`, of the eleventh, which has the capstone too; with `--twelfth`, of the twelfth, for 2 to 6 and
8.
Of the sealed part only numbers are printed, so that nobody who writes checks learns what is in it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from checks.exercises import BY_STEM
from checks.model.status import Status
from grader.course import registry
from grader.judge.trusted import TrustedSubject
from grader.selftest.batch_check import verdict
from grader.selftest.kill_matrix import PLAY_SECONDS, RIGHT_SECONDS

HERE = Path(__file__).parent
SEALED = HERE / "unseen.zip"


@dataclass
class Verdicts:
    """What came of the solutions of one exercise in one archive."""

    right: int = 0
    wrong: int = 0
    rejected: list[str] = field(default_factory=list)
    """Right ones that lost a check."""

    accepted: list[str] = field(default_factory=list)
    """Wrong ones that lost none."""

    def __str__(self) -> str:
        return (
            f"{len(self.rejected)} of {self.right} right ones rejected, "
            f"{len(self.accepted)} of {self.wrong} wrong ones accepted"
        )


def solutions(stem: str, sealed: bool, later: str = "") -> dict[str, str]:
    """Return the texts by `right/name` and `wrong/name`, of the first round of authors or of a later one."""
    path, above = (SEALED, f"{stem}/") if sealed else (HERE / f"{stem}.zip", "")
    if later:
        path, above = HERE / f"{'unseen' if sealed else 'seen'}_{later}.zip", f"{stem}/"
    with ZipFile(path) as archive:
        names = [n for kind in ("right", "wrong") for n in archive.namelist() if n.startswith(f"{above}{kind}/")]
        files = [name for name in names if not name.endswith("/")]
        return {n.removeprefix(above).removesuffix(".py"): archive.read(n).decode("utf-8") for n in files}


def passes(stem: str, text: str, seconds: float) -> bool:
    """Tell whether a solution gets full marks; each of its scenarios has so many seconds of processor time."""
    subject = TrustedSubject(stem, text, seconds)
    return all(verdict(check, subject) is Status.PASSED for check in registry.all_checks(stem))


def measure(stem: str, texts: dict[str, str]) -> Verdicts:
    """Have the solutions take all checks of their exercise."""
    right = [name for name in texts if name.startswith("right/")]
    wrong = [name for name in texts if name.startswith("wrong/")]
    rejected = [name for name in right if not passes(stem, texts[name], RIGHT_SECONDS)]
    accepted = [name for name in wrong if passes(stem, texts[name], PLAY_SECONDS)]
    return Verdicts(len(right), len(wrong), rejected, accepted)


def main(stems: Iterable[str], later: str) -> None:
    """Print a line for each exercise and archive, and the names of those that are no secret."""
    for stem in stems:
        seen = measure(stem, solutions(stem, sealed=False, later=later))
        sealed = measure(stem, solutions(stem, sealed=True, later=later))
        print(f"{stem}: {seen}; of the sealed part: {sealed}", flush=True)
        for name in (*seen.rejected, *seen.accepted):
            print(f"    {name}")


if __name__ == "__main__":
    rounds = [argument.removeprefix("--") for argument in sys.argv[1:] if argument.startswith("--")]
    chosen = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(chosen or [stem for stem in BY_STEM if (HERE / f"{stem}.zip").exists()], "".join(rounds))
