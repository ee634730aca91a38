"""Grad() has one row per component; backward goes down the columns."""

# A list where other nodes have a number: a type checker has to be told that this is meant.
# mypy: disable-error-code="override"

from __future__ import annotations

from collections.abc import Sequence
import math

from backprop import framework


class Output(framework.Operation):
    def op(self, x: list[float]) -> list[float]:
        """The value of this node, a list, given the values `x` of its children. Subclasses may override it."""
        return list(x)

    def grad(self) -> list[list[float]]:
        """One row per component j: its derivatives with respect to all the children."""
        rows = []
        for j in range(len(self.children)):
            row = [0.0] * len(self.children)
            row[j] = 1.0
            rows.append(row)
        return rows

    def backward(self, derivative: Sequence[float]) -> None:
        jacobian = self.grad()
        received = [0.0] * len(self.children)
        for j in range(len(derivative)):
            for i in range(len(self.children)):
                received[i] += derivative[j] * jacobian[j][i]
        for child, total in zip(self.children, received):
            child.backward(total)


class Softmax(Output):
    def op(self, x: list[float]) -> list[float]:
        """The probabilities for the scores `x`."""
        biggest = x[0]
        for score in x:
            if score > biggest:
                biggest = score
        total = 0.0
        result = []
        for score in x:
            e = math.exp(score - biggest)
            total += e
            result.append(e)
        for k in range(len(result)):
            result[k] /= total
        return result

    def grad(self) -> list[list[float]]:
        p = self.forward()
        rows = []
        for j in range(len(p)):
            row = []
            for i in range(len(p)):
                if i == j:
                    row.append(p[j] * (1 - p[j]))
                else:
                    row.append(-p[j] * p[i])
            rows.append(row)
        return rows


def cce_loss(y_true: Sequence[float], y_pred: Sequence[float]) -> float:
    loss = 0.0
    for j in range(len(y_true)):
        p = y_pred[j]
        if p < 1e-8:
            p = 1e-8
        if p > 1:
            p = 1
        loss -= y_true[j] * math.log(p)
    return loss


def cce_loss_grad(y_true: Sequence[float], y_pred: Sequence[float]) -> list[float]:
    result = []
    for j in range(len(y_true)):
        p = y_pred[j]
        if p < 1e-8:
            p = 1e-8
        if p > 1:
            p = 1
        result.append(-y_true[j] / p)
    return result
