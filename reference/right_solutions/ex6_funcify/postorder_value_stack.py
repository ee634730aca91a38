"""A list of (node, number of children) in postorder, then a little stack machine, as in a pocket calculator."""

from __future__ import annotations

from collections import deque

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        program: deque = deque()
        pending = [self]
        while pending:
            node = pending.pop()
            program.appendleft(node)
            pending.extend(node.children)
        # program: children before their parents, left before right
        stack: list[str] = []
        unnamed = 0
        for node in program:
            arity = len(node.children)
            args = stack[len(stack) - arity :]
            del stack[len(stack) - arity :]
            if isinstance(node, framework.Input):
                if node.name is None:
                    unnamed += 1
                    stack.append(f"x{unnamed}")
                else:
                    stack.append(node.name)
            elif isinstance(node, framework.Parameter):
                stack.append(f"({node.value!r})")
            elif isinstance(node, framework.ReLU):
                stack.append(f"max(0, {args[0]})")
            elif isinstance(node, framework.Sigmoid):
                stack.append(f"sigmoid({args[0]})")
            elif isinstance(node, framework.Add):
                stack.append(f"({' + '.join(args)})" if args else "0.0")
            elif isinstance(node, framework.Multiply):
                stack.append(f"({' * '.join(args)})" if args else "1.0")
            else:
                raise TypeError(type(node))
        (result,) = stack
        return result


class Input(NeuralNetNode, framework.Input):
    def __init__(self, value: float = 0.0, name: str | None = None) -> None:
        super().__init__(value)
        self.name = name


class Parameter(NeuralNetNode, framework.Parameter):
    """As in the given framework."""


class Operation(NeuralNetNode, framework.Operation):
    """The base of all inner nodes."""


class Add(Operation, framework.Add):
    """As in the given framework."""


class Multiply(Operation, framework.Multiply):
    """As in the given framework."""


class ReLU(Operation, framework.ReLU):
    """As in the given framework."""


class Sigmoid(Operation, framework.Sigmoid):
    """As in the given framework."""
