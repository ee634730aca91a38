"""The right steps: values go up node by node, derivatives come down edge by edge, then the parameters move."""

from __future__ import annotations

from dataclasses import dataclass, field

from checks.stepper import lines
from checks.stepper.lines import Line
from checks.stepper.part import Part
from checks.stepper.question import Question

LEAVES, VALUE, START, SEND, MOVE = "leaves", "value", "start", "send", "move"


@dataclass(frozen=True)
class Step:
    """One step, with the lines that it says."""

    do: str
    at: int = -1
    """The node that it is about; for `send` the place of the edge in `Part.edges`."""

    line: Line = field(default_factory=list)
    more: Line = field(default_factory=list)
    """What else there is to say: why, and who has not yet spoken."""


def right_steps(question: Question, part: Part) -> list[Step]:
    """List the steps on the part of a network that is shown."""
    network = question.network
    inner = [i for i in part.nodes if network.nodes[i].children]
    steps = [Step(LEAVES, -1, ["The leaves have their values. They go up, children before their parents."])]
    if not part.whole:
        steps = [Step(LEAVES, -1, ["Values have come up from below, children before their parents."])]
    steps += [Step(VALUE, i, lines.value_line(question, i)) for i in inner]
    steps.append(Step(START, network.root, lines.start_line(question)))
    for e in range(len(part.edges)):
        more = [*lines.why_line(question, part, e), " ", *lines.sum_line(question, part, e)]
        steps.append(Step(SEND, e, lines.send_line(question, part, e), lines.joined(more)))
    moving = [i for i in part.nodes if network.nodes[i].kind == "Parameter"]
    for k, i in enumerate(moving):
        more = ["Every derivative is known by now, so a parameter may move."] if k == 0 else []
        steps.append(Step(MOVE, i, lines.move_line(question, i), [*more]))
    return steps
