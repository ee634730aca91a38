"""A solution's own calls on a network: recorded on a copy of it, up to where they end, for whatever reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backprop import framework
from checks.exercises import BY_STEM
from checks.guest.call_recorder import Call, Enough, Recorder
from checks.guest.course_classes import all_names, course_classes
from checks.guest.loading import raised
from checks.guest.solution import Solution, loaded
from checks.guest.time_limit import AT_HOME, TimeLimit
from checks.model.limits import TooSlow
from checks.model.network import Network
from checks.model.outcomes import Raised
from checks.stepper.question import Value

MOST_VISITS = 20_000
"""Number of nodes that a plain `forward()` may visit: it visits a node once for each path to it."""

Describe = Callable[[BaseException], Raised]


@dataclass(frozen=True)
class Recording:
    """What a solution did: its calls in order, and how that ended."""

    whose: str
    """Whose code it was, as a heading."""

    calls: tuple[Call, ...] = ()
    after: Mapping[int, Any] = field(default_factory=dict)
    """The parameters' values at the end; none if it did not get there."""

    problem: str = ""
    """Why it did not get to the end, as a sentence."""

    strict: bool = False
    """Whether the text promises that each node is asked and told once, and that parameters move last."""


def of_exercise(stem: str, network: Network, start: Value | None, limit: TimeLimit = AT_HOME) -> Recording:
    """Record what the solution of an exercise does with `forward()`, then `backward(start)`."""
    exercise, whose = BY_STEM[stem], f"Your calls, in {BY_STEM[stem].file}"
    strict, compiled = stem in ("ex7_multi_parent", "capstone"), stem in ("ex2_compile", "capstone")
    found: list[Solution] = []
    with_problem = attempt(
        lambda: found.append(loaded(stem, exercise.builds_on)), limit, lambda e: raised(e, stem), "it was loaded"
    )
    if with_problem:
        return Recording(whose, problem=with_problem, strict=strict)
    names = all_names(found[0].names)
    table = names | course_classes(names)
    if missing := next((node.kind for node in network.nodes if not isinstance(table.get(node.class_name), type)), ""):
        return Recording(whose, problem=f"{exercise.file} has no class {missing}.", strict=strict)
    classes = [table[node.class_name] for node in network.nodes]
    run = found[0].run
    return _recorded(whose, network, classes, start, run, lambda e: raised(e, stem), limit, strict, compiled)


def of_classes(
    whose: str, network: Network, classes: Sequence[type], start: Value | None, limit: TimeLimit = AT_HOME
) -> Recording:
    """Record what nodes of these classes do, one class for each node, wherever they come from."""
    strict = all(cls.__module__ == "backprop.ex7_multi_parent" for cls in classes)
    return _recorded(whose, network, classes, start, lambda do: do(), Raised.by_itself, limit, strict)


def of_framework(network: Network, start: Value | None, limit: TimeLimit = AT_HOME) -> Recording | None:
    """Record what the given framework does; None if it does not have all the classes."""
    names = vars(framework)
    if any(node.class_name not in names for node in network.nodes):
        return None
    classes = [names[node.class_name] for node in network.nodes]
    return of_classes("The given framework's calls", network, classes, start, limit)


def _recorded(
    whose: str,
    network: Network,
    classes: Sequence[type],
    start: Value | None,
    run: Callable[[Callable[[], None]], None],
    describe: Describe,
    limit: TimeLimit,
    strict: bool,
    compiled: bool = False,
) -> Recording:
    """Make the network, ask it, and take down what happens; see the functions above."""
    made: list[Recorder] = []

    def ask() -> None:
        recorder = Recorder(network, classes)
        made.append(recorder)
        if compiled:
            recorder.compile()
        if _visits(network) <= MOST_VISITS:
            recorder.forward()
        if start is not None:
            recorder.backward(start)

    problem = attempt(lambda: run(ask), limit, describe, lambda: _doing(made))
    calls = tuple(made[0].calls) if made else ()
    after = made[0].parameters() if made and start is not None and not problem else {}
    return Recording(whose, calls, after, problem, strict)


def _doing(made: Sequence[Recorder]) -> str:
    """Say what was being done when it ended."""
    return f"{made[0].phase}() ran" if made else "the nodes were made"


def attempt(do: Callable[[], Any], limit: TimeLimit, describe: Describe, doing: str | Callable[[], str]) -> str:
    """Run a student's code; return why it did not come to its end, as a sentence, or nothing."""

    def when() -> str:
        return doing if isinstance(doing, str) else doing()

    try:
        with limit:
            do()
    except KeyboardInterrupt:
        raise
    except TooSlow as stop:
        return f"{stop}, while {when()}."
    except Enough:
        return f"It goes on and on: the recording ends here, while {when()}."
    except NotImplementedError as error:
        found = describe(error)
        if str(error).startswith("Exercise"):
            return f"{found.frames[-1].function}() is not done yet." if found.frames else f"{error} is not done yet."
        return f"{found}, while {when()}."
    except BaseException as error:  # noqa: BLE001  # a student's code may raise anything
        return f"{describe(error)}, while {when()}."
    return ""


def _visits(network: Network) -> int:
    """Count the visits of a plain recursion: one for each path from the root."""
    paths = [0] * network.root + [1]
    for i in reversed(range(len(paths))):
        for child in network.nodes[i].children:
            paths[child] += paths[i]
    return sum(paths)
