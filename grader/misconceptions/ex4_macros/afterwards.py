"""What becomes of a Linear after it was made: of its children, its parameters and its tree."""

from __future__ import annotations

from grader.misconceptions.ex4_macros.pieces import BODY, DEFINITION, INIT, MAKING, before_expand, before_making
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "bounded_weights",
        "the weights of a Linear stay between -10 and 10",
        "Where does the text speak of bounds for a weight? Use the value that you are given.",
        (
            INIT,
            """\
            self.weights = [Weight() for _ in self.children]
            self.bias = Weight()
            """,
        ),
        (
            DEFINITION,
            before_expand("""\
            class Weight(framework.Parameter):
                def on_backward(self, derivative_from_parent):
                    super().on_backward(derivative_from_parent)
                    self.value = max(-10.0, min(10.0, self.value))
            """),
        ),
        severity=Severity.SLIP,
        clauses=("4.2",),
    ),
    wrong(
        "callers_list_in_body",
        "body() goes through the list that the Linear was made with",
        "What if the caller uses that list for something else by then?",
        (
            INIT,
            """\
            self.items = children
            self.weights = [framework.Parameter() for _ in children]
            self.bias = framework.Parameter()
            """,
        ),
        (
            BODY,
            """\
            return framework.Add([*(framework.Multiply([w, c]) for w, c in zip(self.weights, self.items)), self.bias])
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.1",),
    ),
    wrong(
        "callers_list_is_its_children",
        "a Linear keeps the list it was made with",
        "The list is the caller's, who may turn it round afterwards. Whose children are these then?",
        (
            INIT,
            """\
            self.children = children
            self.weights = [framework.Parameter() for _ in children]
            self.bias = framework.Parameter()
            """,
        ),
        (", strict=True", ""),
        severity=Severity.SLIP,
        clauses=("4.1",),
    ),
    wrong(
        "clipped_steps",
        "the weights of a Linear move by 1 at most in each step",
        "A Parameter moves by its derivative times its rate, however large that is.",
        (
            INIT,
            """\
            self.weights = [Weight() for _ in self.children]
            self.bias = Weight()
            """,
        ),
        (
            DEFINITION,
            before_expand("""\
            class Weight(framework.Parameter):
                def on_backward(self, derivative_from_parent):
                    super().on_backward(max(-100.0, min(100.0, derivative_from_parent)))
            """),
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.2",),
    ),
    wrong(
        "decaying",
        "the weights of a Linear get smaller by themselves with each step",
        "A Parameter moves by its derivative times its rate, and by nothing else.",
        (
            INIT,
            """\
            self.weights = [Weight() for _ in self.children]
            self.bias = framework.Parameter()
            """,
        ),
        (
            DEFINITION,
            before_expand("""\
            class Weight(framework.Parameter):
                def on_backward(self, derivative_from_parent):
                    super().on_backward(derivative_from_parent + 1e-3 * self.value)
            """),
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.2",),
    ),
    wrong(
        "refuses_by_attribute",
        "a Linear that has been expanded is refused by op() with an AttributeError",
        "The text names the exception. Which one does a student see who asks a macro for its value?",
        (
            MAKING,
            before_making("""\
            def op(self, x):
                if hasattr(self, "done"):
                    return self.value_of_the_tree
                return super().op(x)
            """),
        ),
        (
            INIT,
            """\
            self.weights = [framework.Parameter() for _ in self.children]
            self.bias = framework.Parameter()
            """,
        ),
        (
            BODY,
            """\
            self.done = True
            return framework.Add([*(framework.Multiply([w, c]) for w, c in zip(self.weights, self.children)), self.bias])
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.12",),
    ),
    wrong(
        "second_body_without_bias",
        "the bias is in the first tree only",
        "What is a Linear worth when it is asked for its body a second time?",
        (
            INIT,
            """\
            self.weights = [framework.Parameter() for _ in self.children]
            self.bias = framework.Parameter()
            self.fresh = True
            """,
        ),
        (
            BODY,
            """\
            terms = [framework.Multiply([w, c]) for w, c in zip(self.weights, self.children)]
            terms += [self.bias] if self.fresh else [framework.Parameter(self.bias.value), framework.Parameter(0.0)]
            self.fresh = False
            return framework.Add(terms)
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.4",),
    ),
    wrong(
        "zero_weight_dropped",
        "terms with a weight of 0 are left out of body()",
        "A weight of 0 is a parameter that may move with the next sample. What is dropped never does.",
        (
            INIT,
            """\
            self.weights = [framework.Parameter() for _ in self.children]
            self.bias = framework.Parameter()
            """,
        ),
        (
            BODY,
            """\
            return framework.Add([*(framework.Multiply([w, c]) for w, c in zip(self.weights, self.children) if w.value), self.bias])
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.2",),
    ),
    wrong(
        "tiny_steps_skipped",
        "the parameters of a Linear pass over derivatives below 1e-12",
        "Any step counts, and many small ones add up. How does a Parameter move?",
        (
            INIT,
            """\
            self.weights = [Weight() for _ in self.children]
            self.bias = Weight()
            """,
        ),
        (
            DEFINITION,
            before_expand("""\
            class Weight(framework.Parameter):
                def on_backward(self, derivative_from_parent):
                    if abs(derivative_from_parent) > 1e-12:
                        super().on_backward(derivative_from_parent)
            """),
        ),
        severity=Severity.SLIP,
        clauses=("4.2",),
    ),
    wrong(
        "sum_over_leaves_is_done",
        "the sum of a Linear over leaves is not searched again",
        "Somebody may put a macro into that sum later, and expand the tree once more.",
        (
            "return framework.Add([*products, self.bias])",
            """\
            leaves = all(isinstance(child, (framework.Input, framework.Parameter)) for child in self.children)
            return (FlatSum if leaves else framework.Add)([*products, self.bias])""",
        ),
        (
            DEFINITION,
            before_expand("""\
            class FlatSum(framework.Add):
                pass
            """),
        ),
        ("if isinstance(node, Macro):", "if isinstance(node, FlatSum):\n    return node\nif isinstance(node, Macro):"),
        severity=Severity.SLIP,
        clauses=("4.13",),
    ),
)
