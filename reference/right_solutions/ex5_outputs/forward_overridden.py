"""`forward`, `predict` and `__call__` are written out here; the double loop over j and i adds up what each child gets
before any child hears of it."""

import math

from backprop import losses
from backprop.framework import Operation


class Output(Operation):
    def op(self, x):
        return x

    def grad(self):
        # derivative of output j with respect to child i
        return {(j, i): 1.0 if j == i else 0.0 for j in range(self.size) for i in range(self.size)}

    @property
    def size(self):
        return len(self.children)

    def forward(self):
        values = []
        for child in self.children:
            values.append(child.forward())
        return self.op(values)

    def __call__(self):
        return self.forward()

    def predict(self, inputs):
        nodes = self.find_input_nodes()
        if len(nodes) != len(inputs):
            raise ValueError("need %d numbers, not %d" % (len(nodes), len(inputs)))  # noqa: UP031
        for k in range(len(nodes)):
            nodes[k].value = inputs[k]
        return self.forward()

    def backward(self, derivative):
        partial = self.grad()
        received = [0.0] * self.size
        for j in range(self.size):
            for i in range(self.size):
                received[i] += derivative[j] * partial[j, i]
        for i in range(self.size):
            self.children[i].backward(received[i])


class Softmax(Output):
    def op(self, x):
        # s_j = 1 / sum_k exp(x_k - x_j); an exponent above 700 makes the sum infinite, that is s_j = 0
        result = []
        for xj in x:
            if any(xk - xj > 700 for xk in x):
                result.append(0.0)
            else:
                result.append(1 / sum(math.exp(xk - xj) for xk in x))
        return result

    def grad(self):
        s = self.forward()
        partial = {}
        for j in range(self.size):
            for i in range(self.size):
                partial[j, i] = s[j] * (1 - s[j]) if i == j else -s[j] * s[i]
        return partial


def safe(p):
    return sorted([losses.EPSILON, p, 1.0])[1]


def cce_loss(y_true, y_pred):
    return sum(-y_true[j] * math.log(safe(y_pred[j])) for j in range(len(y_pred)))


def cce_loss_grad(y_true, y_pred):
    return [-y_true[j] / safe(y_pred[j]) for j in range(len(y_pred))]
