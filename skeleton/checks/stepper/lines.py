"""The line that a step says, in pieces: words, and references to numbers, which a page computes anew.

A reference is a list: ["v", node] its value, ["d", node] its derivative, ["g", edge] the derivative along an edge,
["p", edge] what comes down it, ["t", edge] the child's sum after that, ["a", node] a parameter's value afterwards,
["r", node] its learning rate. A third item is the position in a list: ["v", node, 0].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checks.explain.tree_text import number
from checks.law.answers import several
from checks.law.node_types import NODE_TYPES
from checks.stepper.part import Part
from checks.stepper.question import OUTPUTS, Question, components

Piece = str | list[Any]
Line = list[Piece]

NUMBERS = {"v": "values", "d": "totals", "g": "slopes", "p": "parts", "t": "sums", "a": "after", "r": "rates"}

MOST = 6
"""Number of terms that are written out."""

FORMS = {
    "Add": ("", " + ", ""),
    "Multiply": ("", " * ", ""),
    **{one.kind: (one.written[0], ", ", one.written[1]) for one in NODE_TYPES.values()},
    "Square": ("(", "", ")²"),
    "Inverse": ("1 / (", "", ")"),
    "Half": ("(", " + ", ") / 2"),
    "Relay": ("", "", " / 2"),
    "Output": ("[", ", ", "]"),
    "Softmax": ("softmax(", ", ", ")"),
}
"""How an operation is written: what is before, between and behind its children."""

WHY = {
    "Add": "{p} is a sum: it moves as much as each of its terms.",
    "Multiply": "{p} is a product: {c} counts with the product of all other factors.",
    **{one.kind: one.why for one in NODE_TYPES.values()},
    "Output": "Component {i} of {p} is {c}: it moves as much, and the other components do not move.",
    "Softmax": "{c} moves every component of {p}: one way through each of them, and the ways add up.",
}


def value_line(question: Question, i: int) -> Line:
    """Say how an inner node gets its value: `n1 = w1 * x1 = 0.5 * 2 = 1`."""
    terms: list[Piece] = [["v", c] for c in question.network.nodes[i].children]
    return joined([f"{_definition(question, i)} = ", *_written(question.network.nodes[i].kind, terms), " = ", ["v", i]])


def formula_line(question: Question) -> str:
    """Write what each inner node is, and the values of the leaves: `n1 = w1 * x1; root = n1 + w2, where w1 = 0.5`."""
    nodes = list(enumerate(question.network.nodes))
    inner = "; ".join(_definition(question, i) for i, node in nodes if node.children)
    leaves = ", ".join(f"{question.names[i]} = {number(node.value)}" for i, node in nodes if node.value is not None)
    return ", where ".join(filter(None, [inner, leaves]))


def _definition(question: Question, i: int) -> str:
    node, names = question.network.nodes[i], question.names
    return "".join(map(str, [f"{names[i]} = ", *_written(node.kind, [names[c] for c in node.children])]))


def _written(kind: str, terms: Sequence[Piece]) -> Line:
    """Write an operation on some terms, which are names or references."""
    before, between, behind = FORMS.get(kind, (f"{kind}(", ", ", ")"))
    line: Line = [before]
    for k, term in enumerate([*terms[:MOST], "..."] if len(terms) > MOST else terms):
        line += [between, term] if k else [term]
    return [*line, behind]


def start_line(question: Question) -> Line:
    """Say what comes down to the root, and from where."""
    name, start, root = question.names[question.network.root], question.start, question.network.root
    if start.loss == "mse":
        y = number(start.target)  # type: ignore[arg-type]
        return [f"{name}'s derivative = -2 * (y - {name}) = -2 * ({y} - ", ["v", root], ") = ", ["d", root]]
    if start.loss == "cce":
        return [f"{name}'s derivative = [-y / p for each component] = ", ["d", root]]
    return [f"{name}'s derivative = ", ["d", root], ": backward() is called with it"]


def send_line(question: Question, part: Part, e: int) -> Line:
    """Say what comes down an edge: `child's derivative += 1.5 * 0.5 = 0.75`."""
    parent, _, child = part.edges[e]
    line: Line = [f"{question.names[child]}'s derivative += "]
    if question.network.nodes[parent].kind not in OUTPUTS:
        return joined([*line, ["d", parent], " * ", ["g", e], " = ", ["p", e]])
    size = components(question.network.nodes[parent])
    for k in range(min(size, MOST)):
        line += [*([" + "] if k else []), ["d", parent, k], " * ", ["g", e, k]]
    return joined([*line, *([" + ..."] if size > MOST else []), " = ", ["p", e]])


def sum_line(question: Question, part: Part, e: int) -> Line:
    """Say whether the child has heard from all its parents: the sum so far, and who has not yet spoken."""
    _, _, child = part.edges[e]
    name = question.names[child]
    mine = [k for k, edge in enumerate(part.edges) if edge[2] == child]
    waiting = [question.names[part.edges[k][0]] for k in mine if k > e]
    if len(mine) == 1:
        return [f"{name} has no other parent: its derivative is ", ["t", e], "."]
    if not waiting:
        return joined([f"That was the last part. {name}'s derivative is ", *_added(mine), "."])
    parent = question.names[part.edges[e][0]]
    so_far = [k for k in mine if k <= e]
    return joined([f"So far {name} has ", *_added(so_far), f". It waits for {_people(waiting, parent)}."])


def _added(parts: Sequence[int]) -> Line:
    """Write parts and their sum."""
    if len(parts) == 1:
        return [["p", parts[0]]]
    shown = parts if len(parts) <= MOST else parts[-MOST:]
    line: Line = ["... + "] if len(parts) > MOST else []
    for k, e in enumerate(shown):
        line += [*([" + "] if k else []), ["p", e]]
    return [*line, " = ", ["t", parts[-1]]]


def _people(waiting: Sequence[str], parent: str) -> str:
    """List who has not yet spoken, each once: `n1, and once more for root`."""
    said = []
    for name in dict.fromkeys(waiting):
        times = waiting.count(name)
        again = " once more" if name == parent and times == 1 else f" {times} more times" if name == parent else ""
        said.append(f"{name}{again or (f' ({times} times)' if times > 1 else '')}")
    more = f" and {several(len(said) - MOST, 'other')}" if len(said) > MOST else ""
    return ", ".join(said[:MOST]) + more


def why_line(question: Question, part: Part, e: int) -> Line:
    """Say why the derivative along an edge is what it is."""
    parent, slot, child = part.edges[e]
    text = WHY.get(question.network.nodes[parent].kind, "{p}'s grad() says how much it moves with {c}.")
    words = {"p": question.names[parent], "c": question.names[child], "i": str(slot)}
    pieces = text.split("{")
    line: Line = [pieces[0]]
    for piece in pieces[1:]:
        line += [words[piece[0]], piece[2:]]
    return joined(line)


def move_line(question: Question, i: int) -> Line:
    """Say how a parameter moves: `w1 moves: 0.5 - 0.1 * -2.8 = 0.78`."""
    return [f"{question.names[i]} moves: ", ["v", i], " - ", ["r", i], " * ", ["d", i], " = ", ["a", i]]


def joined(line: Line) -> Line:
    """Put words that are side by side together."""
    found: Line = []
    for piece in line:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece:
            found.append(piece)
    return found


def in_words(line: Line, found: Mapping[str, Any]) -> str:
    """Write a line with the numbers of a page's data in it, whose keys are `NUMBERS`."""

    def written(piece: Piece) -> str:
        if isinstance(piece, str):
            return piece
        what, at, *rest = piece
        table = found[NUMBERS[what]]
        value = table[str(at)] if isinstance(table, dict) else table[at]
        if rest and isinstance(value, list):
            value = value[rest[0]] if rest[0] < len(value) else None
        return "?" if value is None or (isinstance(value, list) and None in value) else number(value)

    return "".join(map(written, line))
