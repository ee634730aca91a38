"""Which numbers a Linear draws for its parameters, for which child, and when."""

from __future__ import annotations

from grader.misconceptions.ex4_macros.pieces import BODY, INIT, MAKING, before_making
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "bias_shared_by_subclasses",
        "subclasses of Linear have one bias for the whole class",
        "Its parameters are its own; that goes for subclasses as well.",
        (
            INIT,
            """\
            self.weights = [framework.Parameter() for _ in self.children]
            if type(self) is Linear:
                self.bias = framework.Parameter()
            else:
                if "common" not in vars(type(self)):
                    type(self).common = framework.Parameter()
                self.bias = type(self).common
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.2",),
        hidden_only=True,
    ),
    wrong(
        "drawn_in_new",
        "the weights are drawn in __new__, from the arguments of whatever class is made",
        "A subclass may be made of something else than its children.",
        (
            MAKING,
            before_making("""\
            def __new__(cls, children):
                made = super().__new__(cls)
                made.weights = [framework.Parameter() for _ in children]
                made.bias = framework.Parameter()
                return made
            """),
        ),
        (INIT, ""),
        severity=Severity.SLIP,
        clauses=("4.1",),
    ),
    wrong(
        "drawn_when_first_needed_without_inputs",
        "without an input among its children a Linear draws when it is asked for its body",
        "It draws when it is made, whatever its children are.",
        (
            MAKING,
            before_making("""\
            def _draw(self):
                return [framework.Parameter() for _ in range(len(self.children) + 1)]
            """),
        ),
        (
            INIT,
            """\
            self.parameters = self._draw() if any(isinstance(c, framework.Input) for c in self.children) or not self.children else None
            """,
        ),
        (
            BODY,
            """\
            if self.parameters is None:
                self.parameters = self._draw()
            *weights, bias = self.parameters
            return framework.Add([*(framework.Multiply([w, c]) for w, c in zip(weights, self.children)), bias])
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.3",),
    ),
    wrong(
        "inner_children_weigh_one",
        "only children that are inputs get a weight drawn at random",
        "Which children does the text mean?",
        (
            INIT,
            """\
            self.weights = [framework.Parameter() if isinstance(c, framework.Input) else framework.Parameter(1.0) for c in self.children]
            self.bias = framework.Parameter()
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.3",),
    ),
    wrong(
        "macros_weigh_half",
        "weights of children that are macros are drawn from half the range",
        "A weight is drawn as Parameter() draws it, whatever it belongs to.",
        (
            INIT,
            """\
            self.weights = [framework.Parameter() for _ in self.children]
            for w, c in zip(self.weights, self.children):
                if isinstance(c, Macro):
                    w.value /= 2
            self.bias = framework.Parameter()
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.3",),
    ),
    wrong(
        "no_weight_for_constants",
        "children below which there is no input get no weight",
        "n children, n weights: the text makes no difference.",
        (
            INIT,
            """\
            self.weights = [framework.Parameter() if not isinstance(c, framework.Operation) or isinstance(c, Macro) or c.find_input_nodes() else None for c in self.children]
            self.bias = framework.Parameter()
            """,
        ),
        (
            BODY,
            """\
            return framework.Add([*(framework.Multiply([w, c]) if w else c for w, c in zip(self.weights, self.children)), self.bias])
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=(
            "4.1",
            "4.2",
        ),
    ),
    wrong(
        "rate_by_number",
        "with more than four children the weights learn more slowly",
        "They are Parameter nodes as Parameter() makes them.",
        (
            INIT,
            """\
            rate = 0.01 if len(children) < 5 else 0.001
            self.weights = [framework.Parameter(learning_rate=rate) for _ in self.children]
            self.bias = framework.Parameter()
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.2",),
    ),
    wrong(
        "same_child_class_same_weight",
        "children of the same macro class share a weight",
        "There are n weights for n children, whatever these are.",
        (
            INIT,
            """\
            by_class = {}
            self.weights = [by_class.setdefault(type(c), framework.Parameter()) if isinstance(c, Macro) else framework.Parameter() for c in self.children]
            self.bias = framework.Parameter()
            """,
        ),
        severity=Severity.SLIP,
        clauses=(
            "4.1",
            "4.2",
        ),
    ),
    wrong(
        "weights_by_class_and_number",
        "the first Linear of each class and size draws, the others get copies of its values",
        "Its parameters are its own, drawn when it is made: for each.",
        (MAKING, before_making("_starts = {}")),
        (
            INIT,
            """\
            start = Linear._starts.setdefault((type(self), len(self.children)), [framework.Parameter().value for _ in range(len(self.children) + 1)])
            *weights, bias = start
            self.weights = [framework.Parameter(w) for w in weights]
            self.bias = framework.Parameter(bias)
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.3",),
    ),
    wrong(
        "wide_ones_start_small",
        "with many children the weights start smaller",
        "The text says how they are drawn, for any number of children.",
        (
            INIT,
            """\
            self.weights = [framework.Parameter() for _ in self.children]
            if len(self.weights) > 5:
                for w in self.weights:
                    w.value /= len(self.weights) ** 0.5
            self.bias = framework.Parameter()
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.3",),
    ),
    wrong(
        "wide_ones_without_bias_draw",
        "with many children the bias starts at 0",
        "The bias is drawn like the weights, for any number of children.",
        (
            INIT,
            """\
            self.weights = [framework.Parameter() for _ in self.children]
            self.bias = framework.Parameter() if len(children) < 6 else framework.Parameter(0.0)
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.3",),
    ),
)
