"""Which changes make a value stale."""

from __future__ import annotations

from grader.misconceptions.ex3_caching.pieces import FORWARD, INPUT
from grader.misconceptions.model import Severity, wrong

SETTER = """\
if value != self.current:
    self.current = value
    self.invalidate()
"""
PARAMETER = 'class Parameter(Leaf, framework.Parameter):\n    """As in the given framework."""'

MISCONCEPTIONS = (
    wrong(
        "nothing_is_cached",
        "every forward() computes everything again",
        """The values are right, and that was so before. Count how often op runs when nothing has changed.""",
        (FORWARD, "return super().forward()"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("3.2", "3.3"),
    ),
    wrong(
        "never_out_of_date",
        "a value is computed once and kept for ever",
        """The first answer is right and stays, even if the inputs or the parameters are others by now. Who tells a
        node that what it wrote down is no longer true?""",
        (SETTER, "self.current = value"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("3.7",),
    ),
    wrong(
        "only_inputs_count",
        "only a changed input makes values stale, a changed parameter does not",
        """In training, the same inputs come again and again, while the parameters move. To a cache that watches the
        inputs alone, that looks as if nothing had happened.""",
        (PARAMETER, PARAMETER + "\n\n    def invalidate(self) -> None:\n        self.is_up_to_date = False"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("3.7", "3.8"),
        family="parameters forgotten",
    ),
    wrong(
        "only_parameters_count",
        "only a changed parameter makes values stale, a changed input does not",
        """Training moves parameters, but predict() changes inputs: both are leaves that a value depends on.""",
        (INPUT, INPUT + "\n\n    def invalidate(self) -> None:\n        self.is_up_to_date = False"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("3.7", "3.8"),
    ),
    wrong(
        "backward_goes_unnoticed",
        "a parameter moved by backward() does not make values stale, one assigned by hand does",
        """What backward() does to a parameter is a change like any other. By which door does the new value come in,
        and does anybody watch that door?""",
        (
            PARAMETER,
            PARAMETER
            + """

    def on_backward(self, derivative_from_parent: float) -> None:
        self.current -= derivative_from_parent * self.learning_rate
        self.is_up_to_date = False""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("3.7", "3.8"),
        family="parameters forgotten",
    ),
    wrong(
        "zero_looks_empty",
        "a value of 0.0 is taken for 'not computed yet'",
        """In Python, 0.0 counts as false. But 0.0 is a value that a node may well have, a ReLU above all, and then it
        is computed again each time. How else can you note that there is no value?""",
        (FORWARD, FORWARD.replace("if not self.is_up_to_date", "if not self.is_up_to_date or not self.cached_value")),
        severity=Severity.SLIP,
        clauses=("3.2",),
    ),
    wrong(
        "assignment_is_change",
        "giving a leaf the value it already has makes values stale",
        """predict() assigns every input every time. If the number is the one that was there, nothing depends on it
        that was not right before.""",
        (SETTER, "self.current = value\nself.invalidate()"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("3.5",),
    ),
    wrong(
        "small_changes_ignored",
        "a change behind the fourth decimal is taken for no change",
        """Late in training all steps are small; here they no longer count, and training stands still. A value has
        changed if it is another one, however close.""",
        (SETTER, "if not abs(value - self.current) < 1e-4:\n    self.invalidate()\nself.current = value"),
        severity=Severity.SLIP,
        clauses=("3.7",),
    ),
    wrong(
        "sums_equal_by_children",
        "two sums of equal children are equal",
        """Nodes compare and hash by identity. Two sums without any children are two nodes.""",
        (
            'class Add(Operation, framework.Add):\n    """As in the given framework."""\n',
            '''\
            class Add(Operation, framework.Add):
                """As in the given framework."""

                def __eq__(self, other):
                    return isinstance(other, Add) and self.children == other.children

                def __hash__(self):
                    return hash(Add)
            ''',
        ),
        severity=Severity.SLIP,
        clauses=("3.10",),
    ),
)
