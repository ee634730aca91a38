"""Exercise 4: what a macro stands for, whose parameters they are, and where macros hide."""

from __future__ import annotations

from grader.misconceptions.model import wrong

INIT = """\
self.weights = [framework.Parameter() for _ in children]
self.bias = framework.Parameter()
"""
BODY = """\
products = [
    framework.Multiply([weight, child]) for weight, child in zip(self.weights, self.children, strict=True)
]
return framework.Add([*products, self.bias])
"""
EXPAND = """\
if isinstance(node, Macro):
    return expand(node.body())
node.children = [expand(child) for child in node.children]
return node
"""
DEFINITION = "def expand(node: framework.NeuralNetNode) -> framework.NeuralNetNode:"
INSIDE_TO_THE_ENDS = """\
def _inside(node: framework.NeuralNetNode, ends: list[framework.NeuralNetNode]) -> framework.NeuralNetNode:
    if any(node is end for end in ends):
        return node
    if isinstance(node, Macro):
        return _inside(node.body(), ends)
    node.children = [_inside(child, ends) for child in node.children]
    return node


"""
INSIDE_ONE_BRANCH = """\
def _inside(node: framework.NeuralNetNode) -> framework.NeuralNetNode:
    if isinstance(node, Macro):
        return expand(node)
    if len(node.children) == 1:
        node.children = [_inside(node.children[0])]
    return node


"""
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

MISCONCEPTIONS = (
    wrong(
        "one_weight_for_all",
        "all children share one weight",
        """Each child has a weight of its own: otherwise a Linear can only tell how large its children are together.
        How many parameters does a Linear over n children have?""",
        (INIT, "self.weights = [framework.Parameter()] * len(children)\nself.bias = framework.Parameter()"),
    ),
    wrong(
        "no_bias",
        "a Linear has weights, but no bias",
        """With all children 0, this Linear is always 0. What lets it be something else?""",
        (BODY, BODY.replace("[*products, self.bias]", "products")),
    ),
    wrong(
        "a_bias_for_each_child",
        "each child has a bias of its own",
        """The sum of several biases is one bias, only with more numbers to learn. A Linear over n children has n + 1
        parameters.""",
        (
            BODY,
            """\
            terms = []
            for weight, child in zip(self.weights, self.children, strict=True):
                terms.append(framework.Multiply([weight, child]))
                terms.append(framework.Parameter(0.0))
            return framework.Add(terms)""",
        ),
    ),
    wrong(
        "bias_multiplies",
        "the bias multiplies the weighted sum",
        """A bias moves the sum up or down, it does not stretch it. Which operation does that?""",
        (
            BODY,
            BODY.replace(
                "framework.Add([*products, self.bias])", "framework.Multiply([framework.Add(products), self.bias])"
            ),
        ),
    ),
    wrong(
        "weights_are_added",
        "the weights are added to the children",
        """A weight says how much a child counts. Does adding a number to a child do that?""",
        (BODY, BODY.replace("framework.Multiply([weight", "framework.Add([weight")),
    ),
    wrong(
        "needs_a_child",
        "a Linear without children is an error",
        """The sum begins with its first product, but 'any number of children' includes none. What is left of a Linear
        then?""",
        (
            BODY,
            """\
            total = framework.Multiply([self.weights[0], self.children[0]])
            for weight, child in zip(self.weights[1:], self.children[1:], strict=True):
                total = framework.Add([total, framework.Multiply([weight, child])])
            return framework.Add([total, self.bias])""",
        ),
    ),
    wrong(
        "drawn_in_body",
        "the parameters are drawn anew each time body() is called",
        """Two calls of body() then stand for two different functions, and what the first one has learned is lost. When
        does a Linear get its parameters, if it shall keep them?""",
        (INIT, "pass"),
        (
            BODY,
            """\
            products = [framework.Multiply([framework.Parameter(), child]) for child in self.children]
            return framework.Add([*products, framework.Parameter()])""",
        ),
        family="drawn too late",
    ),
    wrong(
        "bias_drawn_in_body",
        "the weights are kept, but the bias is drawn anew each time body() is called",
        """The bias is a parameter like the weights, and belongs to the Linear as they do.""",
        (BODY, BODY.replace("self.bias", "framework.Parameter()")),
        family="drawn too late",
    ),
    wrong(
        "all_start_at_zero",
        "all parameters of a Linear start at 0",
        """Neurons that start equal get equal derivatives, and stay equal for ever. A Parameter without a value draws
        one.""",
        (INIT, INIT.replace("Parameter()", "Parameter(0.0)")),
        hidden_only=True,
    ),
    wrong(
        "every_linear_alike",
        "every Linear draws the same parameters",
        """A random seed that is set inside makes all Linears start alike. Then two neurons side by side learn the
        same, for ever.""",
        (INIT, "import random\n\nrandom.seed(1)\n" + INIT),
        hidden_only=True,
    ),
    wrong(
        "own_learning_rate",
        "the parameters of a Linear have a learning rate of their own choosing",
        """They are drawn 'the way Parameter() draws them'. Does Parameter() have a learning rate already?""",
        (INIT, INIT.replace("Parameter()", "Parameter(learning_rate=0.1)")),
    ),
    wrong(
        "frozen",
        "the weights are Input nodes that hold random numbers",
        """An Input gets its value from outside, and predict() now asks for too many. What training shall move is a
        Parameter.""",
        (INIT, INIT.replace("[framework.Parameter()", "[framework.Input(0.5)")),
    ),
    wrong(
        "one_level_only",
        "expand() replaces a macro by its body, but not the macros in that body",
        """After one round there may be macros again: a body may contain some. When is the work done?""",
        (EXPAND, EXPAND.replace("return expand(node.body())", "return node.body()")),
        family="not deep enough",
    ),
    wrong(
        "root_only",
        "only a macro at the root is expanded",
        """Macros below an ordinary node stay. Does expand() ever look at the children of a node that is no macro?""",
        (EXPAND, "while isinstance(node, Macro):\n    node = node.body()\nreturn node"),
        family="not deep enough",
    ),
    wrong(
        "children_but_not_below",
        "macros are replaced among the children of the root, not further down",
        """The grandchildren may be macros too. What does a function do that has to reach every level of a tree?""",
        (
            EXPAND,
            """\
            while isinstance(node, Macro):
                node = node.body()
            node.children = [child.body() if isinstance(child, Macro) else child for child in node.children]
            return node""",
        ),
        family="not deep enough",
    ),
    wrong(
        "result_thrown_away",
        "the children are expanded, but the results are thrown away",
        """expand() returns the new tree. Whoever calls it has to put the result where the macro was.""",
        (
            EXPAND,
            EXPAND.replace(
                "node.children = [expand(child) for child in node.children]",
                "for child in node.children:\n        expand(child)",
            ),
        ),
        family="not deep enough",
    ),
    wrong(
        "children_of_a_macro_forgotten",
        "the children of a macro are not expanded",
        """The body ends in the children of the macro, and these may be macros, too. Does your walk end where the
        body's own nodes end?""",
        (
            EXPAND,
            """\
            if isinstance(node, Macro):
                return _inside(node.body(), node.children)
            node.children = [expand(child) for child in node.children]
            return node""",
        ),
        (DEFINITION, INSIDE_TO_THE_ENDS + DEFINITION),
        family="not deep enough",
    ),
    wrong(
        "one_branch_of_the_body",
        "in a body, macros are found only as long as each node has one child",
        """The body of a macro may branch: a product of two macros, for instance. Every child has to be looked at.""",
        (
            EXPAND,
            """\
            if isinstance(node, Macro):
                node.children = [expand(child) for child in node.children]
                return _inside(node.body())
            node.children = [expand(child) for child in node.children]
            return node""",
        ),
        (DEFINITION, INSIDE_ONE_BRANCH + DEFINITION),
        hidden_only=True,
    ),
    wrong(
        "every_macro_is_a_linear",
        "every macro is expanded as if it were a Linear",
        """A macro says itself what it stands for, by its body(). A course may write macros that you have never seen.""",
        (
            EXPAND,
            EXPAND.replace(
                "expand(node.body())", "expand((node if isinstance(node, Linear) else Linear(node.children)).body())"
            ),
        ),
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
    ),
)
