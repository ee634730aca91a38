"""Lives of exercise 1: lines that learn, and functions that are called, in any order and with any numbers."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal, localcontext
from typing import Any

from hypothesis import strategies as st

from checks.law.answers import Answers, numbers_close
from checks.law.dice import Dice
from checks.law.living.life import Impossible, Life, Model
from checks.law.living.line import DIGITS, State, follows_chain_rule, follows_path, gradients, in_range, path
from checks.law.strategies import FAR_APART, PALETTES, one_of, up_to
from checks.model.kinds import Ref, decode
from checks.model.network import Network
from checks.model.objects import keep, let, look, refill, spoil
from checks.model.scenario import Step, backward, call, forward, make, predict, survey

DEFAULT_RATE = 0.01

LIFE_RATES = (0.1, 0.5, 0.01, 0, 1, -0.1, 0.0, 2.0, 1e-6, 1e-10, 1e-13)
OF_LINES = ("make", "predict", "predict", "learn", "backward", "forward", "survey", "again", "varied")
OF_FUNCTIONS = ("train", "gradients", "gradients", "again", "varied", "objects", "spoil", "held", "refill")
TOPICS = (OF_LINES, OF_FUNCTIONS, OF_LINES + OF_FUNCTIONS)
"""What a life is about: lines, the other functions, or both."""


class Lines(Model):
    """Lines that `linear_regression` has made, by position, and calls of the functions."""

    def __init__(self, network: Network) -> None:
        super().__init__(network)
        self.lines: dict[int, State] = {}
        self.x: dict[int, float] = {}
        """The input of each line, where it is known."""

    def make(self, at: int, step: Step) -> None:
        _, weight, bias = step.argument
        self.lines[len(self.lines)] = State.start(weight, bias)
        position = len(self.lines) - 1
        self.expect(lambda answers: answers.exactly(at, position))

    def survey(self, at: int, step: Step) -> None:
        line = self.lines[step.node or 0]
        weight, bias = line.pair

        def demand(answers: Answers) -> None:
            inputs, parameters, _ = answers[at]
            answers.holds(at, len(inputs) == 1, "one Input", got=f"{len(inputs)}")
            fits = any(numbers_close(parameters, pair, sizes) for pair, sizes in _both_ways(line))
            expected = f"two parameters with the values {weight!r} and {bias!r}"
            answers.holds(at, fits, expected, self.why(at, step), got=f"parameters with the values {parameters}")

        self.expect(demand)

    def predict(self, at: int, step: Step) -> None:
        (x,) = decode(step.argument)
        self.x[step.node or 0] = x
        self.forward(at, step)

    def forward(self, at: int, step: Step) -> None:
        node = step.node or 0
        line, x = self.lines[node], self.x[node]
        with localcontext(DIGITS):
            right = float(line.weight * Decimal(x) + line.bias)
        size = line.sizes[0] * abs(x) + line.sizes[1]
        in_range(size)
        weight, bias = line.pair
        why = f"This is {weight!r} * {x!r} + {bias!r}: this line's weight, input and bias as they are by now."
        self.expect(lambda answers: answers.number(at, right, why, size))

    def backward(self, at: int, step: Step) -> None:
        node = step.node or 0
        derivative, x = step.argument, self.x[node]
        with localcontext(DIGITS):
            self.lines[node] = self.lines[node].after(Decimal(derivative), x, DEFAULT_RATE, abs(derivative))
        self.expect(lambda answers: answers.exactly(at, None, "backward() returns nothing."))

    def call(self, at: int, step: Step) -> None:
        function, *arguments = step.argument
        given = [self.given(argument) for argument in arguments]
        if function == "gradients":
            gradients(*given)  # raises if it cannot be judged
            self.expect(lambda answers: follows_chain_rule(answers, at, given))
            self.gave_list = True  # the pair may be one
        else:
            given[2] = [tuple(pair) for pair in given[2]]  # the data as they are by now
            path(*given)
            self.expect(lambda answers: follows_path(answers, at, given))
            self.gave_list = True


def _both_ways(line: State) -> list[tuple[list[float], list[float]]]:
    forth = list(line.pair), list(line.sizes)
    return [forth, (forth[0][::-1], forth[1][::-1])]


class Drawing:
    """Draws the steps of a life, beside the model, which says what can be done next."""

    def __init__(self, dice: Dice) -> None:
        self.draw = dice
        self.number = one_of(dice(one_of((*PALETTES, FAR_APART))))
        self.model = Lines(Network(()))
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
        """Draw a step, or several that belong together, and have the model do it.

        Raises:
            Impossible: There is no such step now.
        """
        if verb == "learn":
            self.take("predict")
            self.do(backward(self.steps[-1].node or 0, self.numbers(1)[0]))
        elif verb == "spoil":
            self.take(self.choose(("train", "gradients")))
            question, name = self.steps[-1], f"kept{len(self.model.kept) + 1}"
            for step in (keep(name), spoil(name), question):
                self.do(step)
        elif verb == "held":
            self.take(self.choose(("gradients", "train")))
            name = f"kept{len(self.model.kept) + 1}"
            for step in (keep(name), self.varied(self.steps[-1]), look(name)):
                self.do(step)
        elif verb == "refill":
            name = f"data{len(self.model.objects) + 1}"
            self.do(let(name, self.data()))
            question = self.training(Ref(name))
            self.do(question)
            if isinstance(self.model.objects[name], list):
                self.do(refill(name, list(self.data())))
                self.do(question)
        else:
            self.do(self.step(verb))

    def do(self, step: Step) -> None:
        """Have the model do a step.

        Raises:
            Impossible: The step is impossible, or nobody can say what is right.
        """
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
        model = self.model
        if verb == "make":
            return make("linear_regression", *self.numbers(2))
        if verb == "predict":
            x = self.numbers(1)
            return predict(self.choose(list(model.lines)), self.choose((x, tuple(x))))
        if verb == "backward":
            return backward(self.choose(list(model.x)), self.numbers(1)[0])
        if verb == "forward":
            return forward(self.choose(list(model.x)))
        if verb == "survey":
            return survey(self.choose(list(model.lines)))
        if verb == "gradients":
            return call("gradients", *self.numbers(4))
        if verb == "train":
            return self.training(self.data())
        if verb == "objects":
            return self.of_objects()
        earlier = [step for step in self.steps if step.verb in ("call", "make")]
        again: Step = earlier[self.choose(range(len(earlier)))]
        return again if verb == "again" else self.varied(again)

    def training(self, data: Any) -> Step:
        return call("train", *self.numbers(2), data, self.choose(LIFE_RATES), self.draw(up_to(0, 9)))

    def of_objects(self) -> Step:
        model = self.model
        possible = [
            *[keep(f"kept{len(model.kept) + 1}")] * model.gave_list,
            *map(look, (*model.objects, *model.kept)),
            *(self.training(Ref(name)) for name in model.objects),
        ]
        chosen: Step = possible[self.choose(range(len(possible)))]
        return chosen

    def varied(self, step: Step) -> Step:
        """Change one number of an earlier call a little: a memory must not take it for the same call."""
        function, *arguments = step.argument
        places = [i for i, one in enumerate(arguments[:4]) if isinstance(one, (int, float))]
        at = self.choose([i for i in places if arguments[i] in (-1, -2)] or places)
        old = arguments[at]
        alike = [-1, -2] if old in (-1, -2) else [old * 1.00001, -old]
        arguments[at] = self.choose([one for one in (*alike, *self.numbers(1)) if one != old])
        return Step(step.verb, None, [function, *arguments])


@st.composite
def lives_of_lines(draw: st.DrawFn) -> Life:
    """Draw calls of the functions, and what happens to the lines and lists that they return."""
    drawing = Drawing(Dice(draw))
    verbs = drawing.choose(TOPICS)
    start = ("make", "make") if "make" in verbs else ()
    for verb in (*start, *(drawing.choose(verbs) for _ in range(drawing.draw(up_to(2, 14))))):
        with suppress(Impossible):
            drawing.take(verb)
    return Life(Network(()), tuple(drawing.steps))
