"""`python -m backprop review`: what there is to see when it is right."""

from __future__ import annotations

import sys
from pathlib import Path

from checks.exercises import BADGES, EXERCISES, Exercise
from checks.student.commands import say
from checks.student.debugging.failing import is_right


def review(exercise: Exercise | None, output: str) -> int:
    """Show the review of an exercise that is right; without one, write the page at the end of the course."""
    return _review(exercise) if exercise else _finish(Path(output))


def _review(exercise: Exercise) -> int:
    from checks.student.lessons.review import review as lay_out

    if reason := is_right(exercise):
        say(f"{reason} A review comes when it is right.")
        return 1
    try:
        say(lay_out(exercise))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  # a student's code may raise anything
        say(f"{exercise.file} passes its checks, and could not be measured ({type(error).__name__}: {error}).")
        return 1
    return 0


def _finish(path: Path) -> int:
    from checks.student.lessons import trained
    from checks.student.lessons.finished import write

    left = [one for one in EXERCISES if is_right(one)]
    if left:
        numbers = ", ".join(str(one.number) for one in left)
        say(f"The page at the end comes when all seven exercises are right. Left: {numbers}.")
        return 1
    has_capstone = not is_right(BADGES[-1])
    say(
        "Your own code trains a network now. This takes a while." if has_capstone else "Your own code trains a network."
    )
    sys.stdout.flush()
    network, why_none = None, ""
    try:
        network = trained.spirals() if has_capstone else trained.above_the_line()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  # likewise
        why_none = f"Your network could not be trained ({type(error).__name__}: {error})."
    try:
        write(path, network, why_none)
    except OSError as error:
        say(f"{path} cannot be written: {error.strerror or error}. Name another file with --output.")
        return 1
    say(f"The page is in {path}: open it in a browser.")
    return 0
