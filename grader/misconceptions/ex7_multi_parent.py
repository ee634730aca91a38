"""Exercise 7: sums over parents, the order of visits, and what is left over."""

from __future__ import annotations

from grader.misconceptions.model import wrong

WHOLE = """\
parents_first = children_first(self)[::-1]
derivatives = dict.fromkeys(parents_first, 0.0)
derivatives[self] = derivative_from_parent
for node in parents_first:
    for child, derivative in zip(node.children, node.grad(), strict=True):
        derivatives[child] += derivatives[node] * derivative
# Only now, since grad() of a node depends on the parameters below it.
for node in parents_first:
    node.on_backward(derivatives[node])
"""
ORDER = "parents_first = children_first(self)[::-1]"
START = "derivatives[self] = derivative_from_parent"
ADD_UP = "derivatives[child] += derivatives[node] * derivative"
FIND = "return [node for node in children_first(self) if isinstance(node, framework.Input)]"
TELL = """\
for node in parents_first:
    node.on_backward(derivatives[node])
"""

MISCONCEPTIONS = (
    wrong(
        "last_parent_wins",
        "a node keeps the derivative of the last parent only",
        """What the other parents said is overwritten. The node has an effect on the result through each of them.""",
        (ADD_UP, "derivatives[child] = derivatives[node] * derivative"),
        family="not all parents",
    ),
    wrong(
        "first_parent_wins",
        "a node keeps the derivative of the first parent only",
        """A node that was visited before is skipped, and what the second parent has to say is lost.""",
        (ADD_UP, "derivatives[child] = derivatives[child] or derivatives[node] * derivative"),
        family="not all parents",
    ),
    wrong(
        "same_child_once",
        "a child that stands twice under one parent counts once",
        """In a * a, the node a is used twice, and each use has a derivative. What is the derivative of a^2?""",
        (
            "for child, derivative in zip(node.children, node.grad(), strict=True):",
            "for child, derivative in dict(zip(node.children, node.grad(), strict=True)).items():",
        ),
    ),
    wrong(
        "as_in_a_tree",
        "backward() walks down once for each path, as in a tree",
        """The sum comes out right in the end, but the parameter has moved after the first part, and the other parts
        are computed with what it became. How can a node know that all its parents have spoken?""",
        (
            WHOLE,
            """\
            self.on_backward(derivative_from_parent)
            for child, derivative in zip(self.children, self.grad(), strict=True):
                child.backward(derivative_from_parent * derivative)""",
        ),
        family="once per path",
    ),
    wrong(
        "path_by_path",
        "the totals are right, but they are summed up path by path",
        """There can be far more paths than edges: 2^n in n doublings. A node should pass on its total once, not each
        part as it comes.""",
        (
            WHOLE,
            """\
            derivatives = {}

            def visit(node: framework.NeuralNetNode, part: float) -> None:
                derivatives[node] = derivatives.get(node, 0.0) + part
                for child, derivative in zip(node.children, node.grad(), strict=True):
                    visit(child, part * derivative)

            visit(self, derivative_from_parent)
            for node, total in derivatives.items():
                node.on_backward(total)""",
        ),
        family="once per path",
    ),
    wrong(
        "told_part_by_part",
        "a node is told one part of its derivative after the other",
        """The parameter ends where it should, but on_backward was to be called once, with the sum.""",
        (
            "derivatives[self] = derivative_from_parent",
            "derivatives[self] = derivative_from_parent\nparts = [(self, derivative_from_parent)]",
        ),
        (ADD_UP, ADD_UP + "\nparts.append((child, derivatives[node] * derivative))"),
        (TELL, "for node, part in parts:\n    node.on_backward(part)"),
    ),
    wrong(
        "only_parameters_are_told",
        "on_backward is called on parameters only",
        """Every node has an on_backward, and a subclass may do something in it: print its derivative, for instance.""",
        (
            TELL,
            "for node in parents_first:\n    if isinstance(node, framework.Parameter):\n        node.on_backward(derivatives[node])",
        ),
    ),
    wrong(
        "root_is_not_told",
        "on_backward is not called on the root",
        """The node that was asked is a node like the others; its derivative is the one that was given.""",
        (TELL, "for node in parents_first[1:]:\n    node.on_backward(derivatives[node])"),
    ),
    wrong(
        "moves_twice",
        "the parameter is moved by backward() and again by on_backward()",
        """on_backward() of a Parameter moves it already.""",
        (
            TELL,
            """\
            for node in parents_first:
                if isinstance(node, framework.Parameter):
                    node.value -= node.learning_rate * derivatives[node]
                node.on_backward(derivatives[node])""",
        ),
    ),
    wrong(
        "depth_first_order",
        "the nodes are visited depth first, each at its first visit",
        """Depth first, a node may be reached by one parent long before another one has been visited. Then it passes on
        a sum that is not complete.""",
        (ORDER, "parents_first = nodes_at_first_visit(self)"),
        (
            "def children_first(",
            '''\
            def nodes_at_first_visit(root: framework.NeuralNetNode) -> list[framework.NeuralNetNode]:
                """Depth first, a node before its children."""
                order: dict[framework.NeuralNetNode, None] = {}
                stack = [root]
                while stack:
                    node = stack.pop()
                    if node not in order:
                        order[node] = None
                        stack.extend(reversed(node.children))
                return list(order)


            def children_first(''',
        ),
        family="order of visits",
    ),
    wrong(
        "level_by_level",
        "the nodes are visited level by level, by their shortest way from the root",
        """A node may be near the root on one way and far from it on another. On its first level, it has not heard from
        the parents on the longer way.""",
        (
            ORDER,
            """\
            parents_first = [self]
            for node in parents_first:
                for child in node.children:
                    if child not in parents_first:
                        parents_first.append(child)""",
        ),
        family="order of visits",
    ),
    wrong(
        "children_first_order",
        "the nodes are visited from the leaves to the root",
        """A node passes on its derivative before it has got one. From which end do derivatives come?""",
        (ORDER, "parents_first = children_first(self)"),
    ),
    wrong(
        "sums_left_over",
        "the sums are kept in the nodes and not set back",
        """The second backward() adds to what the first one left. For whose sake were the sums kept?""",
        (
            "derivatives = dict.fromkeys(parents_first, 0.0)\nderivatives[self] = derivative_from_parent",
            """\
            for node in parents_first:
                node.derivative = getattr(node, "derivative", 0.0)
            self.derivative = derivative_from_parent""",
        ),
        (ADD_UP, "child.derivative += node.derivative * derivative"),
        (TELL, "for node in parents_first:\n    node.on_backward(node.derivative)"),
    ),
    wrong(
        "waits_for_all_parents",
        "a node waits for every parent it was ever given, also for those that backward() does not reach",
        """A node may be used in a second network. From there nothing will come, however long it waits: only parents
        below the node that was asked have something to say.""",
        (
            WHOLE,
            """\
            waiting = {node: getattr(node, "uses", 0) for node in children_first(self)}
            derivatives = dict.fromkeys(waiting, 0.0)
            derivatives[self] = derivative_from_parent
            ready, done = [self], []
            while ready:
                node = ready.pop()
                done.append(node)
                for child, derivative in zip(node.children, node.grad(), strict=True):
                    derivatives[child] += derivatives[node] * derivative
                    waiting[child] -= 1
                    if waiting[child] == 0:
                        ready.append(child)
            for node in done:
                node.on_backward(derivatives[node])""",
        ),
        (
            'class Operation(NeuralNetNode, framework.Operation):\n    """The base of all inner nodes."""\n',
            '''\
            class Operation(NeuralNetNode, framework.Operation):
                """The base of all inner nodes."""

                def __init__(self, children: list[framework.NeuralNetNode]) -> None:
                    super().__init__(children)
                    for child in self.children:
                        child.uses = getattr(child, "uses", 0) + 1
            ''',
        ),
        hidden_only=True,
    ),
    wrong(
        "derivative_from_above_ignored",
        "the root starts with 1, whatever backward() was given",
        """backward() is told the derivative of the loss with respect to the root. The chain rule begins with it.""",
        (START, "derivatives[self] = 1.0"),
    ),
    wrong(
        "parent_dropped",
        "a child gets its local derivative without its parent's",
        """The chain rule is a product of two factors; here the one that comes from above is missing.""",
        (ADD_UP, "derivatives[child] += derivative"),
    ),
    wrong(
        "divided_by_the_parents",
        "a node gets the mean over its parents, not the sum",
        """Each parent is a way in which the node has an effect on the result, and effects add up.""",
        (
            TELL,
            "uses = [child for node in parents_first for child in node.children]\nfor node in parents_first:\n    node.on_backward(derivatives[node] / max(1, uses.count(node)))",
        ),
    ),
    wrong(
        "inputs_listed_twice",
        "a shared input is listed once for each path",
        """predict() then asks for two numbers for one input.""",
        (FIND, "return super().find_input_nodes()"),
    ),
    wrong(
        "inputs_found_path_by_path",
        "shared inputs are listed once, but looked for along every path",
        """The list is right, only that a graph of n doublings has 2^n paths. Which nodes need no second visit?""",
        (FIND, "return list(dict.fromkeys(super().find_input_nodes()))"),
        hidden_only=True,
    ),
    wrong(
        "inputs_level_by_level",
        "the inputs are listed level by level",
        """Depth first, left to right was the order, and numbers are given to predict() in that order.""",
        (
            FIND,
            """\
            seen: list[framework.NeuralNetNode] = [self]
            for node in seen:
                seen.extend(child for child in node.children if child not in seen)
            return [node for node in seen if isinstance(node, framework.Input)]""",
        ),
        family="order of inputs",
    ),
    wrong(
        "inputs_at_last_visit",
        "a shared input is listed at its last visit",
        """If an input is met twice, it keeps the place of the first time.""",
        (FIND, "found = super().find_input_nodes()[::-1]\nreturn list(dict.fromkeys(found))[::-1]"),
        family="order of inputs",
    ),
    wrong(
        "inputs_by_value",
        "two inputs that hold the same value are taken for one",
        """Whether two inputs are the same one is a question of identity, not of the number they hold at the moment.""",
        (
            FIND,
            "found = {node.value: node for node in children_first(self)[::-1] if isinstance(node, framework.Input)}\nreturn list(found.values())[::-1]",
        ),
    ),
)
