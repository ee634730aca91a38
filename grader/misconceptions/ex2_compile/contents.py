"""What compile() remembers, and in which order."""

from __future__ import annotations

from grader.misconceptions.ex2_compile.pieces import REMEMBER
from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "children_only",
        "only inputs that are direct children of the node are remembered",
        """An input may be many levels below. How does find_input_nodes() get there?""",
        (REMEMBER, "self.input_nodes = [c for c in self.children if isinstance(c, framework.Input)]"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("2.3", "2.5"),
    ),
    wrong(
        "level_by_level",
        "the inputs are remembered level by level, from the top",
        """All inputs are there, but in another order than find_input_nodes() gives: depth first, left to right. Then
        each number lands in the wrong place.""",
        (
            REMEMBER,
            """\
            level, found = [self], []
            while level:
                found += [node for node in level if isinstance(node, framework.Input)]
                level = [child for node in level for child in node.children]
            self.input_nodes = found""",
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("2.5",),
    ),
    wrong(
        "right_to_left",
        "the inputs are remembered from right to left",
        """A stack gives back first what was put on it last. The order of find_input_nodes() is left to right.""",
        (
            REMEMBER,
            """\
            stack, found = [self], []
            while stack:
                node = stack.pop()
                if isinstance(node, framework.Input):
                    found.append(node)
                stack.extend(node.children)
            self.input_nodes = found""",
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("2.5",),
    ),
    wrong(
        "values_for_nodes",
        "compile() remembers the values of the inputs, not the nodes",
        """A list of numbers is a photograph: writing into it does not reach the network. predict() needs the places,
        not what was in them.""",
        (REMEMBER, "self.input_nodes = [node.value for node in self.find_input_nodes()]"),
        (
            "for node, value in zip(nodes, inputs, strict=True):\n    node.value = value",
            "for i, value in enumerate(inputs):\n    nodes[i] = value",
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("2.5", "2.9"),
    ),
    wrong(
        "first_prediction_kept",
        "the first prediction after compile() is returned again and again",
        """Where the inputs are does not change between calls; what they hold does, and so does the answer.""",
        (REMEMBER, "self.input_nodes = self.find_input_nodes()\nself.answer = None"),
        (
            "return self.forward()",
            """\
            if self.input_nodes is None:
                return self.forward()
            if self.answer is None:
                self.answer = self.forward()
            return self.answer""",
        ),
        severity=Severity.DOES_NOT_WORK,
        clauses=("2.9",),
    ),
    wrong(
        "predictions_by_inputs",
        "predictions are remembered by their inputs",
        """The same inputs need not give the same prediction: the parameters may have moved in between.""",
        (REMEMBER, "self.input_nodes = self.find_input_nodes()\nself.answers = {}"),
        (
            "return self.forward()",
            """\
            if self.input_nodes is None:
                return self.forward()
            if tuple(inputs) not in self.answers:
                self.answers[tuple(inputs)] = self.forward()
            return self.answers[tuple(inputs)]""",
        ),
        severity=Severity.SLIP,
        clauses=("2.9",),
    ),
    wrong(
        "sums_without_identity",
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
        clauses=("2.1",),
    ),
)
