"""Exercise 2: what is remembered, where, for how long, and who else can see it."""

from __future__ import annotations

from grader.misconceptions.model import wrong

REMEMBER = "self.input_nodes = self.find_input_nodes()"
CHOOSE = "nodes = self.find_input_nodes() if self.input_nodes is None else self.input_nodes"
COUNT = """\
if len(inputs) != len(nodes):
    raise ValueError(f"this network has {len(nodes)} input nodes, but predict() got {len(inputs)} numbers")
"""
ATTRIBUTE = "input_nodes: list[framework.Input] | None = None"

MISCONCEPTIONS = (
    wrong(
        "compile_does_nothing",
        "compile() remembers nothing, predict() searches as before",
        """The values are right, but they were right before. After compile(), predict() should not look at `children`
        at all, apart from what forward() does.""",
        (REMEMBER, "pass"),
        family="still searches",
    ),
    wrong(
        "searches_to_compare",
        "predict() searches the tree once more, to count the inputs",
        """The nodes are remembered, but to compare the numbers they are looked for again. Is what you want to know not
        in what you have remembered?""",
        ("if len(inputs) != len(nodes)", "if len(inputs) != len(self.find_input_nodes())"),
        family="still searches",
    ),
    wrong(
        "one_list_for_all",
        "the list of inputs is one for all networks",
        """Compile a second network, and the first one writes its numbers into inputs of the other. Where does the list
        live: in the node, or in something that all nodes share?""",
        (ATTRIBUTE, "is_compiled = False\nremembered: list[framework.Input] = []"),
        (REMEMBER, "self.is_compiled = True\nself.remembered[:] = self.find_input_nodes()"),
        (CHOOSE, "nodes = self.remembered if self.is_compiled else self.find_input_nodes()"),
        family="shared by all networks",
    ),
    wrong(
        "kept_on_the_class",
        "the inputs are kept on the class, not on the node",
        """What is stored on a class belongs to all its objects: after one compile(), every other network believes that
        it was compiled too, with inputs that are not its own.""",
        (REMEMBER, "Operation.input_nodes = self.find_input_nodes()"),
        family="shared by all networks",
    ),
    wrong(
        "appended_to_a_class_list",
        "compile() appends to a list that was made in the class body",
        """A list in a class body exists once, for all objects. `self.x.append(...)` changes that one list; `self.x =
        [...]` would give the object one of its own.""",
        (ATTRIBUTE, "input_nodes: list[framework.Input] = []"),
        (REMEMBER, "self.input_nodes.extend(self.find_input_nodes())"),
        (CHOOSE, "nodes = self.input_nodes or self.find_input_nodes()"),
        family="shared by all networks",
    ),
    wrong(
        "compiled_once_for_ever",
        "a second compile() changes nothing",
        """A network that has grown is compiled again so that its new inputs count. Here the first answer stays for
        ever.""",
        (REMEMBER, "if self.input_nodes is None:\n    self.input_nodes = self.find_input_nodes()"),
    ),
    wrong(
        "inputs_pile_up",
        "a second compile() adds its inputs to those of the first",
        """After compiling twice there are too many inputs, some of them twice. Each compile() should begin with
        nothing.""",
        (REMEMBER, "self.input_nodes = (self.input_nodes or []) + self.find_input_nodes()"),
    ),
    wrong(
        "compiles_itself",
        "the first predict() compiles the network by itself",
        """Convenient, but then a network that nobody has compiled does not notice when it grows: without compile(),
        predict() has to work as it always did.""",
        (CHOOSE, "if self.input_nodes is None:\n    self.compile()\nnodes = self.input_nodes or []"),
    ),
    wrong(
        "needs_compile",
        "predict() works only after compile()",
        """Before compile() there is nothing to remember, but the network can still be searched, as slowly as ever.""",
        (CHOOSE, "nodes = self.input_nodes"),
    ),
    wrong(
        "children_only",
        "only inputs that are direct children of the node are remembered",
        """An input may be many levels below. How does find_input_nodes() get there?""",
        (REMEMBER, "self.input_nodes = [c for c in self.children if isinstance(c, framework.Input)]"),
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
        hidden_only=True,
    ),
    wrong(
        "all_nodes_remembered",
        "compile() remembers all nodes, and predict() picks out the inputs every time",
        """The tree is not walked any more, but every node is still looked at for every sample. What is the same each
        time can be done once.""",
        (
            REMEMBER,
            """\
            self.input_nodes, stack = [], [self]
            while stack:
                self.input_nodes.append(stack.pop())
                stack.extend(reversed(self.input_nodes[-1].children))""",
        ),
        (
            CHOOSE,
            """\
            nodes = self.find_input_nodes() if self.input_nodes is None else self.input_nodes
            nodes = [node for node in nodes if isinstance(node, framework.Input)]""",
        ),
        hidden_only=True,
    ),
    wrong(
        "extra_numbers_ignored",
        "a wrong number of inputs goes unnoticed",
        """zip() stops at the shorter list without a word: numbers too many are dropped, inputs too many keep an old
        value.""",
        (COUNT, "pass"),
        ("zip(nodes, inputs, strict=True)", "zip(nodes, inputs)"),
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
    ),
)
