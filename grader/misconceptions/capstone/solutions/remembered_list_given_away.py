# name: forward() of an Output returns the list that it remembers
# explanation: Whoever gets a list may change it, and then the network has another value.
# severity: slip
# clauses: 9.7
from __future__ import annotations
import itertools
import operator
from collections.abc import Sequence
from typing import Any
from backprop import ex2_compile, ex3_caching, ex4_macros, ex5_outputs, ex6_funcify, ex7_multi_parent

cce_loss, cce_loss_grad = (ex5_outputs.cce_loss, ex5_outputs.cce_loss_grad)


class NeuralNetNode(ex3_caching.NeuralNetNode, ex6_funcify.NeuralNetNode, ex7_multi_parent.NeuralNetNode):
    children: list[Any]
    is_up_to_date: bool
    cached_value: Any
    derivative: float
    order: list[NeuralNetNode] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.parents: set[NeuralNetNode] = set()
        super().__init__(*args, **kwargs)

    def invalidate(self) -> None:
        changed: list[NeuralNetNode] = [self]
        while changed:
            node = changed.pop()
            if node.is_up_to_date:
                node.is_up_to_date = False
                changed.extend(node.parents)

    def forward(self) -> Any:
        if not self.is_up_to_date:
            for node in self.order or children_first(self):
                if not node.is_up_to_date:
                    node.cached_value = node.op([child.cached_value for child in node.children])
                    node.is_up_to_date = True
        return self.cached_value

    def backward(self, derivative_from_parent: Any) -> None:
        self.chain_rule({self: derivative_from_parent})

    def chain_rule(self, known: dict[Any, float]) -> None:
        nodes = self.order or children_first(self)
        for node in nodes:
            node.derivative = known.get(node, 0.0)
        for node in reversed(nodes):
            if node.children and (not isinstance(node, Output)):
                derivative = node.derivative
                for child, slope in zip(node.children, node.grad(), strict=True):
                    child.derivative += derivative * slope
        for node in nodes:
            node.on_backward(node.derivative)


def children_first(root: NeuralNetNode) -> list[NeuralNetNode]:
    order = []
    seen, path = ({root}, [(root, iter(root.children))])
    while path:
        node, rest = path[-1]
        child = next((child for child in rest if child not in seen), None)
        if child is None:
            order.append(node)
            path.pop()
        else:
            seen.add(child)
            path.append((child, iter(child.children)))
    return order


class Leaf(NeuralNetNode):
    current: float

    def invalidate(self) -> None:
        self.cached_value = self.current
        self.is_up_to_date = True
        for parent in self.parents:
            parent.invalidate()


class Input(Leaf, ex3_caching.Input, ex6_funcify.Input):
    pass


class Parameter(Leaf, ex3_caching.Parameter, ex6_funcify.Parameter):
    pass


class Operation(
    NeuralNetNode, ex2_compile.Operation, ex3_caching.Operation, ex6_funcify.Operation, ex7_multi_parent.Operation
):
    input_nodes: list[Any]

    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        super().__init__(children)
        for child in children:
            child.parents.add(self)

    def compile(self) -> None:
        self.replace_macros()
        self.order = children_first(self)
        super().compile()
        nameless = [node for node in self.input_nodes if node.name is None]
        for number, node in enumerate(nameless, start=1):
            node.name = f"x{number}"

    def find_input_nodes(self) -> list[Any]:
        return [node for node in children_first(self) if isinstance(node, Input)]

    def replace_macros(self) -> None:
        bodies: dict[Any, Any] = {}
        seen: set[Any] = {self}
        waiting: list[Any] = [self]
        while waiting:
            node = waiting.pop()
            for i, child in enumerate(node.children):
                while isinstance(child, ex4_macros.Macro):
                    if child not in bodies:
                        bodies[child] = child.body()
                    child = bodies[child]
                node.children[i] = child
                child.parents.add(node)
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)


class Add(Operation, ex3_caching.Add, ex6_funcify.Add):
    pass


class Multiply(Operation, ex3_caching.Multiply, ex6_funcify.Multiply):
    def grad(self) -> list[float]:
        x = [child.forward() for child in self.children]
        if len(x) == 2:
            return [x[1], x[0]]
        before = itertools.accumulate(x[:-1], operator.mul, initial=1.0)
        after = [*itertools.accumulate(x[:0:-1], operator.mul, initial=1.0)]
        return [b * a for b, a in zip(before, reversed(after), strict=True)]


class ReLU(Operation, ex3_caching.ReLU, ex6_funcify.ReLU):
    pass


class Sigmoid(Operation, ex3_caching.Sigmoid, ex6_funcify.Sigmoid):
    pass


class Macro(Operation, ex4_macros.Macro):
    pass


class Linear(Macro, ex4_macros.Linear):
    weights: list[Any]
    bias: Any

    def __init__(self, children: Sequence[NeuralNetNode]) -> None:
        super().__init__(children)
        self.weights = [Parameter(weight.value) for weight in self.weights]
        self.bias = Parameter(self.bias.value)

    def body(self) -> NeuralNetNode:
        products = [Multiply([weight, child]) for weight, child in zip(self.weights, self.children, strict=True)]
        return Add([*products, self.bias])


class Output(Operation, ex5_outputs.Output):
    def forward(self) -> list[float]:
        return super().forward()

    def backward(self, derivative: Sequence[float]) -> None:
        known = dict.fromkeys(self.children, 0.0)
        for child, d in zip(self.children, self.passed_on(derivative), strict=True):
            known[child] += d
        self.chain_rule(known)

    def passed_on(self, derivative: Sequence[float]) -> Sequence[float]:
        return derivative

    def formula(self, names: Any) -> str:
        return f"[{', '.join((child.formula(names) for child in self.children))}]"


class Softmax(Output, ex5_outputs.Softmax):
    def passed_on(self, derivative: Sequence[float]) -> list[float]:
        p = self.forward()
        mean = sum((d * q for d, q in zip(derivative, p, strict=True)))
        return [q * (d - mean) for d, q in zip(derivative, p, strict=True)]

    def formula(self, names: Any) -> str:
        return f"softmax({', '.join((child.formula(names) for child in self.children))})"
