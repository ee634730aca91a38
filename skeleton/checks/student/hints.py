"""Hints to each exercise, step by step, and what there was to learn from it.

A hint points at a place to look or a question to ask; an exercise's last hint says how to do it, in words. No hint
contains code.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from checks.student.fitting.by_check import BY_CHECK
from checks.student.fitting.by_condition import of_condition

FAILURES = "exercises/failures"
"""The key in pytest's cache: for each exercise the number of tries that failed in one way, and what they were."""


def at_grading(hidden: int) -> str:
    """Say how many hidden checks are still to come, as the end of a sentence."""
    return f"{hidden} hidden {'one runs' if hidden == 1 else 'ones run'} at grading."


HINTS: dict[str, tuple[str, ...]] = {
    "ex1_by_hand": (
        "Write down the prediction, the loss and its derivative for the worked example in the text, with your own "
        "pen. Only when all three figures agree, go on to the check that failed.",
        "The loss depends on the weight by way of the prediction: how fast does the loss change with the prediction, "
        "and how fast the prediction with the weight? Which of the two is different for the bias?",
        "If single derivatives are right but training is not: look at which weight and which bias each of the two "
        "new values is made from, and at which sample comes after the last one.",
    ),
    "ex2_compile": (
        "Two things happen in `predict`: finding where the numbers go, and putting them there. Which of the two "
        "depends on the numbers?",
        "Where does a network keep what it has found? Think of two networks, and of one that has not been asked to "
        "find anything yet: that must be a state of its own, different from having found no inputs.",
        "Let `compile` keep the list of the input nodes themselves (not their values) in the node it is called on. "
        "`predict` takes that list if it is there, else it searches; the comparison of the two numbers comes before "
        "anything is changed.",
    ),
    "ex3_caching": (
        "Say in one sentence when a value that was computed earlier may still be used. Your sentence has to name "
        "every leaf below the node, parameters too. Does your code ask about all of them?",
        "Some values look like 'nothing there', such as 0.0. And `backward` moves the parameters one after the other "
        "while it still needs the values from before. Which of your questions goes wrong then?",
        "Two ways lead there. A node may remember from which values its own was computed, and compare; or a leaf may "
        "tell those above it that it has changed. The second does not walk down the tree, and needs to know who is "
        "above.",
    ),
    "ex4_macros": (
        "Print the network before and after `expand`. Is the macro that was left at the root, below an ordinary "
        "node, or inside the body of another macro?",
        "When is a weight drawn: when the `Linear` is made, when `body` is called, or when `forward` is? Only one of "
        "these happens exactly once.",
        "Think of `expand` as a recursion with three cases: a leaf, a macro, any other node. A macro's body may be a "
        "macro again, and has children that may be macros too: after taking the body there is still work to do.",
    ),
    "ex5_outputs": (
        "Draw the root with two children and write on each edge what goes up and what comes down. How many of the "
        "entries of `derivative` can a child of a Softmax feel? And a child of a plain Output?",
        "exp is the one thing in Softmax that can be too large. What does adding the same number to all scores do to "
        "the result, and which number makes the largest exponent harmless?",
        "The derivative of probability j for score i has two cases, i = j and the rest; both can be written with the "
        "probabilities alone. Each child gets a sum over all j. The loss does its own half: it knows nothing of "
        "scores.",
    ),
    "ex6_funcify": (
        "Copy the formula from the message and work it out by hand for the inputs that are given there. At which "
        "sign does it part from the network?",
        "A text that is right alone may be wrong inside another. What may stand in a product without parentheses, "
        "and what may not? What about a number that begins with a minus?",
        "Only the node that was asked can count the nameless inputs: those below it do not know who else is there. "
        "So the names have to be settled first and then handed down.",
    ),
    "ex7_multi_parent": (
        "Draw b = a + a; c = b + b and write a derivative on each of the four edges. In which order did your code "
        "put them there, and what did `a` know at each moment?",
        "A node may speak to its children only when all of its parents have spoken. 'Level by level' does not "
        "ensure that: draw a node that is a child of the root and a grandchild of it too.",
        "First find an order in which each node comes before its children (one walk, each node once). Then go "
        "through it, adding up. The parameters move last, when nothing is left to be computed; and nothing that was "
        "added up may still be there the next time.",
    ),
    "ex8_unroll": (
        "Write down by hand, for a network of three nodes, the lines that you want to get. One line for each node: in "
        "which order must they stand?",
        "A line uses only variables that are there already. So what was true for the values, children first, is true "
        "for the lines; and for the derivatives it is true the other way round.",
        "Nothing in the text may come from outside but numbers: make up the names of all variables yourself. And where "
        "a network is deep or wide, go through it with a list of your own instead of a recursion.",
    ),
    "capstone": (
        "Every exercise was right under an assumption of its own. Read the table in the text and ask of each line: "
        "which of my methods makes use of it?",
        "Python looks a method up along the class's `__mro__`. Print it for `Add`, and find out for each method "
        "whose version is called, and whose version `super()` then reaches.",
        "Where two exercises meet in one node, one of them has to know of the other: a shared node that remembers "
        "must tell all of its parents, and a walk that visits each node once must also be the one that computes.",
    ),
    # Hints to new exercises come above this line.
}

LEARNED: dict[str, str] = {
    "ex1_by_hand": "You have done by hand what every training loop does: predict, compare, walk back to the leaves, "
    "take a small step. The derivatives were a product along the way from the loss to the leaf; all the exercises "
    "from here on are about walking that way without doing anything twice.",
    "ex2_compile": "What depends on the network alone is worked out once, what depends on the numbers each time: "
    "that is why real frameworks compile. Exercise 3 draws the same line through the values themselves.",
    "ex3_caching": "A cache is easy; knowing when it is out of date is the work, and weights go out of date with each "
    "step of training. The price was a node that knows more about its neighbours; exercise 7 needs such care again.",
    "ex4_macros": "A layer is only an abbreviation: it stands for a tree of operations whose derivatives are known "
    "already, so nobody has to derive it again. Real frameworks lower their layers to small operations in the same "
    "way before anything runs.",
    "ex5_outputs": "With many outputs the derivative of a node is a table, and going backward means summing over it "
    "without ever writing it down for the whole network. That sum over several ways is what exercise 7 does for "
    "whole graphs.",
    "ex6_funcify": "A network is a formula, and yours can now say which: handy to see what it has learned. To write it "
    "correctly you had to think about what a text means inside another, as every compiler does.",
    "ex7_multi_parent": "The derivative of a node is the sum over all ways to it, and a topological order adds them up "
    "in one pass instead of one for each path: this is reverse-mode differentiation as PyTorch and JAX do it. "
    "Everything else is speed.",
    "ex8_unroll": "A network that does not change is a program without branches, and a program can be written by a "
    "program: this is what compilers of networks do before they choose the fastest instructions. What you gave up is "
    "the freedom to decide anew with each sample.",
    "capstone": "Seven parts that were right alone are a framework now, because you have found the assumptions that "
    "did not fit together. That is most of the work in any large program.",
    # What new exercises teach comes above this line.
}


def hints(stem: str, failed: str = "", condition: str = "") -> tuple[str, ...]:
    """List the steps of the hints to an exercise: what fits the failure first, then those of the exercise.

    Args:
        stem: The exercise.
        failed: The first check that fails, if one does.
        condition: When it fails, as the message says; empty if it does not.
    """
    fitting = (of_condition(condition), BY_CHECK.get(failed, ""))
    return (*filter(None, fitting), *HINTS[stem])


def hint(steps: Sequence[str], step: int) -> str:
    """Write step number `step` of these hints, counted from 1; the last one if there are fewer."""
    at = min(max(step, 1), len(steps))
    return f"Hint {at} of {len(steps)}: {steps[at - 1]}"


def remembered(stem: str, project: Path) -> tuple[str, str]:
    """Read in pytest's cache which check of an exercise failed last, and when it fails; empty texts if none did."""
    try:
        entries = json.loads((project / ".pytest_cache" / "v" / FAILURES).read_text(encoding="utf-8"))
        _, _, failed, condition = entries[stem]
        return str(failed), str(condition)
    except (OSError, ValueError, KeyError, TypeError):
        return "", ""
