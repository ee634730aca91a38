"""`python -m backprop step`: the chain rule on a network, step by step, as a page for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from backprop import framework
from checks.exercises import Exercise
from checks.explain.messages import wrapped
from checks.explain.snapshot import Snapshot
from checks.guest.course_classes import all_names
from checks.guest.loading import source_file
from checks.guest.solution import loaded
from checks.guest.time_limit import AT_HOME
from checks.stepper import by_hand
from checks.stepper.examples import example
from checks.stepper.lines import in_words
from checks.stepper.numbers import Numbers
from checks.stepper.objects import from_code
from checks.stepper.page import data, written
from checks.stepper.question import Question
from checks.stepper.recording import Recording, of_exercise, of_framework
from checks.stepper.showing import asked_about, asked_about_failure, right_numbers


def steps_of(
    exercise: Exercise | None, code: str, derivative: float, failing: Snapshot | None
) -> tuple[Question, Numbers, Recording | None]:
    """Find what to show, and record what the code of the exercise does there.

    Args:
        exercise: The exercise; None for the given framework.
        code: Code that makes a network; empty for the exercise's own example.
        derivative: What comes down to the root of that network.
        failing: The network on which the exercise fails, to be shown instead.

    Raises:
        ValueError: The code makes no network; the message says why.
    """
    if failing and exercise:
        asked = asked_about_failure(failing, exercise.number, derivative)
    elif exercise and not code:
        asked = example(exercise.stem)
    else:
        asked = _from_code(code, exercise, derivative)
    right = right_numbers(asked)
    if exercise is None:
        return asked, right, of_framework(asked.network, right.start)
    if exercise.stem == by_hand.STEM:
        return asked, right, None if failing or code else by_hand.record()
    return asked, right, of_exercise(exercise.stem, asked.network, right.start)


def network_of(code: str, derivative: float | None) -> Snapshot:
    """Make the network of some code with the given framework's classes.

    Args:
        code: Code that makes a network, such as `a = Parameter(3); Add([a, a])`.
        derivative: What comes down to its root; None for values only.

    Raises:
        ValueError: The code makes no network; the message says why.
    """
    network = _from_code(code, None, 1.0).network
    return Snapshot(network, network.root, derivative)


def _from_code(code: str, exercise: Exercise | None, derivative: float) -> Question:
    title = f"Exercise {exercise.number}: your own network" if exercise else "The chain rule, step by step"
    try:
        with AT_HOME:
            names = all_names(loaded(exercise.stem, exercise.builds_on).names) if exercise else dict(vars(framework))
            given = set() if exercise else set(names)
            root = from_code(code, names)
        own = {name: value for name, value in names.items() if name not in given}
        return asked_about(root, derivative, title, own)[0]
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # code that students typed may raise anything
        what = f"{code!r} makes no network" + (f" in {source_file(exercise.stem).name}" if exercise else "")
        raise ValueError(f"{what} ({type(error).__name__}: {error}).") from error


def write_steps(asked: Question, right: Numbers, recording: Recording | None, output: str) -> str:
    """Write the page into a file, and say where it is, and where the student's calls part from the right ones."""
    found = data(asked, right, recording)
    path = Path(output)
    path.write_text(written(found), encoding="utf-8")
    there = f"The steps are in {path}: open it in a browser."
    return "\n".join(filter(None, [_in_short(found), there]))


def _in_short(found: dict[str, Any]) -> str:
    """Say in a few lines what the page says about the student's calls; nothing if there are none to speak of."""
    yours = found["yours"]
    if yours is None:
        return ""
    if yours["parts"] is None:
        return wrapped(f"{yours['whose']}: {yours['problem'] or 'all as it should be, to the end.'}")
    steps, at = found["steps"], yours["parts"]["at"]
    lines = [
        f"{yours['whose']}, part from the right ones at step {at + 1} of {len(steps)}.",
        f"    The step: {in_words(steps[at]['line'], found['numbers'])}",
        f"    {yours['parts']['why']}",
        f"    {yours['problem']}",
    ]
    return "\n".join(wrapped(line, "    ") for line in lines if line.strip())
