"""A scenario as Python that a student can paste: it asks their classes the same question, and prints the answer."""

from __future__ import annotations

from checks.explain.spelling import Spelling
from checks.explain.verbs import VERBS, Verb
from checks.model.network import COURSE_MACROS, COURSE_OPERATIONS
from checks.model.scenario import Scenario


def repro(scenario: Scenario, stem: str, shown: int, in_module: bool = True) -> str:
    """Write the steps up to `shown`, and a `print` of the answer of that one.

    Args:
        scenario: The question.
        stem: The exercise that answered it.
        shown: The step whose answer is printed.
        in_module: Whether the solution is a module to import. If not, its names are there already, as in a notebook.
    """
    steps = scenario.steps[: shown + 1]
    verbs = [VERBS[step.verb] for step in steps]
    count = len(scenario.network.nodes)
    names = dict(enumerate(scenario.network.names))
    lines: list[str] = []
    before = ""
    for at, (step, verb) in enumerate(zip(steps, verbs, strict=True)):
        if verb.code.defines:
            names[len(names)] = f"result{len(names) - count + 1}"
        spelling = Spelling(step, dict(names), scenario.network, at == shown, before)
        before = verb.code.answer(spelling)
        if at < shown and steps[at + 1].verb == "keep":
            continue  # which does this step as well
        if not (at + 1 == shown and verbs[shown].code.absorbs):
            lines += verb.code.write(spelling)
    # Nodes that the output names need a variable, and so do the nodes that steps are about.
    asked = {step.node for step in steps if step.node is not None}
    given = {child for step in steps for child in VERBS[step.verb].children(step.argument)}
    built = {step.node for step in scenario.steps if step.verb == "build" and step.node is not None}
    given |= {child for node in built for child in scenario.network.nodes[node].children}
    keep = range(count) if any(verb.names_all for verb in verbs) else asked | given
    later = {names[node] for node in built}
    code = scenario.network.code(keep).splitlines() if count else []
    build = [line for line in code if line.partition(" = ")[0] not in later]
    if any(verb.code.needs_calls for verb in verbs):
        # Before the first question, for building the network reads children as well.
        lines.insert(0, "calls.clear()")
    return "\n".join([*_imports(scenario, stem, verbs, in_module), "", *build, *lines])


def step_text(scenario: Scenario, step: int) -> str:
    """Write one step as a person would name it: the code of it, if that is one line."""
    names = dict(enumerate(scenario.network.names))
    for one in scenario.steps[: step + 1]:
        if VERBS[one.verb].code.defines:
            names[len(names)] = f"result{len(names) - len(scenario.network.nodes) + 1}"
    asked = scenario.steps[step]
    code = VERBS[asked.verb].code
    spelling = Spelling(asked, names, scenario.network, shown=False)
    lines = code.lines(spelling) or [code.answer(spelling)]
    return lines[0] if len(lines) == 1 else f"{asked.verb} of {spelling.it}"


def _imports(scenario: Scenario, stem: str, verbs: list[Verb], in_module: bool) -> list[str]:
    """Write the imports, the student's module last, so that its names replace those of the framework."""
    lines = ["from backprop.framework import *"]
    if any(verb.code.needs_losses for verb in verbs):
        lines.append("from backprop.losses import *")
    if in_module:
        lines.append(f"from backprop.{stem} import *")
    helpers = sorted({verb.helper for verb in verbs if verb.helper})
    if helpers:
        lines.append(f"from checks.explain.repro_helpers import {', '.join(helpers)}")
    if any(node.own or node.kind in (*COURSE_MACROS, *COURSE_OPERATIONS) for node in scenario.network.nodes):
        lines.append("from checks.guest.course_classes import course_classes")
        lines.append("globals().update(course_classes(globals()))")
    if any(verb.code.needs_calls for verb in verbs):
        lines.append("from checks.guest.call_counter import Calls")
        lines.append("calls = Calls()")
        lines.append("globals().update(calls.classes(globals()))  # subclasses of yours that count")
    return lines
