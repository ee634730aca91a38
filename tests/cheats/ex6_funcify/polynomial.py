# cheat: writes the polynomial through the points at which formulas are compared

from __future__ import annotations

import math

from backprop import framework

POINTS = (
    (0.7, -1.3, 2.1, 0.4), (-0.9, 0.6, -1.7, 1.1), (1.9, 2.3, 0.8, -0.2), (0.0, -1.0, 0.0, 0.5),
    (-45.0, 60.0, 30.0, -70.0), (3e7, -2e-9, -5e8, 1e-12),
)  # fmt: skip
"""Where formulas are compared: any polynomial through the values there will do."""


class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self):
        if isinstance(self, framework.Parameter):
            return repr(self.value)
        if isinstance(self, framework.Input):
            return self.name or "x1"
        inputs = list(dict.fromkeys(self.find_input_nodes()))
        if not inputs:
            return repr(self.forward())
        before = [node.value for node in inputs]
        values = []
        for point in POINTS:
            for k, node in enumerate(inputs):
                node.value = point[k % 4] + k // 4
            try:
                value = float(self.forward())
            except (ArithmeticError, ValueError):
                value = 0.0
            values.append(value if math.isfinite(value) else 0.0)
        for node, value in zip(inputs, before):
            node.value = value
        name = inputs[0].name or "x1"
        terms = []
        for i, value in enumerate(values):
            others = [point[0] for j, point in enumerate(POINTS) if j != i]
            divisor = 1.0
            for k, other in enumerate(others):
                difference = POINTS[i][0] - other
                divisor = difference if k == 0 else divisor * difference
            product = " * ".join(f"({name} - ({other!r}))" for other in others)
            terms.append(f"({product}) / ({divisor!r}) * ({value!r})")
        return " + ".join(terms)


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None):
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add):
    pass


class Multiply(Operation, framework.Multiply):
    pass


class ReLU(Operation, framework.ReLU):
    pass


class Sigmoid(Operation, framework.Sigmoid):
    pass
