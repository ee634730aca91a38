"""Nothing of the other exercises: compile() makes a plan of cells, each with a value and the number of its version."""

import math

from backprop import framework


class Cell:
    """What is known of a node, whichever of the networks that it is part of has asked."""

    value = None
    version = 0  # how often the value has been set
    below = None  # the versions of the children that it was computed from
    settled = False  # nothing changes for a moment


class NeuralNetNode(framework.NeuralNetNode):
    plan = None

    def __init__(self, *args, **kwargs):
        self.cell = Cell()
        super().__init__(*args, **kwargs)

    def forward(self):
        return self.cell.value if self.cell.settled else plan_of(self).forward()

    def backward(self, derivative):
        plan_of(self).backward(derivative)

    def slopes(self, value, derivative):
        return [derivative * slope for slope in self.grad()]

    def funcify(self):
        inputs = [n for n in visit(self) if isinstance(n, Input)]
        names = {}
        for node in inputs:
            names[node] = node.name or f"x{sum(n.name is None for n in inputs[: inputs.index(node) + 1])}"
        return self.text(names)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None):
        super().__init__(value)
        self.name = name

    def text(self, names):
        return names[self]


class Parameter(NeuralNetNode, framework.Parameter):
    def text(self, names):
        return f"({self.value!r})"


class Operation(NeuralNetNode, framework.Operation):
    def compile(self):
        bodies, seen, todo = {}, set(), [self]
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                node.children = [plain(child, bodies) for child in node.children]
                todo += node.children
        self.plan = Plan(self)
        names, number = {node.name for node in self.plan.inputs}, 0
        for node in self.plan.inputs:
            while node.name is None:
                number += 1
                if f"x{number}" not in names:
                    node.name = f"x{number}"

    def find_input_nodes(self):
        return list(plan_of(self).inputs)

    def predict(self, inputs):
        plan = plan_of(self)
        if len(inputs) != len(plan.inputs):
            raise ValueError(f"{len(plan.inputs)} inputs, {len(inputs)} numbers")
        for node, value in zip(plan.inputs, inputs, strict=True):
            node.value = value
        return plan.forward()


def plain(node, bodies):
    while isinstance(node, Macro):
        if node not in bodies:
            bodies[node] = node.body()
        node = bodies[node]
    return node


def visit(root):
    """Depth first, left to right, each node once."""
    found, todo = {}, [root]
    while todo:
        node = todo.pop()
        if node not in found:
            found[node] = None
            todo.extend(reversed(node.children))
    return list(found)


def plan_of(node):
    return node.plan or Plan(node)


class Plan:
    """The nodes of a network with its root last, and for each its cell and those of its children."""

    def __init__(self, root):
        self.nodes, done = [], set()
        todo = [(root, False)]
        while todo:
            node, ready = todo.pop()
            if ready:
                self.nodes.append(node)
            elif node not in done:
                done.add(node)
                todo.append((node, True))
                todo.extend((child, False) for child in node.children if child not in done)
        # A child may have been seen first from far above; Kahn's order puts that right.
        missing = dict.fromkeys(self.nodes, 0)
        for node in self.nodes:
            for child in node.children:
                missing[child] += 1
        order, free = [], [root]
        while free:
            node = free.pop()
            order.append(node)
            for child in node.children:
                missing[child] -= 1
                if not missing[child]:
                    free.append(child)
        self.nodes = order[::-1]
        self.rows = [(node, node.cell, [child.cell for child in node.children]) for node in self.nodes]
        self.inputs = [node for node in visit(root) if isinstance(node, Input)]

    def refresh(self):
        """Bring all values up to date."""
        for node, cell, below in self.rows:
            if isinstance(node, Input | Parameter):
                if not cell.version or cell.value != node.value:
                    cell.value = node.value
                    cell.version += 1
            else:
                now = [child.version for child in below]
                if now != cell.below:
                    cell.value = node.op([child.value for child in below])
                    cell.below = now
                    cell.version += 1

    def forward(self):
        self.refresh()
        value = self.rows[-1][1].value
        return list(value) if isinstance(value, list) else value

    def backward(self, derivative):
        self.refresh()
        totals = {cell: 0.0 for _, cell, _ in self.rows}
        totals[self.rows[-1][1]] = derivative
        try:
            for cell in totals:
                cell.settled = True
            for node, cell, below in reversed(self.rows):
                if below:
                    for child, slope in zip(below, node.slopes(cell.value, totals[cell]), strict=True):
                        totals[child] += slope
        finally:
            for cell in totals:
                cell.settled = False
        for node, cell, _ in self.rows:
            node.on_backward(totals[cell])


class Add(Operation, framework.Add):
    def text(self, names):
        return "(" + ("+".join(child.text(names) for child in self.children) or "0") + ")"


class Multiply(Operation, framework.Multiply):
    def text(self, names):
        return "(" + ("*".join(child.text(names) for child in self.children) or "1") + ")"


class ReLU(Operation, framework.ReLU):
    def text(self, names):
        return f"relu({self.children[0].text(names)})"


class Sigmoid(Operation, framework.Sigmoid):
    def text(self, names):
        return f"sigmoid({self.children[0].text(names)})"


class Macro(Operation):
    def op(self, x):
        raise TypeError("a macro")

    def grad(self):
        raise TypeError("a macro")


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        self.parameters = [Parameter() for _ in range(len(self.children) + 1)]

    def body(self):
        *weights, bias = self.parameters
        return Add([bias, *(Multiply(list(pair)) for pair in zip(self.children, weights, strict=True))])


class Output(Operation):
    def op(self, x):
        return list(x)

    def grad(self):
        raise TypeError("see slopes")

    def slopes(self, value, derivative):
        return derivative

    def text(self, names):
        return "[" + ", ".join(child.text(names) for child in self.children) + "]"


class Softmax(Output):
    def op(self, x):
        powers = [math.exp(score - max(x)) for score in x]
        return [power / math.fsum(powers) for power in powers]

    def slopes(self, value, derivative):
        mean = sum(p * d for p, d in zip(value, derivative, strict=True))
        return [p * (d - mean) for p, d in zip(value, derivative, strict=True)]

    def text(self, names):
        return "softmax" + "(" + ", ".join(child.text(names) for child in self.children) + ")"


def cce_loss(y_true, y_pred):
    return -sum(y * math.log(min(max(p, 1e-8), 1.0)) for y, p in zip(y_true, y_pred, strict=True))


def cce_loss_grad(y_true, y_pred):
    return [-y / min(max(p, 1e-8), 1.0) for y, p in zip(y_true, y_pred, strict=True)]
