"""What a person reads when a check did not pass.

In this order: the law, the network, expected and got, code to paste, and what to edit. The text is the same in a
terminal and in a grader's record; it never says how to write the solution.
"""

from __future__ import annotations

import linecache
import textwrap

from checks.exercises import BY_STEM
from checks.explain.compare import first_difference, side_by_side
from checks.explain.repro import script
from checks.explain.snapshot import Snapshot, snapshot
from checks.explain.tree_text import number, tree_text
from checks.model.network import LARGE
from checks.model.outcomes import Mismatch, Raised
from checks.model.scenario import Scenario

WIDTH = 78


def explain(law: str, file: str, stem: str, mismatch: Mismatch) -> str:
    """The law, the network, expected and got, code to paste, and the file to edit."""
    scenario, step = mismatch.scenario, mismatch.step
    question = [wrapped(f"The law: {law}.")]
    if scenario.network.nodes:
        question.append(wrapped(f"The smallest network found: {scenario.network.formula}", "    "))
    elif call := scenario.question(step):
        question.append(wrapped(f"The question: {call}", "    "))
    parts = ["\n".join(question)]
    if shown := snapshot(scenario, step, first_difference(mismatch.expected, mismatch.got)):
        parts.append(_tree(shown))
    compared = side_by_side(mismatch.expected, mismatch.got)
    parts.append("\n".join([*compared, wrapped(mismatch.why)] if mismatch.why else compared))
    if mismatch.raised and mismatch.raised.frames:
        parts.append(own_frames(mismatch.raised))
    if len(scenario.network.nodes) > LARGE:
        parts.append(wrapped("To see it yourself, build such a network in a loop: it is too large to be pasted."))
    else:
        code = indented(reproduction(stem, mismatch))
        parts.append(f"To see it yourself, paste this into Python in the project's folder:\n{code}")
    edit = scenario.function(step) or BY_STEM[stem].edit
    parts.append(wrapped(f"Edit {file}{edit and f': {edit}'}. The check is right as it is."))
    return "\n\n".join(parts)


def reproduction(stem: str, mismatch: Mismatch) -> str:
    """Code to paste that asks the same of the student's own classes and prints the answer."""
    return script(mismatch.scenario, stem, mismatch.step)


def last_question(stem: str, scenario: Scenario) -> str:
    """The code of a scenario that never came to an answer."""
    return script(scenario, stem, len(scenario.steps) - 1)


def own_frames(raised: Raised) -> str:
    """The part of a traceback that is the student's own, outermost first."""
    lines = []
    for file, line, function in raised.frames:
        lines.append(f"  {file}:{line}: in {function}")
        source = _source(raised, line)
        if source:
            lines.append(f"      {source}")
    return "\n".join(["Your code on the way there:", *lines])


def _source(raised: Raised, line: int) -> str:
    """The text of a line of the student's file, which is known where the exception happened in this process."""
    trace = raised.error.__traceback__ if raised.error else None
    while trace:
        if trace.tb_lineno == line and trace.tb_frame.f_code.co_filename.endswith(raised.frames[0][0].split("/")[-1]):
            return linecache.getline(trace.tb_frame.f_code.co_filename, line).strip()
        trace = trace.tb_next
    return ""


def _tree(shown: Snapshot) -> str:
    """The network as a tree, with a word on what its numbers are."""
    if shown.derivative is None:
        head = "What is right at each node:"
    else:
        exact = shown.derivative
        came = number(list(exact) if isinstance(exact, tuple) else exact)
        head = f"What is right at each node, when {came} comes down to the root:"
    return "\n".join([head, *("    " + line for line in tree_text(shown))])


def wrapped(text: str, further: str = "") -> str:
    """The text in lines of a terminal's width."""
    return textwrap.fill(text, WIDTH, subsequent_indent=further, break_on_hyphens=False, break_long_words=False)


def indented(text: str) -> str:
    return "\n".join("    " + line if line else "" for line in text.splitlines())
