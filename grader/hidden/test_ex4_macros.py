"""Exercise 4, hidden: longer lives, in which expanded trees learn, and a very wide Linear."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law.answers import is_number
from checks.law.check import check
from checks.law.living.expanding import MacroModel
from checks.law.living.life import Life, live
from checks.law.living.lives import lives
from checks.law.living.macro_lives import FILLINGS, KNOWN, RANDOM, VERBS, habits
from checks.law.strategies import one_of
from checks.law.subject import Subject
from checks.model.network import Builder
from checks.model.scenario import expand, fill, forward, survey

LEARNING = (*VERBS, "backward", "backward", "relearn", "survey", "call_node", "value_of")


@check(
    "Trees that are expanded, changed, trained and expanded again are what they stand for",
    points=2,
    examples=100,
    clauses=("4.5", "4.6", "4.7", "4.8", "4.9", "4.10", "4.12", "4.13"),
)
@given(life=st.one_of(lives(habits(KNOWN, LEARNING, 6, 14)), lives(habits(RANDOM, LEARNING, 6, 14))))
def test_long_life(subject: Subject, life: Life) -> None:
    """Deeper, wider and longer than before."""
    live(subject, life, MacroModel)


@check("A Linear may have any number of children", points=1, examples=1, clauses=("4.1", "4.2"))
@given(value=one_of(FILLINGS))
def test_wide(subject: Subject, value: float) -> None:
    """A thousand and more, too. Each parameter is drawn as the others are."""
    builder = Builder()
    values = [0.25 * (i % 9) for i in range(1100)]
    network = builder.add("Linear", *map(builder.input, values)).network()
    tree, count = network.root + 1, len(values)
    answers = subject.ask(network, expand(network.root), survey(tree), fill(tree, [value]), forward(tree))
    drawn = answers[1][1]
    # That none of so many is beyond 0.9 never happens, as often as somebody may draw.
    answers.holds(
        1,
        all(map(is_number, drawn)) and all(-1 <= one <= 1 for one in drawn) and max(map(abs, drawn), default=0) > 0.9,
        "numbers between -1 and 1, some of them close to these",
        "So Parameter() draws them.",
        got=f"numbers up to {max((abs(one) for one in drawn if is_number(one)), default=0):.3g} in size",
    )
    answers.exactly(2, count + 1, f"A Linear over {count} children has {count} weights and one bias.")
    answers.number(3, value * (sum(values) + 1), size=sum(values))
