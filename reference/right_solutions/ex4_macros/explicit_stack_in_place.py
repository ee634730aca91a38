"""Changes the tree in place: a stack holds the places (a node and an index) that are still to be looked at."""

from abc import abstractmethod

from backprop import framework


class Macro(framework.Operation):
    _tree = None

    @abstractmethod
    def body(self): ...

    def unfold(self):
        if self._tree is None:
            self._tree = self.body()
        return self._tree

    def op(self, x):
        raise TypeError("expand() first: a macro has no value of its own")

    def grad(self):
        raise TypeError("expand() first: a macro has no derivative of its own")


class Linear(Macro):
    def __init__(self, children):
        super().__init__(children)
        # the bias is the last one
        self.parameters = tuple(framework.Parameter() for _ in range(len(self.children) + 1))

    def body(self):
        terms = []
        for i in range(len(self.children)):
            terms.append(framework.Multiply([self.parameters[i], self.children[i]]))
        terms.append(self.parameters[-1])
        return framework.Add(terms)


def expand(node):
    top = framework.Add([node])  # so that the root too has a place
    places = [(top, 0)]
    while places:
        parent, i = places.pop()
        while isinstance(parent.children[i], Macro):
            parent.children[i] = parent.children[i].unfold()
        child = parent.children[i]
        places += [(child, j) for j in range(len(child.children))]
    return top.children[0]
