"""What exercise 6 promises of formulas, and what compile() owes to the names that are there."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

FREE = 'free = (name for number in itertools.count(1) if (name := f"x{number}") not in taken)'

NAMELESS = "nameless = [node for node in self.input_nodes if node.name is None]"

A_NODE = '''\
class NeuralNetNode(ex3_caching.NeuralNetNode, ex6_funcify.NeuralNetNode, ex7_multi_parent.NeuralNetNode):
    """A node that remembers its value, whoever its parents are."""
'''

A_PARAMETER = '''\
class Parameter(Leaf, ex3_caching.Parameter, ex6_funcify.Parameter):
    """A leaf whose value is learned."""
'''

A_SUM = '''\
class Add(Operation, ex3_caching.Add, ex6_funcify.Add):
    """The sum of any number of children."""
'''

BEFORE_INPUTS = "def find_input_nodes(self) -> list[Any]:"

MISCONCEPTIONS = (
    wrong(
        "names_that_are_taken",
        "compile() counts the inputs without a name, whatever the others are called",
        """Another network on one of the inputs has called it x1 before, or somebody has. Then two are called x1, and
        the formula is another one.""",
        (FREE, 'free = (f"x{number}" for number in itertools.count(1))'),
        severity=Severity.SLIP,
        clauses=("9.3",),
    ),
    wrong(
        "each_compile_gives_new_names",
        "compile() gives new names to the inputs that have got one from it before",
        """Another network has these inputs as well, and its formula is not the one that somebody has read by now.""",
        (
            NAMELESS,
            """\
            for node in self.input_nodes:
                if (node.name or "")[:1] == "x" and node.name[1:].isdigit():
                    node.name = None
            nameless = [node for node in self.input_nodes if node.name is None]
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.3",),
    ),
    wrong(
        "twelve_places",
        "a parameter is written with twelve places behind the point",
        """A small number is a number as well: 3e-13 times an input of 1e13 is 3, and not 0.""",
        (
            A_PARAMETER,
            A_PARAMETER
            + """
    def formula(self, names: Any) -> str:
        return f"{self.value:.12f}"
""",
        ),
        severity=Severity.SLIP,
        clauses=("9.8",),
    ),
    wrong(
        "asked_for_its_text_twice",
        "an Add asks each child for its text, and if that has a minus, asks again",
        """Each level doubles the work of the one below it. With 40 levels nobody waits for the end.""",
        (
            A_SUM,
            A_SUM
            + """
    def formula(self, names: Any) -> str:
        safe = [
            child.formula(names) if "-" not in child.formula(names) else child.operand(names) for child in self.children
        ]
        return " + ".join(safe) or "0"
""",
        ),
        severity=Severity.SLIP,
        clauses=("9.8",),
    ),
    wrong(
        "known_classes_only",
        "funcify() looks at the type of each node, and refuses those that it does not know",
        """A subclass of Add is an Add, and is written like one.""",
        (
            BEFORE_INPUTS,
            """\
            def funcify(self) -> str:
                for node in children_first(self):
                    if type(node) not in (Input, Parameter, Add, Multiply, ReLU, Sigmoid, Output, Softmax):
                        raise TypeError(f"no formula for a {type(node).__name__}")
                return super().funcify()

            def find_input_nodes(self) -> list[Any]:
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.8",),
    ),
    wrong(
        "a_list_of_one_is_none",
        "the formula of an Output with one child is that of the child",
        """Its value is a list, also if there is one number in it.""",
        (
            """return f"[{', '.join(child.formula(names) for child in self.children)}]\"""",
            """\
            if len(self.children) == 1:
                return self.children[0].formula(names)
            return f"[{', '.join(child.formula(names) for child in self.children)}]"
            """,
        ),
        severity=Severity.SLIP,
        clauses=("9.8",),
    ),
    wrong(
        "each_text_once",
        "children of a Softmax that are written alike are written once",
        """Two scores that are equal are two scores, and a child may even stand there twice: a Softmax has a number for
        each.""",
        (
            """return f"softmax({', '.join(child.formula(names) for child in self.children)})\"""",
            """return f"softmax({', '.join(dict.fromkeys(child.formula(names) for child in self.children))})\"""",
        ),
        severity=Severity.SLIP,
        clauses=("9.8",),
        family="equal texts",
    ),
    wrong(
        "each_text_once_in_a_list",
        "children of an Output that are written alike are written once",
        """Its value is a list with a number for each child, also of those that are equal or stand there twice.""",
        (
            """return f"[{', '.join(child.formula(names) for child in self.children)}]\"""",
            """return f"[{', '.join(dict.fromkeys(child.formula(names) for child in self.children))}]\"""",
        ),
        severity=Severity.SLIP,
        clauses=("9.8",),
        family="equal texts",
    ),
    wrong(
        "leaves_have_no_formula",
        "funcify() of a leaf raises",
        """Each node has a formula: that of a leaf is its name, or its number.""",
        (
            A_NODE,
            A_NODE
            + """
    def funcify(self) -> str:
        if not isinstance(self, Operation):
            raise TypeError("a leaf has no formula")
        return super().funcify()
""",
        ),
        severity=Severity.SLIP,
        clauses=("9.8",),
    ),
)
