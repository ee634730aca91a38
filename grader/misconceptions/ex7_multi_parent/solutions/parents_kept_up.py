# name: each node keeps a list of its parents, kept up by a list of children that notices append, insert, del and replacement, but not clear or sort
# explanation: A list can be changed in many ways.
# severity: slip
# clauses: 7.9
from __future__ import annotations

from backprop import framework


class Children(list):
    """Children that know their parent."""

    def __init__(self, parent, items):
        super().__init__(items)
        self.parent = parent
        for child in items:
            child.parents.append(parent)

    def append(self, child):
        super().append(child)
        child.parents.append(self.parent)

    def insert(self, at, child):
        super().insert(at, child)
        child.parents.append(self.parent)

    def __setitem__(self, at, child):
        self[at].parents.remove(self.parent)
        super().__setitem__(at, child)
        child.parents.append(self.parent)

    def __delitem__(self, at):
        self[at].parents.remove(self.parent)
        super().__delitem__(at)


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""
    def __init__(self, *args, **kwargs):
        self.parents = []
        super().__init__(*args, **kwargs)

    @property
    def children(self):
        return self._children

    @children.setter
    def children(self, children):
        for child in getattr(self, "_children", ()):
            child.parents.remove(self)
        self._children = Children(self, list(children))

    def backward(self, derivative_from_parent):
        below, todo = {self}, [self]
        while todo:
            for child in todo.pop().children:
                if child not in below:
                    below.add(child)
                    todo.append(child)
        waiting = {node: sum(parent in below for parent in node.parents) for node in below}
        total = dict.fromkeys(below, 0.0)
        total[self] = derivative_from_parent
        ready, order = [self], []
        while ready:
            node = ready.pop()
            order.append(node)
            for child, slope in zip(node.children, node.grad(), strict=True):
                total[child] += total[node] * slope
                waiting[child] -= 1
                if not waiting[child]:
                    ready.append(child)
        for node in order:
            node.on_backward(total[node])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""
    def find_input_nodes(self):
        found, seen = [], set()

        def visit(node):
            if node in seen:
                return
            seen.add(node)
            if isinstance(node, framework.Input):
                found.append(node)
            for child in node.children:
                visit(child)

        visit(self)
        return found


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
