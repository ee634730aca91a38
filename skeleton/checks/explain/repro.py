"""A scenario as Python that a student can paste: it asks the same of their own classes, and prints the same answer."""

from __future__ import annotations

from checks.model.scenario import Scenario, Step, call_text

PRINTED = {"forward", "predict", "value_of", "find_inputs", "funcify", "call", "run_function"}
"""Steps that are an expression, the value of which is the answer."""

HELPERS = {"fill": "fill", "survey": "survey", "train": "parameters_below", "work": "work"}
"""What a step needs of `pasted.py`."""

COURSE_MACROS = {"Neuron", "Tower", "Gate", "Scaled", "Shifted"}


def script(scenario: Scenario, stem: str, shown: int) -> str:
    """The steps up to `shown`, and a `print` of what that one answers."""
    steps = scenario.steps[: shown + 1]
    verbs = {step.verb for step in steps}
    count = len(scenario.network.nodes)
    names = dict(enumerate(scenario.network.names))
    lines: list[str] = []
    for at, step in enumerate(steps):
        if at + 1 == shown and steps[shown].verb == "work":
            continue  # the next step does this one, and counts
        if step.verb in ("make", "expand"):
            names[len(names)] = f"result{len(names) - count + 1}"
        lines += _lines(step, steps[at - 1], names, count, at == shown)
    # What is counted or filled is told by name, so every node needs one then.
    asked = {s.node for s in steps if s.node is not None}
    given = {child for s in steps if s.verb == "set_children" for child in s.argument}
    keep = range(count) if verbs & {"calls", "fill", "survey"} else asked | given
    build = scenario.network.code(keep).splitlines() if count else []
    if "calls" in verbs:
        inner = [*build, "calls.clear()", *lines]
        body = [f"with Calls(vars(backprop.{stem})) as calls:", *("    " + line for line in inner)]
    else:
        body = [*build, *lines]
    return "\n".join([*_head(scenario, stem, verbs), "", *body])


def _head(scenario: Scenario, stem: str, verbs: set[str]) -> list[str]:
    """The imports: the student's names replace those of the framework."""
    head = ["from backprop.framework import *"]
    if "train" in verbs:
        head.append("from backprop.losses import *")
    head.append(f"from backprop.{stem} import *")
    macros = bool(COURSE_MACROS & {node.kind for node in scenario.network.nodes})
    if macros or "calls" in verbs:
        head.append(f"import backprop.{stem}")
    if "calls" in verbs:
        head.append("from checks.guest.call_counter import Calls")
    pasted = sorted(HELPERS[verb] for verb in verbs & set(HELPERS))
    if pasted:
        head.append(f"from checks.explain.repro_helpers import {', '.join(pasted)}")
    if macros:
        head.append("from checks.guest.interpreter import course_macros")
        head.append(f"globals().update(course_macros(vars(backprop.{stem})))")
    return head


def _lines(step: Step, before: Step, name: dict[int, str], count: int, shown: bool) -> list[str]:
    """One step as lines of Python; `count` nodes have been there from the beginning."""
    it, argument = name.get(step.node, "") if step.node is not None else "", step.argument
    newest = name[len(name) - 1] if name else ""
    ours = ", ".join(f"{name[i]}={name[i]}" for i in range(count))
    match step.verb:
        case "make":
            lines, answer = [f"{newest} = {call_text(step)}"], newest
        case "expand":
            lines, answer = [f"{newest} = expand({it})"], newest
        case "fill":
            known = ", ".join(name[i] for i in range(count))
            lines, answer = [f"count = fill({it}, {argument!r}, known=[{known}])"], "count"
        case "survey":
            lines, answer = [], f"survey({', '.join(filter(None, [it, ours]))})"
        case "calls":
            lines, answer = [], f"calls.table({ours})"
            if not shown:
                lines = ["calls.clear()"]
        case "work":
            lines, answer = [], f"work(lambda: {_text(before, name)})" if shown else ""
        case "train":
            return _training(it, argument)
        case _:
            text = _text(step, name)
            lines, answer = ([], text) if step.verb in PRINTED else ([text], "")
            if step.verb in PRINTED and not shown:
                lines = [text]
    return [*lines, f"print({answer})"] if shown and answer else lines


def _text(step: Step, name: dict[int, str]) -> str:
    it, argument = name.get(step.node, "") if step.node is not None else "", step.argument
    match step.verb:
        case "call":
            return call_text(step)
        case "predict" | "backward":
            return f"{it}.{step.verb}({argument!r})"
        case "find_inputs":
            return f"{it}.find_input_nodes()"
        case "value_of":
            return f"{it}.value"
        case "assign":
            return f"{it}.value = {argument!r}"
        case "set_children":
            return f"{it}.children = [{', '.join(name[c] for c in argument)}]"
        case "unroll":
            return f"function = unroll({it})"
        case "run_function":
            return f"function({', '.join(map(repr, argument))})"
        case "unroll_training":
            return f"train = unroll_training({it}, {argument!r})"
        case "run_training":
            return f"train({argument!r})"
    return f"{it}.{step.verb}()"  # forward, compile, funcify


def _training(it: str, argument: list[object]) -> list[str]:
    """Training by hand, which shows the parameters after each of the first updates and at the end."""
    loss, data, epochs, watched = argument
    update = f"    {it}.backward({loss}_loss_grad(y, {it}.predict(x)))"
    return [
        f"data = {data!r} * {epochs}",
        f"parameters = parameters_below({it})",
        f"for x, y in data[:{watched}]:",
        update,
        "    print([p.value for p in parameters])",
        f"for x, y in data[{watched}:]:",
        update,
        "print([p.value for p in parameters])",
    ]
