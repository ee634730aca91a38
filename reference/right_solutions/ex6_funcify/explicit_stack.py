"""No recursion: a stack of work (nodes to open, strings to print), isinstance for the kinds of nodes."""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        """The formula, written from left to right with a stack of things still to be written."""
        todo: list[object] = [self]
        done: list[str] = []
        count = 0
        while todo:
            thing = todo.pop()
            if isinstance(thing, str):
                done.append(thing)
            elif isinstance(thing, framework.Input):
                if thing.name is None:
                    count += 1
                    done.append("x" + str(count))
                else:
                    done.append(thing.name)
            elif isinstance(thing, framework.Parameter):
                done.append("(" + repr(thing.value) + ")")
            elif isinstance(thing, framework.ReLU):
                todo += [")", thing.children[0], "max(0.0, "]
            elif isinstance(thing, framework.Sigmoid):
                todo += [")", thing.children[0], "sigmoid("]
            elif isinstance(thing, (framework.Add, framework.Multiply)):
                add = isinstance(thing, framework.Add)
                pieces: list[object] = ["("]
                for child in thing.children:
                    if len(pieces) > 1:
                        pieces.append(" + " if add else " * ")
                    pieces.append(child)
                if len(pieces) == 1:
                    pieces.append("0" if add else "1")
                pieces.append(")")
                todo.extend(reversed(pieces))
            else:
                raise TypeError(f"cannot write down {thing!r}")
        return "".join(done)


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
