"""The order of visits, and what is left over."""

from __future__ import annotations

from grader.misconceptions.ex7_multi_parent.pieces import ADD_UP, TELL, WHOLE
from grader.misconceptions.model import Severity, wrong

ORDER = "parents_first = children_first(self)[::-1]"

MISCONCEPTIONS = (
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
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.1",),
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
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.1",),
        family="order of visits",
    ),
    wrong(
        "level_corrected_once",
        "a node that turns out to be lower takes none of the nodes below along",
        """The node itself waits for its last parent now. But its own children were put in their places when it still
        stood higher: do they come after it?""",
        (
            ORDER,
            """\
            levels, waiting = {self: 0}, [self]
            for node in waiting:
                for child in node.children:
                    if child not in levels:
                        waiting.append(child)
                    levels[child] = max(levels.get(child, 0), levels[node] + 1)
            parents_first = sorted(levels, key=levels.__getitem__)""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.1",),
        family="order of visits",
    ),
    wrong(
        "height_in_a_small_cache",
        "the height of a node is kept in an lru_cache, which has room for 128 nodes",
        """What does lru_cache do when another one comes? A node that is used again later is looked through again, and
        so is everything below it.""",
        (ORDER, "height.cache_clear()\nparents_first = sorted(children_first(self), key=height, reverse=True)"),
        (
            "def children_first(",
            """\
            from functools import lru_cache


            @lru_cache
            def height(node: framework.NeuralNetNode) -> int:
                return 1 + max([height(child) for child in node.children], default=0)


            def children_first(""",
        ),
        severity=Severity.SLIP,
        clauses=("7.2",),
        hidden_only=True,
    ),
    wrong(
        "children_first_order",
        "the nodes are visited from the leaves to the root",
        """A node passes on its derivative before it has got one. From which end do derivatives come?""",
        (ORDER, "parents_first = children_first(self)"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("7.1",),
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
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.5",),
    ),
    wrong(
        "values_kept_after_an_op",
        "forward() remembers values for one pass, and goes on doing so when some op has raised",
        """An exception leaves forward() before the line that forgets the values. What does the next one take for the
        value of an input?""",
        (
            '    """A node that may have several parents."""\n',
            '''\
                """A node that may have several parents."""

                _memo: dict | None = None

                def forward(self) -> float:
                    memo = NeuralNetNode._memo
                    if memo is None:
                        NeuralNetNode._memo = {}
                        value = super().forward()
                        NeuralNetNode._memo = None
                        return value
                    if self not in memo:
                        memo[self] = super().forward()
                    return memo[self]
            ''',
        ),
        severity=Severity.SLIP,
        clauses=("7.5",),
    ),
    wrong(
        "order_kept_until_a_list_tells",
        "the order is kept until a list of children tells of a change, and += is forgotten",
        """There are many ways to change a list. Does each of them come through one of the methods named here?""",
        (ORDER, "parents_first = self.ordered()[::-1]"),
        (
            "class NeuralNetNode(framework.NeuralNetNode):",
            """\
            class Children(list):
                version = 0


            def noting(name):
                def changed(self, *args):
                    Children.version += 1
                    return getattr(list, name)(self, *args)

                return changed


            for _name in ("append", "extend", "insert", "remove", "pop", "clear", "reverse", "__setitem__", "__delitem__"):
                setattr(Children, _name, noting(_name))


            class NeuralNetNode(framework.NeuralNetNode):""",
        ),
        (
            "    def backward(self, derivative_from_parent: float) -> None:",
            """\
                _order = (-1, [])

                @property
                def children(self):
                    return self._children

                @children.setter
                def children(self, children):
                    Children.version += 1
                    self._children = Children(children)

                def ordered(self):
                    if self._order[0] != Children.version:
                        self._order = Children.version, children_first(self)
                    return self._order[1]

                def backward(self, derivative_from_parent: float) -> None:""",
        ),
        severity=Severity.SLIP,
        clauses=("7.5", "7.9"),
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
        severity=Severity.MISUNDERSTANDING,
        clauses=("7.1",),
    ),
)
