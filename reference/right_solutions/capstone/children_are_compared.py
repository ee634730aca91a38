"""The seven put together, and nobody tells anybody: forward() compares each node's children with what they were."""

import itertools

from backprop import ex4_macros, ex5_outputs, ex6_funcify
from backprop.ex5_outputs import cce_loss, cce_loss_grad

__all__ = ["cce_loss", "cce_loss_grad"]


class NeuralNetNode(ex6_funcify.NeuralNetNode):
    seen = None
    kept = None
    network = None

    def nodes(self):
        return self.network or topological(self)

    def bring_up_to_date(self):
        for node in self.nodes():
            now = [child.kept for child in node.children] if node.children else [getattr(node, "value", None)]
            if now != node.seen:
                node.kept = node.op([child.kept for child in node.children])
                node.seen = now

    def forward(self):
        self.bring_up_to_date()
        return self.kept[:] if isinstance(self.kept, list) else self.kept

    def backward(self, derivative):
        self.forward()
        told = {node: [] for node in self.nodes()}
        told[self].append(derivative)
        for node in reversed(self.nodes()):
            whole = told[node][0] if isinstance(node, Output) else sum(told[node])
            told[node] = whole
            for child, part in zip(node.children, node.hand_down(whole), strict=True):
                told[child].append(part)
        for node, whole in told.items():
            node.on_backward(whole)

    def hand_down(self, derivative):
        slopes = QUICK.get(type(self).grad, type(self).grad)  # a subclass may have a grad of its own
        return [derivative * slope for slope in slopes(self)]


def topological(root):
    order, done, todo = [], set(), [(root, iter(root.children))]
    while todo:
        node, rest = todo[-1]
        for child in rest:
            if child not in done and all(child is not open_ for open_, _ in todo):
                todo.append((child, iter(child.children)))
                break
        else:
            todo.pop()
            if node not in done:
                done.add(node)
                order.append(node)
    return order


class Input(NeuralNetNode, ex6_funcify.Input):
    pass


class Parameter(NeuralNetNode, ex6_funcify.Parameter):
    pass


class Operation(NeuralNetNode, ex6_funcify.Operation):
    def compile(self):
        made = {}

        def solid(node):
            while isinstance(node, ex4_macros.Macro):
                if node not in made:
                    made[node] = node.body()
                node = made[node]
            return node

        def walk(node, visited):
            if node not in visited:
                visited.add(node)
                node.children = list(map(solid, node.children))
                for child in node.children:
                    walk(child, visited)

        walk(self, set())
        self.network = topological(self)
        taken = {node.name for node in self.find_input_nodes()}
        names = (name for i in itertools.count(1) if (name := f"x{i}") not in taken)
        for node in self.find_input_nodes():
            node.name = node.name or next(names)

    def find_input_nodes(self):
        return [node for node in self.nodes() if isinstance(node, Input)]

    def predict(self, inputs):
        places = self.find_input_nodes()
        if len(places) != len(inputs):
            raise ValueError(f"{len(places)} inputs are not {len(inputs)}")
        for node, value in zip(places, inputs, strict=True):
            node.value = value
        return self.forward()


class Add(Operation, ex6_funcify.Add):
    pass


class Multiply(Operation, ex6_funcify.Multiply):
    pass


class ReLU(Operation, ex6_funcify.ReLU):
    pass


class Sigmoid(Operation, ex6_funcify.Sigmoid):
    pass


def product_slopes(node):
    slopes = []
    for i in range(len(node.children)):
        product = 1.0
        for k, child in enumerate(node.children):
            product *= 1.0 if i == k else child.kept
        slopes.append(product)
    return slopes


QUICK = {
    Multiply.grad: product_slopes,
    ReLU.grad: lambda node: [float(node.children[0].kept > 0)],
    Sigmoid.grad: lambda node: [node.kept - node.kept**2],
}
"""The same as these grads, of values that are up to date, which they would look after each time."""


class Macro(Operation, ex4_macros.Macro):
    pass


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        self.own = [Parameter() for _ in self.children], Parameter()

    def body(self):
        weights, bias = self.own
        return Add([*map(Multiply, map(list, zip(weights, self.children, strict=True))), bias])


class Output(Operation, ex5_outputs.Output):
    def hand_down(self, derivative):
        rows = self.jacobian()
        return [sum(d * row[i] for d, row in zip(derivative, rows, strict=True)) for i in range(len(rows))]

    def jacobian(self):
        return [[float(i == j) for i in range(len(self.kept))] for j in range(len(self.kept))]

    def formula(self, names):
        return repr([child.formula(names) for child in self.children]).replace("'", "")


class Softmax(Output, ex5_outputs.Softmax):
    def jacobian(self):
        return [[p * ((i == j) - q) for i, q in enumerate(self.kept)] for j, p in enumerate(self.kept)]

    def formula(self, names):
        return f"Softmax({', '.join(child.formula(names) for child in self.children)})"
