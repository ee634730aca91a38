"""Find counterexamples as the grader does, in this process, and try to make them smaller."""

from __future__ import annotations

import contextlib
import io
import random
import re
import sys
import types
from code import InteractiveConsole
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

import pytest

from checks.exercises import BY_STEM
from checks.explain.failure import Failure, of_mismatch
from checks.explain.repro import repro
from checks.law.check import Check
from checks.law.living.life import Life
from checks.law.search import minimize
from checks.law.search.drawn import Drawn, Law
from checks.law.search.examination import Examination
from checks.law.subject import Apart, Subject
from checks.model.edits import with_children
from checks.model.network import Network
from checks.model.outcomes import CheckAborted, Mismatch
from checks.model.scenario import Step
from grader.course import registry
from grader.judge.shrinking import right_solution
from grader.judge.trusted import TrustedSubject, importable, solved

SECONDS = 2.0
"""Processor time for one scenario: some of the wrong solutions never end."""

BY_ADDRESS = {"cycle_guard_by_id", "dictionary_by_id", "memo_by_id", "weights_in_a_set"}
"""The misconceptions whose answers depend on addresses, and so on all that was done before."""


class TrustedExamination(Examination):
    """The grader's way of asking, for the kit's own solutions."""

    def __init__(self, check: Check, text: str) -> None:
        super().__init__(check, TrustedSubject(check.stem, text, SECONDS))
        self.right = right_solution(check.stem)


@dataclass(frozen=True)
class Counterexample:
    """How a check fails, and the example of it; None if it failed in company only, or drew with `st.data()`."""

    check: Check
    failure: Failure
    law: Law
    drawn: Drawn | None


def counterexamples(stem: str, text: str, checks: Sequence[Check] = ()) -> Iterator[Counterexample]:
    """Find the smallest counterexample of each check that a solution fails, by default among all of its exercise."""
    for check in checks or registry.all_checks(stem):
        found: list[tuple[Law, Drawn]] = []
        before = minimize.Search.minimized

        def note(search: minimize.Search, drawn: Drawn, mismatch: Mismatch) -> tuple[Drawn, Mismatch]:
            try:
                smallest = before(search, drawn, mismatch)  # noqa: B023  # used up in this round
            except Exception as error:
                pytest.fail(f"the search itself fails, which a student would not see: {error!r}")
            found.append((search.law, smallest[0]))  # noqa: B023
            return smallest

        try:
            with patch.object(minimize.Search, "minimized", note):
                mistake = TrustedExamination(check, text).mistake()
        except CheckAborted:
            continue
        if mistake is not None:
            law, drawn = found[-1] if found and not mistake.in_company else (check.function, None)
            yield Counterexample(check, of_mismatch(check, mistake, text), law, drawn)


def smaller_failures(one: Counterexample, text: str) -> Iterator[Any]:
    """Find examples with a node, an edge, a step, an entry or a digit less that fail in the same way."""
    assert one.drawn is not None
    wrong, right = Apart(TrustedSubject(one.check.stem, text, SECONDS)), right_solution(one.check.stem)
    kind = one.failure.raised and one.failure.raised.type
    for name, value in one.drawn.items():
        for variant in with_one_less(value):
            if told_apart(variant) < told_apart(value):
                continue  # a 1 hides more than an 11: see checks/law/search/telling_apart.py
            drawn = {**one.drawn, name: variant}
            mismatch = asked(one.law, wrong, drawn)
            if mismatch and (mismatch.raised and mismatch.raised.type) == kind and not asked(one.law, right, drawn):
                yield drawn


def told_apart(value: Any) -> int:
    """Count numbers that tell something: how many there are, less those that are 0, 1, -1 or equal to another one."""
    found = list(numbers_in(value))
    return len(set(found) - {0.0, 1.0, -1.0}) - len(found)


def numbers_in(value: Any) -> Iterator[float]:
    """Yield all numbers of an example that are no counts or places."""
    if type(value) is float:
        yield value
    elif isinstance(value, Network):
        yield from (node.value for node in value.nodes if node.value is not None)
    elif isinstance(value, Life):
        yield from numbers_in(value.network)
        yield from numbers_in([step.argument for step in value.steps])
    elif isinstance(value, list | tuple):
        for part in value:
            yield from numbers_in(part)


def asked(law: Law, subject: Subject, drawn: Drawn) -> Mismatch | None:
    """Ask about an example; a law that cannot judge it says nothing, as `minimize` takes it."""
    try:
        law(subject=subject, **drawn)
    except Mismatch as mismatch:
        return mismatch
    except (Exception, CheckAborted):
        return None
    return None


def with_one_less(value: Any) -> Iterator[Any]:
    """Make the variants of a value that lack one thing. Nothing of the kit's own search is used here."""
    if type(value) in (int, float):
        yield from digits_removed(value)
    elif isinstance(value, Network):
        yield from (network for network, _ in nodes_removed(value))
        for at, node in enumerate(value.nodes):
            for number in digits_removed(node.value):
                yield Network((*value.nodes[:at], node._replace(value=number), *value.nodes[at + 1 :]))
    elif isinstance(value, Life):
        yield from lives_with_one_less(value)
    elif isinstance(value, list):
        yield from ([*value[:at], *value[at + 1 :]] for at in range(len(value) if len(value) > 1 else 0))
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        for at, part in enumerate(value):
            yield from (type(value)([*value[:at], less, *value[at + 1 :]]) for less in with_one_less(part))


def digits_removed(number: Any) -> Iterator[Any]:
    """Write a number without one of its digits."""
    if type(number) in (int, float) and abs(number) < 1e16:
        text = repr(number)
        for at, character in enumerate(text):
            with contextlib.suppress(ValueError):  # the rest is no number
                less = type(number)(text[:at] + text[at + 1 :])
                if character.isdigit() and digits(less) < digits(number):
                    yield less


def digits(number: float) -> int:
    """Count the digits of a number as a person would: those of 0.50 are a 5."""
    return sum(map(str.isdigit, repr(abs(number)).removesuffix(".0").removeprefix("0.")))


def nodes_removed(network: Network) -> Iterator[tuple[Network, dict[int, int]]]:
    """Put a child in the place of each operation but the root, and leave each child out; with the new positions."""
    for at in network.operations:
        children = network.nodes[at].children
        if len(children) > 1:
            for slot in range(len(children)):
                yield without_strays(with_children(network, at, [*children[:slot], *children[slot + 1 :]]), network)
        for child in children if at != network.root else ():
            nodes = [n._replace(children=tuple(child if c == at else c for c in n.children)) for n in network.nodes]
            yield without_strays(Network(tuple(nodes)), network)


def without_strays(changed: Network, before: Network) -> tuple[Network, dict[int, int]]:
    """Leave out the nodes that are not below the root any more, nor below another top of the network before."""
    children = {child for node in before.nodes for child in node.children}
    tops = [i for i in range(len(before.nodes)) if i not in children]
    left = sorted({i for top in tops for i in changed.below(top)})
    places = {old: new for new, old in enumerate(left)}
    nodes = (changed.nodes[i]._replace(children=tuple(places[c] for c in changed.nodes[i].children)) for i in left)
    return Network(tuple(nodes)), places


def lives_with_one_less(life: Life) -> Iterator[Life]:
    """Make lives with a step less, or a node that no step is about, or a digit."""
    for at in range(len(life.steps) if len(life.steps) > 1 else 0):
        if life.steps[at].verb not in ("expand", "body", "make"):
            yield replace(life, steps=(*life.steps[:at], *life.steps[at + 1 :]))
    about = {step.node for step in life.steps}
    plain = all(step.verb not in ("set_children", "edit", "expand", "body", "make", "attempt") for step in life.steps)
    for network, places in nodes_removed(life.network) if plain else ():
        if about <= places.keys() | {None}:
            steps = (s if s.node is None else s._replace(node=places[s.node]) for s in life.steps)
            yield replace(life, network=network, steps=tuple(steps))
    for at, node in enumerate(life.network.nodes):
        for number in digits_removed(node.value):
            nodes = (*life.network.nodes[:at], node._replace(value=number), *life.network.nodes[at + 1 :])
            yield replace(life, network=Network(nodes))
    for at, step in enumerate(life.steps):
        if step.verb in ("assign", "backward"):
            for number in digits_removed(step.argument):
                yield replace(life, steps=(*life.steps[:at], Step(step.verb, step.node, number), *life.steps[at + 1 :]))


def code_of(failure: Failure) -> str:
    """The code to paste."""
    assert failure.scenario is not None
    return repro(failure.scenario, failure.stem, failure.step, before=failure.before)


def printed(stem: str, text: str, code: str) -> str:
    """What code prints with that solution, and the exception that ends it, if one does."""

    def run() -> None:
        exec(code, {"__name__": "pasted"})

    return _printed(stem, text, run)


def typed(stem: str, text: str, code: str) -> str:
    """What code prints that is pasted at Python's prompt, which takes it line by line."""
    raised: list[BaseException] = []

    class Prompt(InteractiveConsole):
        def showtraceback(self) -> None:
            raised.append(sys.exc_info()[1] or RuntimeError())

        def showsyntaxerror(self, filename: str | None = None, **_: Any) -> None:
            self.showtraceback()

    def run() -> None:
        prompt = Prompt({"__name__": "pasted"})
        for line in [*code.splitlines(), ""]:
            if raised:
                raise raised[0]
            with patch.object(sys, "displayhook", lambda value: None):  # the prompt also shows what is not printed
                prompt.push(line)
        if raised:
            raise raised[0]

    return _printed(stem, text, run)


def _printed(stem: str, text: str, run: Callable[[], None]) -> str:
    out = io.StringIO()
    module = types.ModuleType(f"backprop.{stem}")
    others = {f"backprop.{other}": solved(other) for other in BY_STEM[stem].builds_on}
    with importable({**others, module.__name__: module}), contextlib.redirect_stdout(out):
        try:
            random.seed(0)  # a class may draw parameters
            exec(compile(text, f"{stem}.py", "exec"), vars(module))
            run()
        except Exception as error:
            out.write(f"{type(error).__name__}: {error}")
    return without_addresses(out.getvalue())


def without_addresses(text: str) -> str:
    """Write a word for each whole number that is as long as the addresses of objects are, which no run repeats."""
    return re.sub(r"(?<![\d.])\d{14,16}(?![\d.e])|0x[0-9a-f]{8,}", "ADDRESS", text)
