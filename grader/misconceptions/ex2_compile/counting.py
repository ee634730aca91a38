"""A wrong number of inputs."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

COUNT = """\
if len(inputs) != len(nodes):
    raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
"""

MISCONCEPTIONS = (
    wrong(
        "extra_numbers_ignored",
        "a wrong number of inputs goes unnoticed",
        """zip() stops at the shorter list without a word: numbers too many are dropped, inputs too many keep an old
        value.""",
        (COUNT, "pass"),
        ("zip(nodes, inputs, strict=True)", "zip(nodes, inputs)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("2.6",),
    ),
    wrong(
        "too_few_is_an_index_error",
        "too few numbers end in an IndexError, too many go unnoticed",
        """Going through the nodes and picking a number for each tells nothing about numbers that are left over, and
        the error for a missing one names a list, not the mistake.""",
        (COUNT, "pass"),
        (
            "for node, value in zip(nodes, inputs, strict=True):\n    node.value = value",
            "for i, node in enumerate(nodes):\n    node.value = inputs[i]",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("2.6",),
    ),
    wrong(
        "counted_only_before_compile",
        "after compile() the number of inputs is not compared any more",
        """compile() makes predict() faster, it does not make the caller more careful.""",
        (
            COUNT,
            """\
            if self.input_nodes is None and len(inputs) != len(nodes):
                raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
            """,
        ),
        ("zip(nodes, inputs, strict=True)", "zip(nodes, inputs)"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("2.6",),
    ),
    wrong(
        "filled_in_before_counted_when_compiled",
        "after compile() the numbers are filled in first and counted afterwards",
        """The error comes, but too late: some inputs have their new numbers by then, and nobody takes them back.""",
        (
            COUNT,
            """\
            if self.input_nodes is not None:
                for node, value in zip(nodes, inputs):
                    node.value = value
            if len(inputs) != len(nodes):
                raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
            """,
        ),
        severity=Severity.SLIP,
        clauses=("2.6",),
    ),
)
