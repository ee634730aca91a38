"""A hint to the condition under which a check fails: the message names it, the hint says what to make of it."""

from __future__ import annotations

BY_CONDITION: tuple[tuple[str, str], ...] = (
    (
        "along two edges from one parent",
        "One parent may hold the same child twice: each of the two edges brings a part.",
    ),
    ("along two edges", "Two parts come to one node. Is the second one added to the first, or put in its place?"),
    (
        "gets a derivative from two parents",
        "Two parents speak to one node. Has it heard both before it speaks itself?",
    ),
    ("was moved by backward()", "Your code may hear of assignments and of predict, and not of what training does."),
    ("is moved by backward()", "Your code may hear of assignments and of predict, and not of what training does."),
    ("changed by hand", "An assignment to `value` calls no method of yours, unless you see to it."),
    ("changed by predict()", "predict puts numbers into the inputs: who hears of it?"),
    ("that has a grandparent", "The news gets one level up. Who tells the next one?"),
    ("given the value that it had already", "Is an assignment a change, if the number is the same?"),
    (
        "changed in place",
        "The list of children is the same object, with other nodes in it: a comparison of lists that are one "
        "object sees nothing.",
    ),
    ("gets other children", "What you have worked out about the network is about the children it had then."),
    ("got other children", "What you have worked out about the network is about the children it had then."),
    ("was compiled before", "A node that is compiled may have parts that are not, and the other way round."),
    ("two models", "There are two networks at once: what do they have in common in your code?"),
    (
        " is 0 ",
        "0 counts as false. Does a test of yours ask whether there is a value, when it means whether it is 0?",
    ),
    (
        "is negative",
        "Look at what a minus does here: as a sign in a text, under a root or a power, or in a comparison.",
    ),
    ("an int", "Whole numbers are numbers too: does a test ask for the type float?"),
    ("is tiny", "Is something rounded, clipped or compared with a fixed distance?"),
    ("or more in size", "Which step overflows or loses its digits when numbers are large?"),
    ("of a subclass", "Does your code compare classes, or names of classes, where a subclass would do as well?"),
    ("of the course's own", "Which of your methods knows a list of operations? Others have only op and grad."),
    ("has no children", "An operation of nothing has a value all the same: a sum of nothing, a product of nothing."),
    ("has one child", "With one child there is nothing between the terms: what does your code do at the ends?"),
    ("has more than two children", "Does something in your code know exactly two children?"),
    (
        "is below another one",
        "It is right for one level. What does a node do with a child that is an operation itself?",
    ),
    ("operations deep", "It is right for the first levels: who goes on further down?"),
    ("are equal", "Equal numbers in different places are different things here: what do you use as a key?"),
    ("is a child of a", "Put the inner operation into the outer one by hand, and read the result."),
    ("more steps than samples", "After the last sample comes the first one again."),
    ("more than one step", "The first step is right. What does the second begin with?"),
    ("is a tuple", "Arguments may be tuples: nothing can be added to one, and it is no list."),
    ("is an iterator", "An iterator can be gone through once: how often does your code?"),
    (
        "is changed afterwards",
        "The caller changes a list that is the caller's: do you keep it, or did you hand out yours?",
    ),
    ("asked a second time", "The first time is right. What is left over from it?"),
    ("is below a macro", "A macro inside another one: after taking the body there is still work to do."),
    ("macro of macros", "The body of a macro may be a macro again."),
    ("has two parents", "One node, two ways to it: what does your code do when it comes by the second?"),
    ("is a child in two places", "One node, two ways to it: what does your code do when it comes by the second?"),
)
"""A part of the condition's sentence, and the hint; the first one that fits is given."""


def of_condition(condition: str) -> str:
    """Return the hint to a condition; empty if there is none."""
    return next((text for part, text in BY_CONDITION if part in condition), "")
