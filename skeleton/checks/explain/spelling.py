"""A step written in Python: lines that do it, and an expression for its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from checks.model.kinds import spell
from checks.model.network import Network
from checks.model.scenario import Step, call_text


@dataclass(frozen=True)
class Spelling:
    """One step to be written, with the variables of the code around it."""

    step: Step
    names: dict[int, str]
    """The variables by position: the network's own nodes come first, then the nodes that the solution made."""

    network: Network
    """The network of the question, whose nodes have the first names."""

    shown: bool
    """Whether the answer of this step is the one to print."""

    before: str = ""
    """The answer of the step before this one, as an expression."""

    @property
    def it(self) -> str:
        """The variable of the node that is asked; nothing if a function is asked."""
        return "" if self.step.node is None else self.names.get(self.step.node, "")

    @property
    def argument(self) -> Any:
        return self.step.argument

    @property
    def given(self) -> str:
        """The argument as Python."""
        return spell(self.step.argument)

    @property
    def other_object(self) -> str:
        """The argument as Python; as an object of its own, if the node begins with an equal number.

        Python would take one object for both, and a solution could not tell an assignment from none.
        """
        node = self.step.node
        now = self.network.nodes[node].value if node is not None and node < len(self.network.nodes) else None
        alike = type(now) is float and repr(now) == repr(self.argument)
        return f'float("{self.argument!r}")' if alike else repr(self.argument)

    @property
    def call(self) -> str:
        """The call of a function of the module, as Python."""
        return call_text(self.step)

    @property
    def constructor(self) -> str:
        """The statement that makes the node of this step."""
        return next(line for line in self.network.code(self.names).splitlines() if line.startswith(f"{self.it} = "))

    @property
    def newest(self) -> str:
        return self.names[len(self.names) - 1]

    @property
    def own(self) -> list[str]:
        """The variables of the network's own nodes."""
        return [self.names[i] for i in range(len(self.network.nodes))]

    @property
    def named_inputs(self) -> list[str]:
        """The network's inputs as keyword arguments."""
        nodes = enumerate(self.network.nodes)
        return [f"{self.names[i]}={self.names[i]}" for i, node in nodes if node.kind == "Input"]

    @property
    def keywords(self) -> str:
        """The network's own nodes as keyword arguments, each by its name."""
        return ", ".join(f"{name}={name}" for name in self.own)


class Code(NamedTuple):
    """Functions that write a step."""

    lines: Callable[[Spelling], list[str]]
    answer: Callable[[Spelling], str]
    """Writes the answer as an expression; nothing if there is nothing to print."""

    returned: Callable[[Spelling], str] | None = None
    """Writes what the solution returned, if the answer is not that itself."""

    needs_calls: bool = False
    """Whether the nodes must be of classes that count, and `calls` their counter."""

    does_before: bool = False
    """Whether the code does the step before it as well."""

    absorbs: bool = False
    """Whether the code does the step before it as well, if its answer is the one to print."""

    defines: bool = False
    """Whether the code defines a variable for a new node."""

    needs_losses: bool = False

    def write(self, spelling: Spelling) -> list[str]:
        """Write the step as lines of Python, with a `print` if its answer is the one to print."""
        answer = self.answer(spelling) if spelling.shown else ""
        return [*self.lines(spelling), *([f"print({answer})"] if answer else [])]


Text = Callable[[Spelling], str]


def spelled(lines: Callable[[Spelling], list[str]] = lambda s: [], *, answer: Text) -> Code:
    """Write a step as lines that do it, and its answer as an expression of its own."""
    return Code(lines, answer)


def expression(text: Text) -> Code:
    """Write a step as an expression whose value is the answer."""
    return Code(lambda s: [] if s.shown else [text(s)], text)


def statement(text: Text) -> Code:
    """Write a step as one line, with nothing to print."""
    return Code(lambda s: [text(s)], lambda s: "")


def made(text: Text) -> Code:
    """Write a step as an expression whose value is a new node, which gets a variable of its own."""
    return Code(lambda s: [f"{s.newest} = {text(s)}"], lambda s: s.newest, defines=True)


inputs_by_name = Code(
    lambda s: [] if s.shown else [f"{s.it}.find_input_nodes()"],
    lambda s: f"by_name({', '.join([f'{s.it}.find_input_nodes()', *s.named_inputs])})",
    returned=lambda s: f"{s.it}.find_input_nodes()",
)
"""Inputs that hold the same number look the same, so that they are listed by their names."""

counts = Code(lambda s: [] if s.shown else ["calls.clear()"], lambda s: f"calls.table({s.keywords})", needs_calls=True)
"""The table of the calls since the last count."""

work_of_step_before = Code(lambda s: [], lambda s: f"work(lambda: {s.before})", absorbs=True)
"""The number of functions that the step before this one calls."""


def _edit(spelling: Spelling) -> str:
    """Write a change of a list of children."""
    how, at, child = spelling.argument
    children = f"{spelling.it}.children"
    if how == "delete":
        return f"del {children}[{at}]"
    return (
        f"{children}.insert({at}, {spelling.names[child]})"
        if how == "insert"
        else f"{children}[{at}] = {spelling.names[child]}"
    )


edit = statement(_edit)


def _build(spelling: Spelling) -> list[str]:
    """Write a node that is made now, with its children in a list as usual, in a tuple, or in a list with a name."""
    line, name = spelling.constructor, spelling.argument
    if not name:
        return [line]
    children = line[line.index("[") : line.rindex("]") + 1]
    if name == "tuple":
        return [line.replace(children, f"tuple({children})")]
    return [f"{name} = {children}", line.replace(children, name)]


build = Code(_build, lambda s: "")
let = statement(lambda s: f"{s.argument[0]} = {spell(s.argument[1])}")
refill = statement(lambda s: f"{s.argument[0]}[:] = {spell(s.argument[1])}")
keep = Code(lambda s: [f"{s.argument} = {s.before}"], lambda s: "", does_before=True)
seed = statement(lambda s: f"import random; random.seed({s.argument})")
look = expression(lambda s: s.argument)


def _spoil(spelling: Spelling) -> list[str]:
    name = spelling.argument
    return [f"if isinstance({name}, list):", f"    {name}.reverse()", f"    {name}.append(99.0)"]


spoil = Code(_spoil, lambda s: "")


def _example_lines(spelling: Spelling) -> list[str]:
    return [] if spelling.shown and _example(spelling) else [spelling.argument]


def _example(spelling: Spelling) -> str:
    """Return an example that is an expression; nothing if it is a statement."""
    try:
        compile(spelling.argument, "<example>", "eval")
    except SyntaxError:
        return ""
    return f"{spelling.argument}\n" if "#" in spelling.argument else str(spelling.argument)  # a comment ends its line


example = Code(_example_lines, _example)


def _training(spelling: Spelling) -> list[str]:
    """Write a training as a loop, which prints the parameters after each of the first updates and at the end."""
    it = spelling.it
    loss, data, epochs, watched = spelling.argument
    update = f"    {it}.backward({loss}_loss_grad(y, {it}.predict(x)))"
    return [
        f"data = {spell(data)} * {epochs}",
        f"parameters = parameters_below({it})",
        f"for x, y in data[:{watched}]:",
        update,
        "    print([p.value for p in parameters])",
        f"for x, y in data[{watched}:]:",
        update,
        "print([p.value for p in parameters])",
    ]


training = Code(_training, lambda s: "", needs_losses=True)
