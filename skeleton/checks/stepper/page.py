"""The page: one HTML file that loads nothing, with the network, the right steps and a solution's calls as data."""

from __future__ import annotations

import json
import math
import re
from importlib.resources import files
from typing import Any

from checks.explain.drawing import CHARACTER, SIGNS
from checks.explain.layout import Point, Size, arrange
from checks.explain.tree_text import number
from checks.model.network import LEAVES
from checks.stepper.beside import own_calls
from checks.stepper.lines import MOST, Line, formula_line
from checks.stepper.numbers import RATE, Numbers
from checks.stepper.part import Part, said, shown_part
from checks.stepper.parting import Examiner
from checks.stepper.question import OUTPUTS, Question
from checks.stepper.recording import Recording
from checks.stepper.steps import right_steps

CHANGEABLE = (
    *("Input", "Parameter", "Add", "Multiply", "ReLU", "Sigmoid", "Output", "Softmax"),
    *("Square", "Inverse", "Half", "Relay", "Blend", "Mirrored"),
)
"""The kinds that the page can compute itself, when a number is changed."""

LABEL: Size = (76.0, 38.0)
HEIGHT = 64.0
BELOW = 20.0
"""Room below a node for the number of children that are not shown."""

MOST_WRITTEN = 24
"""Number of nodes of a network that is written as a formula."""

PLACE = "{{data}}"
"""Where the data of a page goes."""

PROGRAM = re.compile(r"<script>([\s\S]*?)</script>")

LARGEST = 99_000
"""Number of characters of a page, all of them ASCII or nearly so: it fits into a mail, and opens at once."""

SIZES = ((60, 100), (40, 70), (25, 45), (15, 25), (8, 12), (1, 0))
"""How many nodes and edges are shown: the first of these with which the page is not too large."""


def data(question: Question, right: Numbers, recording: Recording | None = None) -> dict[str, Any]:
    """Describe everything that a page shows, in numbers, texts, lists and dicts.

    Args:
        question: The network, and what comes down to it.
        right: Its numbers.
        recording: A solution's calls; None to show the right steps alone.
    """
    for most in SIZES:
        found = _data(question, right, recording, shown_part(question.network, most))
        if len(written(found)) <= LARGEST:
            break
    return found


def _data(question: Question, right: Numbers, recording: Recording | None, part: Part) -> dict[str, Any]:
    network = question.network
    steps = right_steps(question, part)
    parting = Examiner(question, right, recording).parting() if recording else None
    place = {i: k for k, i in enumerate(part.nodes)}
    known = all(node.kind in CHANGEABLE for node in network.nodes) and None not in right.values
    changeable = part.whole and known and not question.foreign and right.start is not None
    found = {
        "title": question.title,
        "formula": formula_line(question) if len(network.nodes) <= MOST_WRITTEN else "",
        "note": said(part, network, question.names) or _foreign(question),
        "changeable": changeable,
        "start": {"loss": question.start.loss, "target": question.start.target},
        "numbers": _numbers(question, right, part, place, changeable),
        "steps": [
            {
                "do": step.do,
                "at": step.at if step.do == "send" else place.get(step.at, -1),
                "line": _placed(step.line, place, right),
                "more": _placed(step.more, place, right),
            }
            for step in steps
        ],
        "yours": recording and own_calls(question, part, steps, recording, parting),
    }
    return found | _picture(question, part, place)


def written(found: dict[str, Any]) -> str:
    """Write the page that shows this data."""
    return template().replace(PLACE, as_json(found))


def as_json(found: dict[str, Any]) -> str:
    """Write the data as it stands in the page: it neither ends the element that it is in nor begins another one."""
    text = json.dumps(found, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def template() -> str:
    """Read the page without data, which goes where `PLACE` is."""
    return files(__package__).joinpath("page.html").read_text(encoding="utf-8")


def program() -> str:
    """Read the page's program, for a policy that allows it by its digest."""
    (found,) = PROGRAM.findall(template())
    return str(found)


def _foreign(question: Question) -> str:
    """Say of which nodes the numbers are the student's own."""
    kinds = sorted({question.network.nodes[i].kind for i in question.foreign})
    if not kinds:
        return ""
    return f"What {', '.join(kinds)} computes is taken from the class itself, so no number can be changed here."


def _placed(line: Line, place: dict[int, int], right: Numbers) -> Line:
    """Refer to the nodes by their places on the page; a number of a node that is not there becomes text."""
    found: Line = []
    for piece in line:
        if isinstance(piece, str) or piece[0] in "gpt":
            found.append(piece)
        elif piece[1] in place:
            found.append([piece[0], place[piece[1]], *piece[2:]])
        else:
            found.append(number(right.values[piece[1]]) or "?")
    return found


def _numbers(question: Question, right: Numbers, part: Part, place: dict[int, int], changeable: bool) -> dict[str, Any]:
    """Collect the numbers of what is shown, in which None stands for what nobody knows."""
    network = question.network
    rates = {i: network.nodes[i].learning_rate for i in right.after if i in place}
    at = [edge[:2] for edge in part.edges]
    found = {
        "values": [_begun(right.values[i]) for i in part.nodes],
        "totals": [_begun(right.totals[i]) for i in part.nodes],
        "start": right.start if changeable else _begun(right.start),
        "slopes": [_begun(right.slopes[edge]) for edge in at],
        "parts": [right.parts[edge] for edge in at],
        "sums": [right.sums[edge] for edge in at],
        "after": {str(place[i]): value for i, value in right.after.items() if i in place},
        "rates": {str(place[i]): RATE if rate is None else rate for i, rate in rates.items()},
    }
    return {key: _finite(value) for key, value in found.items()}


def _begun(value: Any) -> Any:
    """Keep as much of a list as is ever shown, and one item more, so that the page sees that it goes on."""
    return value[: MOST + 1] if isinstance(value, list) else value


def _finite(value: Any) -> Any:
    """Replace what JSON cannot write."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _picture(question: Question, part: Part, place: dict[int, int]) -> dict[str, Any]:
    """Find places for nodes and labels; the root is the first box, as the layout wants it."""
    network, shown = question.network, part.nodes[::-1]
    box = {i: k for k, i in enumerate(shown)}
    sizes = [_size(question, i) for i in shown]
    room = [(w, h + BELOW * (i in part.left_out)) for i, (w, h) in zip(shown, sizes, strict=True)]
    ways = []
    for e, (parent, _, child) in enumerate(part.edges):
        ways += [(box[parent], len(shown) + e), (len(shown) + e, box[child])]
    layout = arrange([*room, *[LABEL] * len(part.edges)], ways)
    nodes: list[dict[str, Any]] = []
    for i in part.nodes:
        (x, y), (w, h), (_, taken) = layout.places[box[i]], sizes[box[i]], room[box[i]]
        node = network.nodes[i]
        one: dict[str, Any] = {
            "name": question.names[i],
            "kind": node.kind,
            "children": [place[c] for c in node.children if c in place],
        }
        one |= {"x": round(x), "y": round(y - (taken - h) / 2), "w": round(w), "h": round(h)}
        if node.kind not in LEAVES:
            one["sign"] = _sign(question, i)
        nodes.append(one | ({"more": part.left_out[i]} if i in part.left_out else {}))
    edges = []
    for e, (parent, slot, child) in enumerate(part.edges):
        x, y = layout.places[len(shown) + e]
        above, below = layout.ways[2 * e], layout.ways[2 * e + 1]
        way = _way([*above, *below[1:]], room[box[parent]][1], room[box[child]][1])
        ends = {"from": place[parent], "slot": slot, "to": place[child]}
        edges.append(ends | {"x": round(x), "y": round(y), "way": way})
    return {"nodes": nodes, "edges": edges, "size": [math.ceil(side) + 8 for side in layout.size]}


def _size(question: Question, i: int) -> Size:
    node, name = question.network.nodes[i], question.names[i]
    sign = _sign(question, i)
    numbers_need = 26 if node.kind in OUTPUTS else 20 if node.kind == "Parameter" else 10
    return max(len(name) + len(sign) + 2 * bool(sign), numbers_need) * CHARACTER + 20, HEIGHT


def _sign(question: Question, i: int) -> str:
    """Find what is written behind the name of an operation: its sign, or its class if the name does not say that."""
    kind = question.network.nodes[i].kind
    return "" if kind in LEAVES or kind.lower() == question.names[i].lower() else SIGNS.get(kind, kind[:12])


def _way(points: list[Point], above: float, below: float) -> list[list[int]]:
    """Lead a line from the lower side of a box to the upper side of another."""
    (x, y), *between, (to_x, to_y) = points
    line = [(x, y + above / 2), *between, (to_x, to_y - below / 2)]
    return [[round(px), round(py)] for px, py in line]
