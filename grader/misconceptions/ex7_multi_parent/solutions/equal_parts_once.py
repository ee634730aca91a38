# name: the parts that a node hears are kept in a set, and equal ones count once
# explanation: Wants every parent to count once, and takes the number for the parent. The text says: "a node may be the child
#   of several parents, or several times the child of one parent. Each time counts;"
# severity: misunderstanding
# clauses: 7.3, 7.11
from __future__ import annotations

import math
from collections import defaultdict

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that may have several parents."""

    def backward(self, derivative_from_parent: float) -> None:
        """First the order, then the parts, then the movement."""
        parts = defaultdict(set)
        parts[self].add(derivative_from_parent)
        totals = []
        for node in in_order(self):
            total = math.fsum(parts[node])
            totals.append((total, node))
            for child, entry in zip(node.children, node.grad(), strict=True):
                parts[child].add(total * entry)
        for total, node in totals:
            node.on_backward(total)


def in_order(root):
    """Jeder Knoten nach all seinen Eltern (umgekehrte Postordnung), ohne Rekursion."""
    fertig = []
    gesehen = {root}
    stapel = [[root, 0]]
    while stapel:
        knoten, naechstes = stapel[-1]
        if naechstes == len(knoten.children):
            fertig.append(knoten)
            stapel.pop()
            continue
        stapel[-1][1] += 1
        kind = knoten.children[naechstes]
        if kind not in gesehen:
            gesehen.add(kind)
            stapel.append([kind, 0])
    yield from reversed(fertig)


class Input(NeuralNetNode, framework.Input):
    """As in the given framework."""


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""

    def find_input_nodes(self) -> list[framework.Input]:
        gesehen: dict[framework.NeuralNetNode, None] = {}
        stapel = [self]
        while stapel:
            knoten = stapel.pop()
            if knoten not in gesehen:
                gesehen[knoten] = None
                stapel += reversed(knoten.children)
        return [knoten for knoten in gesehen if isinstance(knoten, framework.Input)]


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
