"""The model solutions by measure, and other ways to a right one, in words. None of their code is here.

A test of the kit measures the model solutions again. The times are shares of the given framework's, and rough.
"""

from __future__ import annotations

from checks.student.lessons.measures import Measures

MODEL = {
    "ex1_by_hand": Measures(None, None, 2.0, 0.03, 10),
    "ex2_compile": Measures(61, 0, 1.9, 0.6, 6),
    "ex3_caching": Measures(40, 41, 2.0, 0.5, 26),
    "ex4_macros": Measures(None, None, 2.0, None, 11),
    "ex5_outputs": Measures(42, 21, 3.1, None, 12),
    "ex6_funcify": Measures(None, None, 2.0, None, 29),
    "ex7_multi_parent": Measures(0, 9, 1.8, 0.04, 18),
    "ex8_unroll": Measures(None, None, 1.0, 0.06, 188),
    "capstone": Measures(5, 10, 1.9, None, 113),
}

WAYS: dict[str, tuple[str, ...]] = {
    "ex1_by_hand": (
        "By formula, as the text has it: the derivative of the loss by the prediction, times what the prediction does.",
        "By the framework: build the line, let it predict and go backward with a learning rate of 1, and read off how "
        "far each parameter has moved. It is the same walk, done by somebody else.",
    ),
    "ex2_compile": (
        "The node keeps the list of input nodes; a predict takes it if it is there.",
        "The node keeps a function that fills the inputs and knows how many they are; before compile that function is "
        "the slow one. Then predict has no question to ask.",
    ),
    "ex3_caching": (
        "News from below: a leaf that is given another value tells the nodes above it, and each passes it on until one "
        "is out of date already. Reading costs nothing; each node has to know its parent.",
        "Questions from above: a node keeps the values of its leaves, or of its children, from last time and compares. "
        "Nobody has to know who is above, and each reading walks down the tree.",
        "Versions: each leaf counts its changes, and a node remembers the counts from which its value was made.",
    ),
    "ex4_macros": (
        "A recursion with three cases: a leaf, a macro, any other node.",
        "A stack of nodes to look at, in which a macro is replaced by its body until no macro is on top: any depth.",
    ),
    "ex5_outputs": (
        "A double sum, as the text writes it: for each child, over all components. It grows with the square.",
        "One sum for all: the mean of the derivatives, weighted by the probabilities, is the same for each child; what "
        "a child gets is its probability times the distance from that mean. It grows with the size alone.",
    ),
    "ex6_funcify": (
        "Parentheses always: each operation puts them round itself. It is short, right, and hard to read.",
        "Binding strengths: each node tells with its text how tightly it holds together, and the one above puts "
        "parentheses where they are needed.",
        "Parts as a list: signs and factors are kept apart until the end, which reads best and takes most lines.",
    ),
    "ex7_multi_parent": (
        "Depth first, a node noted when all below it are done: that list from behind is an order that works.",
        "By counting: each node knows how many parts it still waits for, and speaks when the last one has come.",
        "With graphlib of the standard library, which sorts, and finds out about cycles on the way.",
    ),
    "ex8_unroll": (
        "A list of lines for each kind of node, joined at the end.",
        "Nodes of your own that take strings instead of numbers: the same forward and backward then write the text.",
    ),
    "capstone": (
        "Multiple inheritance with a few overrides: short, and each override needs a reason.",
        "One class that does it all, and nothing inherited but the framework: longer, and nothing to look up.",
    ),
}
