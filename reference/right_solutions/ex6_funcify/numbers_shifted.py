"""Each node counts its own inputs from x1; the one above shifts the numbers, and leaves names alone."""

from __future__ import annotations

import re
from backprop import framework

def shifted(text, by):
    return re.sub(r"\bx([0-9]+)\b", lambda m: f"x{int(m[1]) + by}", text)

class NeuralNetNode(framework.NeuralNetNode):
    def funcify(self):
        return self.pair()[0]

    def parts(self):
        done, texts = 0, []
        for child in self.children:
            text, n = child.pair()
            texts.append(shifted(text, done) if done else text)
            done += n
        return texts, done

class Input(NeuralNetNode, framework.Input):
    def __init__(self, value=0.0, name=None):
        super().__init__(value)
        self.name = name
    def pair(self):
        return ("x1", 1) if self.name is None else (self.name, 0)

class Parameter(NeuralNetNode, framework.Parameter):
    def pair(self):
        return f"({self.value!r})", 0

class Operation(NeuralNetNode, framework.Operation):
    pass

class Add(Operation, framework.Add):
    def pair(self):
        t, n = self.parts()
        return f"({' + '.join(t) or '0'})", n

class Multiply(Operation, framework.Multiply):
    def pair(self):
        t, n = self.parts()
        return f"({' * '.join(t) or '1'})", n

class ReLU(Operation, framework.ReLU):
    def pair(self):
        t, n = self.parts()
        return f"relu({t[0]})", n

class Sigmoid(Operation, framework.Sigmoid):
    def pair(self):
        t, n = self.parts()
        return f"sigmoid({t[0]})", n
