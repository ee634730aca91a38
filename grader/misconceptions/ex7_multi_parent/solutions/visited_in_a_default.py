# name: the set of visited nodes is a default argument
# explanation: The second call finds everything visited. The text says: "The `Input` nodes below this node, each once, at its
#   first visit: depth first, left to right."
# severity: misunderstanding
# clauses: 7.7
from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        everything = [self]
        known = {self}
        i = 0
        while i < len(everything):
            for c in everything[i].children:
                if c not in known:
                    known.add(c)
                    everything.append(c)
            i = i + 1

        parents = {}
        for n in everything:
            parents[n] = []
        for n in everything:
            for k in range(len(n.children)):
                parents[n.children[k]].append((n, k))

        total = {}
        gradient = {}
        rest = everything
        while len(rest) > 0:
            later = []
            for n in rest:
                ok = True
                for p, k in parents[n]:
                    if p not in gradient:
                        ok = False
                        break
                if not ok:
                    later.append(n)
                    continue
                if n is self:
                    total[n] = derivative_from_parent
                else:
                    t = 0
                    for p, k in parents[n]:
                        t = t + total[p] * gradient[p][k]
                    total[n] = t
                g = n.grad()
                if len(g) != len(n.children):
                    raise ValueError("grad() of " + type(n).__name__ + " has the wrong length")
                gradient[n] = g
            rest = later

        for n in total:
            n.on_backward(total[n])


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        result = []
        helper(self, result)
        return result


def helper(node, result, visited=set()):
    if node in visited:
        return
    visited.add(node)
    if isinstance(node, framework.Input):
        result.append(node)
        return
    for child in node.children:
        helper(child, result, visited)


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
