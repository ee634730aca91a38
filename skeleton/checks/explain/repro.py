"""A scenario as Python that a student can paste: it asks their classes the same question, and prints the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from checks.explain.spelling import Spelling
from checks.explain.verbs import VERBS, Verb
from checks.model.network import COURSE_MACROS, COURSE_OPERATIONS, MACROS
from checks.model.scenario import Scenario


def repro(scenario: Scenario, stem: str, shown: int, in_module: bool = True, before: Sequence[Scenario] = ()) -> str:
    """Write the steps up to `shown`, and a `print` of the answer of that one.

    Args:
        scenario: The question.
        stem: The exercise that answered it.
        shown: The step whose answer is printed.
        in_module: Whether the solution is a module to import. If not, its names are there already, as in a notebook.
        before: Questions that must be asked before, without which the answer is right.
    """
    asked = [*before, Scenario(scenario.network, scenario.steps[: shown + 1])]
    parts = [_imports(asked, stem, in_module)]
    parts += [_steps(one, shown=None) for one in before]
    parts.append(_steps(asked[-1], shown))
    return "\n\n".join("\n".join(_for_a_prompt(lines)) for lines in parts if lines)


def _steps(scenario: Scenario, shown: int | None) -> list[str]:
    """Write the network and the steps, with a `print` of the answer of one step."""
    verbs = [VERBS[step.verb] for step in scenario.steps]
    network, names = scenario.network, dict(enumerate(scenario.network.names))
    lines: list[str] = []
    before = ""
    for at, (step, verb) in enumerate(zip(scenario.steps, verbs, strict=True)):
        if verb.code.defines:
            names[len(names)] = f"result{len(names) - len(network.nodes) + 1}"
        spelling = Spelling(step, dict(names), network, at == shown, before)
        before = (verb.code.returned or verb.code.answer)(spelling)
        following = verbs[at + 1].code if at + 1 < len(verbs) else None
        if following is None or not (following.does_before or (following.absorbs and at + 1 == shown)):
            lines += verb.code.write(spelling)
    build = _construction(scenario, verbs)
    if any(node.kind in (*MACROS, *COURSE_MACROS) for node in network.nodes):
        build.insert(0, DRAWING)
    if any(verb.code.needs_calls for verb in verbs):
        # Before the first question, for building the network reads children as well.
        clear = [] if lines[:1] == ["calls.clear()"] else ["calls.clear()"]
        return [*COUNTING, *build, *clear, *lines]
    return [*build, *lines]


DRAWING = "import random; random.seed(0)  # so that parameters begin with the same values"
COUNTING = ("calls = Calls()", "globals().update(calls.classes(globals()))  # subclasses of yours that count")


def _construction(scenario: Scenario, verbs: Sequence[Verb]) -> list[str]:
    """Write what builds the network, except for nodes that a step builds later."""
    network, steps = scenario.network, scenario.steps
    # Nodes that the output names need a variable, and so do the nodes that steps are about.
    keep = {step.node for step in steps if step.node is not None}
    keep |= {child for step in steps for child in step.children}
    built = {step.node for step in steps if step.verb == "build" and step.node is not None}
    keep |= {child for node in built for child in network.nodes[node].children}
    # Written inside each other, inputs are made in the order in which they stand there; it may matter which came first.
    inputs = network.inputs() if network.nodes else []
    if inputs != sorted(inputs):
        keep |= set(inputs)
    code = network.code(range(len(network.nodes)) if any(verb.names_all for verb in verbs) else keep)
    later = {network.names[node] for node in built}
    return [line for line in code.splitlines() if line.partition(" = ")[0] not in later]


def _for_a_prompt(lines: Sequence[str]) -> Iterator[str]:
    """Put an empty line after each block that is indented, and none inside: Python's prompt ends a block there."""
    single = [line for line in "\n".join(lines).splitlines() if line.strip()]
    for line, following in zip_longest(single, single[1:], fillvalue=""):
        yield line
        if line.startswith(" ") and following and not following.startswith((" ", "except", "else", "finally")):
            yield ""


def _imports(scenarios: Sequence[Scenario], stem: str, in_module: bool) -> list[str]:
    """Write the imports, the student's module last, so that its names replace those of the framework."""
    verbs = [VERBS[step.verb] for scenario in scenarios for step in scenario.steps]
    lines = ["from backprop.framework import *"]
    if any("'cut'" in repr(step.argument) for scenario in scenarios for step in scenario.steps):
        lines.append("from checks.model.kinds import cut")
    if any(verb.code.needs_losses for verb in verbs):
        lines.append("from backprop.losses import *")
    if in_module:
        lines.append(f"from backprop.{stem} import *")
    helpers = sorted({verb.helper for verb in verbs if verb.helper})
    if helpers:
        lines.append(f"from checks.explain.repro_helpers import {', '.join(helpers)}")
    if any(verb.code.needs_calls for verb in verbs):
        lines.append("from checks.guest.call_counter import Calls")
    nodes = (node for scenario in scenarios for node in scenario.network.nodes)
    if any(node.own or node.kind in (*COURSE_MACROS, *COURSE_OPERATIONS) for node in nodes):
        lines.append("from checks.guest.course_classes import course_classes")
        lines.append("globals().update(course_classes(globals()))")
    return lines
