"""Nodes that are copied, and trees without a macro."""

from __future__ import annotations

from grader.misconceptions.ex4_macros.pieces import BODY, CHILDREN, DEFINITION, EXPAND, before_expand
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
    wrong(
        "copies_kept",
        "parameters are copied once, and the copies are given out again",
        "The parameter has been changed since then. Which of the two counts?",
        (
            DEFINITION,
            before_expand("""\
            from weakref import WeakKeyDictionary

            _copies = WeakKeyDictionary()
            """),
        ),
        (
            CHILDREN,
            """\
            if isinstance(node, framework.Parameter):
                if node not in _copies:
                    _copies[node] = framework.Parameter(node.value, node.learning_rate)
                return _copies[node]
            if isinstance(node, framework.Input):
                return node
            return type(node)([expand(child) for child in node.children])
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.10",),
        hidden_only=True,
    ),
    wrong(
        "copies_without_zero_rate",
        "a copied parameter that does not learn learns again",
        "A learning rate of 0 is one as well: the copy of a parameter that has it does not move either.",
        (
            CHILDREN,
            """\
            if isinstance(node, framework.Parameter):
                return framework.Parameter(node.value, node.learning_rate or 0.01)
            if isinstance(node, framework.Input):
                return node
            return type(node)([expand(child) for child in node.children])
            """,
        ),
        severity=Severity.SLIP,
        clauses=("4.10",),
    ),
    wrong(
        "int_rates",
        "a copied parameter has its learning rate only if that is a float",
        "A learning rate may be an int, such as 1. It is a number as well, and a copy has it like any other.",
        (
            CHILDREN,
            """\
            if isinstance(node, framework.Parameter):
                return framework.Parameter(node.value, *([node.learning_rate] if isinstance(node.learning_rate, float) else []))
            if isinstance(node, framework.Input):
                return node
            return type(node)([expand(child) for child in node.children])
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.10",),
    ),
    wrong(
        "one_copy_for_equal_values",
        "parameters of one tree with equal values become one",
        "Two parameters that are equal now need not be so after a step.",
        (DEFINITION, "def expand(node, known=None):"),
        (
            EXPAND,
            """\
            known = {} if known is None else known
            if isinstance(node, Macro):
                return expand(node.body(), known)
            if isinstance(node, framework.Parameter):
                return known.setdefault((node.value, node.learning_rate), node)
            node.children = [expand(child, known) for child in node.children]
            return node
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.10",),
    ),
    wrong(
        "rounded_copies",
        "copied parameters are rounded to twelve digits",
        "Compare the value of a copy with the parameter's, digit by digit. They are equal.",
        (
            CHILDREN,
            """\
            if isinstance(node, framework.Parameter):
                return framework.Parameter(round(node.value, 12), node.learning_rate)
            if isinstance(node, framework.Input):
                return node
            return type(node)([expand(child) for child in node.children])
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("4.10",),
    ),
)
