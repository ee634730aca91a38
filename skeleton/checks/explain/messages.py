"""The message about a check that did not pass.

It has, in this order, the law, the network, the expected and the actual answer, when it fails, code to paste, and the
place to edit.
It is the same in a terminal and in a record, and it never says how to write the solution.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from checks.explain.compare import side_by_side
from checks.explain.failure import Failure
from checks.explain.media import PROJECT, Medium
from checks.explain.snapshot import Snapshot
from checks.explain.story import step_text, story
from checks.explain.tree_text import DEPARTS, MARKS, number, sums_text, tree_text
from checks.explain.verbs import VERBS
from checks.law.macros import stands_for
from checks.model.network import COURSE_MACROS, Network
from checks.model.outcomes import Raised
from checks.model.scenario import Scenario
from checks.model.status import Status

WIDTH = 78
"""Columns: a terminal has at least 80."""

MOST_STEPS = 20
"""Number of lines of steps; the code to paste has all of them."""

MOST_LINES = 4
"""Number of lines of a network for which there is no answer: it is not the smallest, and may be large.

Others may have twice as many: the search for the smallest can run out of time.
"""

IN_COMPANY = (
    "Asked this question alone, it answers rightly. It was asked several, about one network after the other: "
    "something is kept outside of the nodes, in the module, in a class or in a default argument."
)

MOST_LETTERS = 3
"""Number of children with which a macro is written out."""

UNSTEADY = "Asked again, it answered differently: something is kept outside of the nodes."

LONGEST_WORD = 100
"""Number of characters of a formula that may stand in one line without a space, as those of deep networks do."""


class Role(Enum):
    """The purpose of a line in a message, so that a medium can set it apart."""

    LAW = auto()
    NETWORK = auto()
    STEPS = auto()
    TREE = auto()
    DEPARTURE = auto()
    SUMS = auto()
    COMPARED = auto()
    DIFFERENCE = auto()
    WHY = auto()
    CONDITION = auto()
    FRAMES = auto()
    PASTE = auto()
    CODE = auto()
    EDIT = auto()
    REASON = auto()
    UNSTEADY = auto()


class Block(NamedTuple):
    """Lines that belong together. Between the blocks of a paragraph there is no empty line."""

    role: Role
    lines: tuple[str, ...]


Paragraph = tuple[Block, ...]


def explain(failure: Failure, medium: Medium = PROJECT) -> str:
    """Write the whole message as text."""
    return "\n\n".join(
        "\n".join(line for block in paragraph for line in block.lines) for paragraph in paragraphs(failure, medium)
    )


def paragraphs(failure: Failure, medium: Medium = PROJECT) -> Iterator[Paragraph]:
    """Write the message in parts, for a medium that shows each in its own way."""
    if failure.reason:
        if failure.status is Status.TIMEOUT and failure.scenario:
            yield tuple(_question(failure))
        yield (Block(Role.REASON, _wrapped(sentence(failure, medium))),)
        if failure.raised and failure.raised.frames and (text := failure.raised.frames[-1].source):
            yield (Block(Role.FRAMES, tuple(f"    {line}" for line in text.splitlines())),)
        if failure.status is Status.TIMEOUT:
            yield (_edit(failure, medium),)
        return
    yield tuple(_question(failure))
    if shown := failure.snapshot():
        yield tuple(_tree(shown))
    yield tuple(_compared(failure, medium))
    if failure.condition:
        yield (Block(Role.CONDITION, _wrapped(failure.condition)),)
    if failure.raised and failure.raised.frames:
        yield (Block(Role.FRAMES, tuple(own_frames(failure.raised, medium))),)
    if (failure.before or not failure.in_company) and not failure.is_sealed:
        yield tuple(_paste(failure, medium))
    unsteady = [(UNSTEADY,)] * (failure.steady is False) + [_wrapped(IN_COMPANY)] * failure.in_company
    yield (_edit(failure, medium), *(Block(Role.UNSTEADY, lines) for lines in unsteady))


def _edit(failure: Failure, medium: Medium) -> Block:
    """Say which file to edit, and which function in it."""
    edit = f"Edit {medium.file(failure.stem)}{failure.edit and f': {failure.edit}'}."
    if failure.steady or failure.in_company:
        edit += " The check is right as it is."
    return Block(Role.EDIT, _wrapped(edit))


def sentence(failure: Failure, medium: Medium = PROJECT) -> str:
    """Say in one sentence why no answer came."""
    file = medium.file(failure.stem)
    if failure.status is Status.NOT_STARTED:
        return failure.reason
    if failure.raised:
        return f"{file} cannot be loaded. {medium.raised(failure.raised)}"
    comma = "," if failure.status is Status.TIMEOUT else ""
    return f"{failure.reason}{comma} {_during(failure, file)}{failure.detail and f': {failure.detail}'}."


def brief(failure: Failure) -> str:
    """Say in one line what went wrong, for a summary."""
    return sentence(failure) if failure.reason else f"expected {failure.expected}, got {failure.got}"


def _during(failure: Failure, file: str) -> str:
    """Say what the solution was doing: the step if it is known which, else all those of the solution."""
    scenario = failure.scenario
    if scenario is None:
        return f"while {file} was being loaded"
    if failure.step >= 0:
        return f"while it did {step_text(scenario, failure.step)}"
    asked = (step for step in scenario.steps if not VERBS[step.verb].housekeeping)
    calls = dict.fromkeys(f"{s.argument[0] if s.verb in ('call', 'make') else s.verb}()" for s in asked)
    words = " or ".join(calls) or "the making of the nodes"
    shown = not scenario.network.nodes or failure.status is Status.TIMEOUT
    return f"during {words}" + ("" if shown else f" of {scenario.network.formula}")


def _question(failure: Failure) -> Iterator[Block]:
    scenario = failure.scenario
    question = ""
    yield Block(Role.LAW, _wrapped(f"The law: {failure.law}."))
    if scenario and scenario.network.nodes:
        found = "The smallest network found"
        if failure.in_company or failure.reason:
            found = "The network"
        formula = scenario.network.formula
        if max(map(len, formula.split())) > LONGEST_WORD:
            formula = f"a network of {len(scenario.network.nodes)} nodes, nested too deep for a formula"
        lines = _wrapped(f"{found}: {formula}", "    ")
        # The code to paste has all of it.
        yield Block(Role.NETWORK, _cut(lines, MOST_LINES if failure.reason else 2 * MOST_LINES))
        yield from _macros(scenario.network)
    elif scenario and scenario.steps:
        question = scenario.question(failure.step) or step_text(scenario, failure.step)
        yield Block(Role.NETWORK, _cut(_wrapped(f"The question: {question}", "    "), 2 * MOST_LINES))
    for earlier in failure.before:
        yield Block(Role.STEPS, _wrapped(f"Asked before it: {_asked_before(earlier)}", "    "))
    if scenario and not failure.reason and (told := story(scenario, failure.step)) != question:
        yield Block(Role.STEPS, _cut(_wrapped(f"The steps: {told}", "    "), MOST_STEPS))


def _cut(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    return (*lines[:most], "    ...") if len(lines) > most else lines


def _macros(network: Network) -> Iterator[Block]:
    """Say what the macros of the checks stand for, once for each kind: no student has written them."""
    below = {node.kind: len(node.children) for node in network.nodes if node.kind in COURSE_MACROS}
    told = [stands_for(kind, min(max(count, 1), MOST_LETTERS)) for kind, count in below.items()]
    if told:
        yield Block(Role.NETWORK, _wrapped(f"In it, {'; '.join(told)}.", "    "))


def _asked_before(scenario: Scenario) -> str:
    """Tell a question that was asked before, with its network if it is about one."""
    told = story(scenario, -1)
    return f"{told}, with {scenario.network.formula}" if scenario.network.nodes else told


def _tree(shown: Snapshot) -> Iterator[Block]:
    """Draw the network as a tree, below a line that says what its numbers are."""
    beside = " beside yours" if shown.yours and (shown.yours.values or shown.yours.told) else ""
    head = f"What is right at each node{beside}"
    if shown.derivative is not None:
        exact = shown.derivative
        came = number(list(exact) if isinstance(exact, tuple) else exact)
        head += f", when {came} comes down to the root"
    yield Block(Role.TREE, (f"{head}:",))
    for line in tree_text(shown):
        yield Block(Role.DEPARTURE if line.endswith((DEPARTS, *MARKS.values())) else Role.TREE, (f"    {line}",))
    if sums := sums_text(shown):
        yield Block(Role.SUMS, tuple(line for one in sums for line in _wrapped(one, "    ")))


def _compared(failure: Failure, medium: Medium) -> Iterator[Block]:
    got = medium.raised(failure.raised) if failure.raised else failure.got
    table = side_by_side(failure.expected, got, failure.values, failure.factor)
    for at, line in enumerate(table.lines):
        yield Block(Role.DIFFERENCE if at == table.marked else Role.COMPARED, (line,))
    if failure.why:
        yield Block(Role.WHY, _wrapped(failure.why))


def own_frames(raised: Raised, medium: Medium = PROJECT) -> Iterator[str]:
    """Show the student's own part of a traceback, outermost frame first."""
    yield "Your code on the way there:"
    for frame in raised.frames:
        yield f"  {medium.position(frame)}: in {frame.function}"
        if frame.source:
            yield f"      {frame.source}"


def _paste(failure: Failure, medium: Medium) -> Iterator[Block]:
    if failure.scenario and failure.can_be_pasted:
        code = medium.repro(failure.scenario, failure.stem, failure.step, failure.before)
        yield Block(Role.PASTE, (f"To see it yourself, paste this {medium.paste}:",))
        yield Block(Role.CODE, tuple(code.splitlines()))  # not indented, or Python would not take it
    else:
        text = "To see it yourself, build such a network in a loop: it is too large to be pasted."
        yield Block(Role.PASTE, _wrapped(text))


def wrapped(text: str, further: str = "") -> str:
    """Wrap a text to the width of a terminal; lines after the first begin with `further`."""
    return "\n".join(_wrapped(text, further))


def _wrapped(text: str, further: str = "") -> tuple[str, ...]:
    lines = textwrap.wrap(text, WIDTH, subsequent_indent=further, break_on_hyphens=False, break_long_words=False)
    return tuple(lines)
