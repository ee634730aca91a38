"""Exercise 1: gradient descent by hand. Expected values are computed with sixty digits."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checks.law.answers import numbers_close
from checks.law.check import check
from checks.law.examples import examples_hold
from checks.law.line import (
    Lines,
    Pair,
    follows_chain_rule,
    follows_path,
    is_pair,
    is_pairs,
    is_right_to_four_decimals,
    path,
)
from checks.law.living.dice import Dice
from checks.law.living.life import Impossible, Life, live
from checks.law.strategies import PALETTES, numbers, one_of, up_to
from checks.law.subject import Subject
from checks.model.kinds import Ref
from checks.model.network import Network
from checks.model.objects import keep, let, look, refill, spoil
from checks.model.scenario import Step, backward, call, forward, make, predict, structure, survey

NOTHING = Network(())

samples = st.lists(st.tuples(numbers(), numbers()), min_size=1, max_size=3)
rates = st.sampled_from([0.01, 0.05, 0.2, 0.5])

LIFE_RATES = (0.1, 0.5, 0.01, 0, 1, -0.1, 0.0, 2.0, 1e-6)
VERBS = ("make", "predict", "learn", "backward", "forward", "survey", "train", "gradients", "again", "varied", "let",
         "objects", "objects")  # fmt: skip


class Drawing:
    """Draws the steps of a life, beside the model, which says what can be done next."""

    def __init__(self, dice: Dice) -> None:
        self.draw = dice
        self.number = one_of(dice(one_of(PALETTES)))
        self.model = Lines(NOTHING)
        self.steps: list[Step] = []

    def numbers(self, count: int) -> list[float]:
        return [self.draw(self.number) for _ in range(count)]

    def choose(self, items: Sequence[Any]) -> Any:
        """Choose an item.

        Raises:
            Impossible: There is none.
        """
        if not items:
            raise Impossible("there is nothing to choose from")
        return self.draw(one_of(tuple(items)))

    def data(self) -> Any:
        """Draw samples: pairs that are tuples or lists, in a list or a tuple."""
        pair, several = self.choose((tuple, tuple, list)), self.choose((list, list, tuple))
        return several(pair(self.numbers(2)) for _ in range(self.draw(up_to(1, 4))))

    def take(self, verb: str) -> None:
        """Draw a step, and have the model do it.

        Raises:
            Impossible: There is no such step now.
        """
        if verb == "learn":
            self.take("predict")
            step = backward(self.steps[-1].node or 0, self.numbers(1)[0])
        else:
            step = self.step(verb)
        before = self.model.state()
        try:
            self.model.take(len(self.steps), step)
        except Impossible:
            self.model.restore(before)
            raise
        self.steps.append(step)

    def step(self, verb: str) -> Step:
        """Draw a step.

        Raises:
            Impossible: There is no such step now.
        """
        model, lines = self.model, range(len(self.model.lines))
        if verb == "make":
            return make("linear_regression", *self.numbers(2))
        if verb == "predict":
            x = self.numbers(1)
            return predict(self.choose(lines), self.choose((x, tuple(x))))
        if verb == "backward":
            return backward(self.choose(list(model.x)), self.numbers(1)[0])
        if verb == "forward":
            return forward(self.choose(list(model.x)))
        if verb == "survey":
            return survey(self.choose(lines))
        if verb == "gradients":
            return call("gradients", *self.numbers(4))
        if verb == "train":
            data = (
                Ref(self.choose(list(model.objects))) if model.objects and self.choose((False, True)) else self.data()
            )
            return call("train", *self.numbers(2), data, self.choose(LIFE_RATES), self.draw(up_to(0, 9)))
        if verb == "let":
            return let(f"data{len(model.objects) + 1}", self.data())
        if verb == "objects":
            return self.of_objects()
        earlier = [step for step in self.steps if step.verb in ("call", "make")]
        again: Step = earlier[self.choose(range(len(earlier)))]
        return again if verb == "again" else self.varied(again)

    def of_objects(self) -> Step:
        model = self.model
        lists = [name for name, one in model.objects.items() if isinstance(one, list)]
        possible = [
            *[keep(f"kept{len(model.kept) + 1}")] * model.gave_list,
            *map(look, (*model.objects, *model.kept)),
            *map(spoil, model.kept),
            *(refill(name, list(self.data())) for name in lists),
        ]
        chosen: Step = possible[self.choose(range(len(possible)))]
        return chosen

    def varied(self, step: Step) -> Step:
        """Change one number of an earlier call a little: a memory must not take it for the same call."""
        function, *arguments = step.argument
        at = self.choose([i for i, one in enumerate(arguments[:4]) if isinstance(one, (int, float))])
        old = arguments[at]
        alike = [-1, -2] if old in (-1, -2) else [old * 1.00001, -old]
        arguments[at] = self.choose([one for one in (*alike, *self.numbers(1)) if one != old])
        return Step(step.verb, None, [function, *arguments])


@st.composite
def lives_of_lines(draw: st.DrawFn) -> Life:
    """Draw calls of the functions, and what happens to the lines and lists that they return."""
    drawing = Drawing(Dice(draw))
    for _ in range(drawing.draw(up_to(5, 20))):
        with suppress(Impossible):
            drawing.take(drawing.draw(one_of(VERBS)))
    return Life(NOTHING, tuple(drawing.steps))


@check("linear_regression(weight, bias) is the tree of weight * x + bias", points=1, clauses=("1.1", "1.2"))
@given(weight=numbers(), bias=numbers(), x=numbers())
def test_tree_of_weight_times_x_plus_bias(subject: Subject, weight: float, bias: float, x: float) -> None:
    """Its value is weight * x + bias, it has one input, and its parameters hold weight and bias."""
    answers = subject.ask(NOTHING, make("linear_regression", weight, bias), structure(0), predict(0, [x]))
    nodes = answers[1]
    inputs = sum(kind == "Input" for kind, *_ in nodes)
    answers.holds(1, inputs == 1, "one Input", got=f"{inputs}")
    parameters = [value for kind, _, value, _ in nodes if kind == "Parameter"]
    answers.holds(
        1,
        sorted(map(repr, parameters)) == sorted(map(repr, [weight, bias])),
        f"two parameters with the values {weight} and {bias}",
        got=f"parameters with the values {parameters}",
    )
    children = [child for _, below, *_ in nodes for child in below]
    answers.holds(1, len(children) == len(set(children)), "a tree: each node has one parent", got="a node with several")
    answers.number(2, weight * x + bias)


@check("three_steps() are the weight and the bias after each of the first three updates", points=3, clauses=("1.3",))
def test_three_steps(subject: Subject) -> None:
    """Pen and paper: right to 4 decimals. The message names the first wrong entry, not its value."""
    question = call("three_steps")
    answers = subject.ask(NOTHING, question, keep("first"), spoil("first"), question)
    again = "The first list was changed by its owner, who is whoever called. The second call has to return another one."
    for step, why in ((0, ""), (3, again)):
        answers.holds(step, is_pairs(answers[step], 3), "a list of three pairs (weight, bias)", why)
    for i, exact in enumerate(path(0.2, 0.1, [(3.0, 2.0)], 0.01, 3)):
        for name, got, expected in zip(("weight", "bias"), answers[0][i], exact.values, strict=True):
            answers.holds(
                0,
                is_right_to_four_decimals(got, expected),
                f"another {name} after update {i + 1}, right to 4 decimals",
                "Prediction, gap, two derivatives, two updates: do the step once more, "
                "with the weight and the bias from before it.",
                got=f"{name} = {got}",
            )
    answers.holds(3, answers[3] == answers[0], "the same three pairs", again)


@check("gradients() follows the chain rule", points=1, clauses=("1.4",))
@given(weight=numbers(), bias=numbers(), x=numbers(), y=numbers())
def test_gradients(subject: Subject, weight: float, bias: float, x: float, y: float) -> None:
    """(dL/dweight, dL/dbias) of L = (y - p)^2 with p = weight * x + bias."""
    answers = subject.ask(NOTHING, call("gradients", weight, bias, x, y))
    follows_chain_rule(answers, 0, (weight, bias, x, y))


@check("train() moves the weight and the bias against their derivatives, both from the old values", points=1,
       clauses=("1.7",))  # fmt: skip
@given(weight=numbers(), bias=numbers(), sample=st.tuples(numbers(), numbers()), rate=rates)
def test_one_update(subject: Subject, weight: float, bias: float, sample: Pair, rate: float) -> None:
    """One update: new = old - learning_rate * derivative. Whoever has other derivatives loses nothing here for that."""
    start = (weight, bias)
    answers = subject.ask(NOTHING, call("train", *start, [sample], rate, 1), call("gradients", *start, *sample))
    own = answers.answers[1] if len(answers.answers) > 1 else None
    if isinstance(own, (list, tuple)) and is_pair(own) and is_pairs(answers[0], 1):
        moved = [old - rate * slope for old, slope in zip(start, own, strict=True)]
        if numbers_close(list(answers[0][0]), moved, size=10):
            return
    follows_path(answers, 0, (weight, bias, [sample], rate, 1))


@check("train() takes one sample for each update and starts again after the last", points=1, clauses=("1.5", "1.6"))
@given(weight=numbers(), bias=numbers(), data=samples, steps=st.integers(0, 7))
def test_cycles_through_the_data(subject: Subject, weight: float, bias: float, data: list[Pair], steps: int) -> None:
    """The path has one entry for each update, no average over samples."""
    answers = subject.ask(NOTHING, call("train", weight, bias, data, 0.1, steps))
    follows_path(answers, 0, (weight, bias, data, 0.1, steps))


@check("The example in the text comes out as printed", points=1, clauses=("1.8",))
def test_example(subject: Subject) -> None:
    """The framework does the same walk."""
    examples_hold(subject)


@check(
    "Lines and functions answer every call as it deserves, whatever the numbers are and whatever was called before",
    points=3,
    examples=200,
    clauses=("1.1", "1.2", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9"),
)
@given(life=lives_of_lines())
def test_any_life(subject: Subject, life: Life) -> None:
    """Zeros, ints, tiny and huge numbers; equal samples; several lines; lists that are looked at afterwards."""
    live(subject, life, Lines)
