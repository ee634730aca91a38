"""Where a solution's calls part from the right ones: the first call after which all cannot end well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checks.explain.compare import RELATIONS
from checks.explain.tree_text import number
from checks.guest.call_recorder import FORWARD, Call
from checks.law.answers import is_number, show
from checks.law.oracle import FLOOR, close
from checks.stepper.numbers import Numbers, edges
from checks.stepper.question import OUTPUTS, Question
from checks.stepper.recording import Recording

AT_THE_END = -1
"""In the place of a call: what is wrong is seen only when all is over."""

TELLS = {
    "op": ("value", "its value is", "op() returned"),
    "on_backward": ("derivative", "its derivative is", "on_backward() got"),
    "forward": ("value", "its value is", "forward() returned"),
    "predict": ("value", "its value is", "predict() returned"),
    "gradients": ("derivative", "the loss's derivative with respect to it is", "gradients() returned"),
    "train": ("after", "after the step it is", "train() returned"),
}
"""What a call tells of its node, how the right number is introduced, and the one that came."""


@dataclass(frozen=True)
class Parting:
    """The call at which the ways part, and why."""

    call: int
    node: int
    why: str


class Examiner:
    """Goes through a recording, and compares each call with the right numbers."""

    def __init__(self, question: Question, right: Numbers, recording: Recording) -> None:
        self.network, self.names = question.network, question.names
        self.right, self.recording = right, recording
        self._to: dict[int, list[tuple[int, int]]] = {}
        for parent, slot, child in edges(question.network):
            self._to.setdefault(child, []).append((parent, slot))

    def parting(self) -> Parting | None:
        """Find where the ways part; None if they do not, or not before the solution ends for another reason."""
        found = [*self._wrong_calls(), *self._early_moves()]
        if found:
            return min(found, key=lambda parting: parting.call)
        if self.recording.problem:
            return None
        return next(self._wrong_ends(), None)

    def _wrong_calls(self) -> Iterator[Parting]:
        """Find the first call that is wrong by itself."""
        told: Counter[int] = Counter()
        asked: Counter[int] = Counter()
        for at, call in enumerate(self.recording.calls):
            name = self.names[call.node]
            why = ""
            if call.what == "grad":
                asked[call.node] += 1
                if asked[call.node] > 1 and self.recording.strict:
                    why = f"{name} is asked for its grad() a second time: {self._paths(call.node)}"
            elif call.what == "on_backward" and told[call.node]:
                why = f"on_backward() of {name} is called a second time: {self._paths(call.node)}"
            else:
                told[call.node] += call.what == "on_backward"
                why = self._wrong_number(call)
                if why and (hasty := self._hasty(call)):
                    yield Parting(at, *hasty)
                    return
            if why:
                yield Parting(at, call.node, why)
                return

    def _paths(self, node: int) -> str:
        if len(self._to.get(node, [])) > 1:
            return "once for each path that leads to it, when once with the sum of all parts is right."
        return "once, with all that comes down, is right."

    def _wrong_number(self, call: Call) -> str:
        """Say what is wrong with the number of a call; nothing if it is right, or if nobody knows."""
        quantity, is_right, came = TELLS[call.what]
        right = self._right(quantity, call.node)
        if right is None or same(call.got, right, self._size(call.node)):
            return ""
        name = self.names[call.node]
        digits = 6 if _text(right) != _text(call.got) else 17
        text = f"{name}: {is_right} {_text(right, digits)}, but {came} {_text(call.got, digits)}"
        return f"{text}{_relation(call.got, right)}."

    def _size(self, node: int) -> float:
        """Find the size of the terms in a node's numbers: large ones that cancel leave their rounding behind."""
        terms: list[Any] = [self.right.parts[edge] for edge in self._to.get(node, [])]
        terms += [self.right.values[child] for child in self.network.nodes[node].children]
        return max((abs(term) for term in terms if is_number(term)), default=0.0)

    def _right(self, quantity: str, node: int) -> Any:
        if quantity == "after":
            return self.right.after.get(node)
        return (self.right.values if quantity == "value" else self.right.totals)[node]

    def _hasty(self, call: Call) -> tuple[int, str] | None:
        """Find the node that did not wait for all its parents, if that explains a wrong derivative, and say so."""
        node, name = call.node, self.names[call.node]
        if call.what != "on_backward" or not is_number(call.got):
            return None
        if missing := self._missing(node, call.got):
            return node, f"{name} gets {_text(call.got)}, and not {_text(self.right.totals[node])}: {missing}"
        total = self.right.totals[node]
        for parent in {parent for parent, _ in self._to.get(node, [])}:
            slopes: list[Any] = [self.right.slopes[edge] for edge in self._to[node] if edge[0] == parent]
            above: Any = self.right.totals[parent]
            if not all(map(is_number, [total, above, *slopes])) or not sum(slopes):
                continue
            passed_on = above + (call.got - total) / sum(slopes)
            if missing := self._missing(parent, passed_on):
                return parent, (
                    f"{name} gets {_text(call.got)}, and not {_text(total)}, as {self.names[parent]} has passed on "
                    f"{_text(passed_on)}, and not {_text(above)}: {missing}"
                )
        return None

    def _missing(self, node: int, got: float) -> str:
        """Say who has not spoken yet, if a number is the sum of some of the parts that come down to a node."""
        above = self._to.get(node, [])
        parts: list[Any] = [self.right.parts[edge] for edge in above]
        if len(parts) < 2 or None in parts or same(got, self.right.totals[node]):
            return ""
        for k, (parent, part) in enumerate(zip((p for p, _ in above), parts, strict=True)):
            others = [self.names[p] for p, _ in (*above[:k], *above[k + 1 :])]
            if close(got, part):
                return f"that is the part from {self.names[parent]}; {_listed(others, self.names[parent])}."
        for k in range(2, len(parts)):
            if close(got, sum(parts[:k])):
                return f"that is a sum so far; {_listed([self.names[p] for p, _ in above[k:]])}."
            if close(got, sum(parts[-k:])):
                return f"that is a part of the sum; {_listed([self.names[p] for p, _ in above[:-k]])}."
        return ""

    def _early_moves(self) -> Iterator[Parting]:
        """Find a parameter that has moved when something above it was still to be computed."""
        moved: dict[int, int] = {}
        for at, call in enumerate(self.recording.calls):
            if call.phase == FORWARD:
                continue
            if call.moved is not None and call.node not in moved:
                moved[call.node] = at
            if call.what not in ("grad", "op") or not self.network.nodes[call.node].children:
                continue
            all_wait = self.recording.strict and call.what == "grad"
            below = self.network.below(call.node) if moved else set()
            early = [i for i in moved if all_wait or i in below]
            for i in early:
                why = (
                    f"{self.names[i]} moves here, too early: {call.what}() of {self.names[call.node]} is asked only "
                    "after that, while all derivatives belong to the values from before."
                )
                yield Parting(moved[i], i, why)
            if early:
                return

    def _wrong_ends(self) -> Iterator[Parting]:
        """Find what is missing or wrong when all is over."""
        recording = self.recording
        told = {call.node for call in recording.calls if call.what == "on_backward"}
        untold = (i for i in reversed(range(len(self.network.nodes))) if i not in told and recording.after)
        for i in untold:
            total = self.right.totals[i]
            # An output has no such call, and in a tree nothing depends on hearing of a 0.
            if self.network.nodes[i].kind not in OUTPUTS and total is not None and (recording.strict or total):
                why = f"{self.names[i]} never hears of its derivative, {_text(total)}: no on_backward() came."
                yield Parting(AT_THE_END, i, why)
        for i, value in recording.after.items():
            wanted = self.right.after.get(i)
            if wanted is not None and not same(value, wanted, self._size(i)):
                why = f"{self.names[i]} is {_text(value)} in the end, when {_text(wanted)} is right."
                yield Parting(AT_THE_END, i, why)


def same(got: Any, right: Any, size: float = 0.0) -> bool:
    """Tell whether an answer is the right number, or the right list of numbers; `size` is that of the terms in it."""
    if isinstance(right, list):
        return isinstance(got, list) and len(got) == len(right) and all(map(same, got, right))
    return is_number(got) and close(got, right, max(size, FLOOR))


def _text(value: Any, digits: int = 6) -> str:
    """Write an answer, which may be anything."""
    if is_number(value) or (isinstance(value, list) and len(value) <= 8 and all(map(is_number, value))):
        return number(value, digits)
    text = show(value)
    return text if len(text) <= 60 else f"{text[:60]}..."


def _relation(got: Any, right: Any) -> str:
    if not is_number(got) or not is_number(right) or not right:
        return ""
    return next((f": {words}" for factor, words in RELATIONS.items() if close(got, factor * right)), "")


def _listed(names: list[str], again: str = "") -> str:
    """List who has not yet spoken, `n1 and root have`, where `again` has spoken once."""
    others = [name for name in dict.fromkeys(names) if name != again]
    words = ", ".join(others[:4]) + (" and others" if len(others) > 4 else "")
    second = f"{again} has not yet spoken a second time" if again in names else ""
    first = f"{words} {'has' if len(others) == 1 else 'have'} not yet spoken" if others else ""
    return ", and ".join(filter(None, [first, second]))
