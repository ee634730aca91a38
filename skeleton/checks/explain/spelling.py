"""How a step is written in Python: by lines that do it, and an expression that is its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from checks.model.scenario import Step, call_text


@dataclass(frozen=True)
class Spelling:
    """One step, with the variables of the code that it becomes a part of."""

    step: Step
    names: dict[int, str]
    """By position: the network's own nodes, then those that the solution made."""

    count: int
    """How many nodes have been there from the beginning."""

    shown: bool
    """Whether its answer is the one to print."""

    before: str = ""
    """The step before as an expression."""

    @property
    def it(self) -> str:
        """The variable of the node that is asked; nothing if it is a function."""
        return "" if self.step.node is None else self.names.get(self.step.node, "")

    @property
    def argument(self) -> Any:
        return self.step.argument

    @property
    def call(self) -> str:
        """The call of a function of the module."""
        return call_text(self.step)

    @property
    def newest(self) -> str:
        return self.names[len(self.names) - 1]

    @property
    def own(self) -> list[str]:
        """The variables of the network's own nodes."""
        return [self.names[i] for i in range(self.count)]

    @property
    def keywords(self) -> str:
        """These nodes as keyword arguments, each by its name."""
        return ", ".join(f"{name}={name}" for name in self.own)


class Code(NamedTuple):
    """Functions that write a step."""

    lines: Callable[[Spelling], list[str]]
    answer: Callable[[Spelling], str]
    """An expression, nothing if there is nothing to print."""

    needs_calls: bool = False
    """Whether it stands inside `with Calls(...) as calls`."""

    absorbs: bool = False
    """Whether it does the step before itself, where it is the one that is shown."""

    defines: bool = False
    """Whether a variable for a new node comes of it."""

    needs_losses: bool = False

    def write(self, spelling: Spelling) -> list[str]:
        """The step as lines of Python, with a `print` where its answer is shown."""
        answer = self.answer(spelling) if spelling.shown else ""
        return [*self.lines(spelling), *([f"print({answer})"] if answer else [])]


Text = Callable[[Spelling], str]


def spelled(lines: Callable[[Spelling], list[str]] = lambda s: [], *, answer: Text) -> Code:
    """Lines that do it, and another expression for the answer."""
    return Code(lines, answer)


def expression(text: Text) -> Code:
    """An expression whose value is the answer."""
    return Code(lambda s: [] if s.shown else [text(s)], text)


def statement(text: Text) -> Code:
    """One line, with nothing to print."""
    return Code(lambda s: [text(s)], lambda s: "")


def made(text: Text) -> Code:
    """An expression whose value is a new node, which gets a variable of its own."""
    return Code(lambda s: [f"{s.newest} = {text(s)}"], lambda s: s.newest, defines=True)


counts = Code(lambda s: [] if s.shown else ["calls.clear()"], lambda s: f"calls.table({s.keywords})", needs_calls=True)
"""The calls since they were counted last."""


work_of_step_before = Code(lambda s: [], lambda s: f"work(lambda: {s.before})", absorbs=True)
"""How many functions the step before it calls."""


def _training(spelling: Spelling) -> list[str]:
    """Training by hand, which shows the parameters after each of the first updates and at the end."""
    it = spelling.it
    loss, data, epochs, watched = spelling.argument
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


training = Code(_training, lambda s: "", needs_losses=True)
