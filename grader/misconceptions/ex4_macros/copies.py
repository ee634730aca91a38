"""Nodes that are copied, and trees without a macro."""

from __future__ import annotations

from grader.misconceptions.ex4_macros.pieces import BODY, DEFINITION, EXPAND
from grader.misconceptions.model import Severity, wrong

EXPAND_COPIES = """\
def _has_macro(node: framework.NeuralNetNode) -> bool:
    return isinstance(node, Macro) or any(map(_has_macro, node.children))


def _expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    if isinstance(node, Macro):
        return _expand(node.body())
    if node.children:
        node = copy.copy(node)
        node.children = [_expand(child) for child in node.children]
    return node


"""

EXPAND_APART = """\
if isinstance(node, Macro):
    return expand(node.body())
if not node.children:
    return node
found = copy.copy(node)
found.children, node.children = [expand(child) for child in node.children], []
return found
"""

MISCONCEPTIONS = (
    wrong(
        "taken_apart",
        "expand() moves the children to the new tree, and leaves the given nodes without any",
        """The given tree may get other children and be expanded once more. What is left of it then?""",
        ("from abc import abstractmethod", "import copy\nfrom abc import abstractmethod"),
        (EXPAND, EXPAND_APART),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.13",),
    ),
    wrong(
        "inputs_are_copied",
        "the body contains copies of the inputs",
        """Whoever holds the given Input and changes it, changes nothing in the new tree. A body ends in the children
        themselves.""",
        ("from abc import abstractmethod", "import copy\nfrom abc import abstractmethod"),
        (
            BODY,
            BODY.replace(
                "[weight, child]", "[weight, copy.copy(child) if isinstance(child, framework.Input) else child]"
            ),
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.2", "4.7"),
    ),
    wrong(
        "everything_is_copied",
        "expand() works on a deep copy of the whole tree",
        """A copy has copies of the inputs as well. The Input objects of the result shall be those of the given tree.""",
        ("from abc import abstractmethod", "import copy\nfrom abc import abstractmethod"),
        (
            EXPAND,
            "return _expand(copy.deepcopy(node))\n\n\ndef _expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:\n    "
            + EXPAND.replace("expand(", "_expand(").replace("\n", "\n    ").rstrip(),
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("4.7",),
    ),
    wrong(
        "an_error_without_macros",
        "a tree without macros is an error",
        """There is nothing to do then, and that is fine: the tree comes back as it is.""",
        ("from abc import abstractmethod", "import copy\nfrom abc import abstractmethod"),
        (
            EXPAND,
            """\
            if not _has_macro(node):
                raise ValueError("there is no macro in this tree")
            return _expand(node)""",
        ),
        (DEFINITION, EXPAND_COPIES + DEFINITION),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.8",),
    ),
)
