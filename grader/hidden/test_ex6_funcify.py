"""Exercise 6, hidden: deep nesting, and longer lives."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from checks.law.check import check
from checks.law.living.life import Life, live
from checks.law.living.lives import Habits, lives
from checks.law.meaning import FormulaModel
from checks.law.strategies import OPERATIONS, World, numbers, up_to
from checks.law.subject import Subject
from checks.law.written.palettes import NAMES
from checks.model.network import Builder
from checks.test_ex6_funcify import LIVES, check_formula

LONG = Habits(
    FormulaModel,
    LIVES.verbs,
    World((*OPERATIONS, *OPERATIONS, "Square"), operations=6, arity=5, names=NAMES, nicknames=True),
    LIVES.draws,
    LIVES.plant,
    models=2,
    steps=25,
    late=True,
    made=LIVES.made,
    spare=2,
)


@check(
    "The formula is that of the network as it is now, however often it has changed",
    points=1,
    examples=15,
    clauses=("6.1", "6.8"),
)
@given(life=lives(LONG))
def test_long_lives(subject: Subject, life: Life) -> None:
    """Parameters that have changed, by hand or by backward(), appear with their new values; inputs as names."""
    live(subject, life, FormulaModel)


@check("Sums and products nested many levels deep keep their meaning", points=2, examples=10, clauses=("6.1", "6.12"))
@given(depth=up_to(5, 60), values=st.lists(numbers(0.5, 1.2), min_size=5, max_size=5))
@example(depth=199, values=[0.6, 1.1, -0.7, 0.9, 0.8])
def test_deep_nesting(subject: Subject, depth: int, values: list[float]) -> None:
    """Every level is inside the one above."""
    builder = Builder()
    top = builder.input(1.0)
    for level in range(depth):
        # A function may be written in a way that doubles the text: so they are at the bottom only.
        functions = ("Sigmoid", "ReLU") if level < 15 else ("Add", "Multiply")
        kind = ("Add", "Multiply", functions[0], "Multiply", functions[1])[level % 5]
        top = builder.operation(
            kind, top, *([] if kind in ("ReLU", "Sigmoid") else [builder.parameter(values[level % 5])])
        )
    check_formula(subject, builder.network())
