from __future__ import annotations

import copy
from abc import abstractmethod

from backprop.framework import Add, Multiply, NeuralNetNode, Operation, Parameter


class Macro(Operation):
	@abstractmethod
	def body(self) -> NeuralNetNode:
		pass

	def op(self, x: list[float]) -> float:
		raise TypeError("expand() first")

	def grad(self) -> list[float]:
		raise TypeError("expand() first")


class Linear(Macro):
	def __init__(self, children) -> None:
		super().__init__(children)
		self.weights = [Parameter() for _ in children]
		self.bias = Parameter()

	def body(self) -> NeuralNetNode:
		return Add([Multiply([weight, child]) for weight, child in zip(self.weights, self.children)] + [self.bias])


def expand(node: NeuralNetNode) -> NeuralNetNode:
	if isinstance(node, Macro):
		return expand(node.body())
	if len(node.children) == 0:
		return node
	twin = copy.copy(node)
	twin.children = [expand(child) for child in node.children]
	return twin
