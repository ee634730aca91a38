"""How far a change is told."""

from __future__ import annotations

from grader.misconceptions.ex3_caching.pieces import FORWARD, INPUT, INVALIDATE, STATE
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "one_level_up",
        "a change is told to the parent, but not to the nodes further up",
        """If a leaf changes, its parent's value is another one, and so is that of the parent's parent, and so on. How
        far does the news get here?""",
        (
            INVALIDATE,
            "self.is_up_to_date = False\nif self.parent is not None:\n    self.parent.is_up_to_date = False",
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("3.7",),
    ),
    wrong(
        "root_only",
        "only the root has a cache",
        """If one leaf changes, the whole tree is computed again, although most of it is as it was. And backward() asks
        the inner nodes for their values, not the root.""",
        (FORWARD, "if self.parent is not None:\n    return super().forward()\n" + FORWARD),
        severity=Severity.DOES_NOT_WORK,
        clauses=("3.2", "3.4"),
    ),
    wrong(
        "root_has_no_cache",
        "every node but the root has a cache",
        """The root is an inner node as well: with nothing changed, its op should not run.""",
        (FORWARD, "if self.parent is None:\n    return super().forward()\n" + FORWARD),
        severity=Severity.DOES_NOT_WORK,
        clauses=("3.2",),
    ),
    wrong(
        "one_version_for_all",
        "one counter of changes for all nodes: any change makes every value stale",
        """The values are right, but a change in one corner makes the whole tree, and every other model, compute again.
        Which nodes does a leaf have an effect on?""",
        ("class NeuralNetNode(framework", "CHANGES = [0]\n\n\nclass NeuralNetNode(framework"),
        (STATE, "cached_value = 0.0\ncomputed_at = -1\n"),
        (
            FORWARD,
            """\
            if self.computed_at != CHANGES[0]:
                self.cached_value = super().forward()
                self.computed_at = CHANGES[0]
            return self.cached_value""",
        ),
        (INVALIDATE, "CHANGES[0] += 1"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("3.4",),
        family="too much is stale",
    ),
    wrong(
        "new_input_clears_all",
        "a new input makes the whole tree stale",
        """The values are right, but parts of the tree that do not depend on this input are computed again.""",
        (
            INPUT,
            INPUT
            + """

    def invalidate(self) -> None:
        root = self
        while root.parent is not None:
            root = root.parent
        below = [root]
        while below:
            node = below.pop()
            node.is_up_to_date = False
            below.extend(node.children)""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("3.4",),
        family="too much is stale",
    ),
    wrong(
        "children_by_position",
        "children learn of their parent only if they are given without a name",
        """Add(children=[x]) makes a node as well. The list is not among the arguments that are counted then; where are
        all children, however they were given?""",
        (
            """\
            def __init__(self, children: Sequence[NeuralNetNode]) -> None:
                super().__init__(children)
                for child in children:""",
            """\
            def __init__(self, *args, **kwargs) -> None:
                super().__init__(*args, **kwargs)
                for child in args[0] if args else ():""",
        ),
        severity=Severity.SLIP,
        clauses=("3.7", "3.10"),
    ),
)
