"""A forgotten `return` is named, with its line, and only where it is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from checks import test_ex3_caching
from checks.explain.failure import of_mismatch
from checks.explain.messages import explain
from checks.explain.source_line import forgotten_return, without_return
from checks.law.answers import Answers
from checks.law.check import checks_in
from checks.model.network import Builder
from checks.model.outcomes import Frame, Mismatch, Raised
from checks.model.scenario import Scenario, Step, call, forward, make, predict, structure

SOURCE = '''\
"""The text of the exercise."""


class NeuralNetNode(framework.NeuralNetNode):
    def forward(self):
        """Compute the value, and
        give it back: return it.
        """
        if self.known:
            return
        self.value = self.op([child() for child in self.children])

    def op(
        self,
        inputs,
    ):
        # sum
        return sum(inputs)


def train(network):
    def step():
        network.backward(1.0)
    step()
'''


def question(*steps: Step) -> Scenario:
    builder = Builder()
    return Scenario(builder.add("Add", builder.input(1.0)).network(), steps)


def told(source: str, wrong: Callable[[Answers], object], *steps: Step, answer: Any = None) -> Any:
    """The failure that is made of an answer."""
    with pytest.raises(Mismatch) as found:
        wrong(Answers(question(*steps), [answer], None))
    return of_mismatch(checks_in(test_ex3_caching)[0], found.value, source)


def test_a_forgotten_return() -> None:
    failure = told(SOURCE, lambda answers: answers.number(0, 1.0), forward(1))
    assert failure.line == 5
    assert "forward() returned nothing: is a `return` missing? It begins in line 5." in explain(failure)


@pytest.mark.parametrize(
    ("step", "line"), [(forward(1), 5), (predict(1, [1.0]), 5), (call("train"), 21), (call("missing"), None)]
)
def test_which_function_it_is(step: Step, line: int | None) -> None:
    """The outermost one that the student wrote and in which nothing is returned."""
    found = without_return(SOURCE, question(forward(1), step), 1)
    assert (found and found[1]) == line


@pytest.mark.parametrize(
    "body",
    [
        "return 1",
        "return(1)",
        "return -1",
        "if x: return 1",
        "yield 1",
        "raise NotImplementedError",
        "self.x = 1; return 1",
    ],
)
def test_what_returns_is_not_named(body: str) -> None:
    """Or is not written yet."""
    for source in (f"class N:\n    def forward(self):\n        {body}\n", f"class N:\n    def forward(self): {body}\n"):
        assert without_return(source, question(forward(1)), 0) is None


def test_a_line_of_blanks_takes_no_time() -> None:
    """Each two of its blanks would be tried, for minutes: a test that hangs has found it."""
    source = f"class N:\n    def forward(self):\n        {' ' * 200_000}x = 1\n"
    assert without_return(source, question(forward(1)), 0) == ("forward", 2)


HELPERS = """\
class Node:
    @abstractmethod
    def text(self):
        \'\'\'Abstract.\'\'\'
        raise TypeError

    def other(self):
        \"\"\"Abstract as well.\"\"\"

    def compile(self):
        self.known = clip(1)

class Sum(Node):
    def text(self):
        self.parts = 1

def clip(p):
    max(p, 1)

def expand(root):
    root.compile()
    root.log()
    below = root.text()
    return root.other() + below

def log(self):
    print(self)
"""


@pytest.mark.parametrize(
    ("step", "frames", "found"),
    [
        (Step("example", None, "x = clip(2)"), [], ("clip", 17)),
        (Step("example", None, "x = clip(2)"), [23], ("text", 14)),
        (Step("example", None, "network = Sum([])"), [], None),
        (Step("example", None, "root = expand(Sum([]))"), [], ("text", 14)),
        (Step("expand", 1, None), [], ("text", 14)),
        (Step("compile", 1, None), [], ("clip", 17)),
        (forward(1), [], None),
    ],
)
def test_a_none_is_traced_to_where_it_comes_from(step: Step, frames: list[int], found: tuple[str, int] | None) -> None:
    """By the lines of the exception, then by what was called; an abstract method and a procedure are not meant."""
    raised = Raised("TypeError", "unsupported operand type(s): NoneType", tuple(Frame("", at, "f") for at in frames))
    assert forgotten_return(HELPERS, question(step), 0, raised) == found


def test_a_function_that_made_nothing_is_named_by_what_is_missing() -> None:
    """However its answer was looked at: there is a network of no nodes."""
    make_and_look = make("expand", 1.0), structure(2)
    source = HELPERS.replace("return root.other()", "_ = root.other()")
    with pytest.raises(Mismatch) as found:
        Answers(question(*make_and_look), [None, []], None).holds(1, False, "one Input", got="0")
    failure = of_mismatch(checks_in(test_ex3_caching)[0], found.value, source)
    assert failure.why == "expand() returned nothing: is a `return` missing? It begins in line 20."


def test_blank_lines_take_no_time() -> None:
    lines = "\n" * 100_000
    source = f"def expand(x):\n    pass\n{lines}    # {lines}    pass\n"
    assert forgotten_return(source, question(Step("expand", 1, None)), 0, None) is None


@pytest.mark.parametrize("wrong", ["an exception is expected", "None is right", "there is an answer"])
def test_where_nothing_is_wanted_nothing_is_said(wrong: str) -> None:
    compare: Callable[[Answers], object]
    answer: Any = None
    if wrong == "an exception is expected":
        compare = lambda answers: answers.refused(0, "ValueError")  # noqa: E731
    elif wrong == "None is right":
        compare, answer = lambda answers: answers.exactly(0, None), 0.0
    else:
        compare, answer = lambda answers: answers.number(0, 1.0), 2.0
    failure = told(SOURCE, compare, forward(1), answer=answer)
    assert "is a `return` missing" not in explain(failure)
    assert failure.why == ""
