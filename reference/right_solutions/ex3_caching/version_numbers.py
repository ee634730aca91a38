"""Every node has a version: a leaf's grows when its value changes, an operation's when it is computed again. An
operation remembers which versions of which children it was computed from."""

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    version = 0
    computed_from = None
    cached = None

    def refresh(self):
        """Bring the cached value up to date and return the version it has now."""
        ingredients = [(child, child.refresh()) for child in self.children]
        if ingredients != self.computed_from:
            self.cached = self.op([child.current() for child in self.children])
            self.computed_from = ingredients
            self.version += 1
        return self.version

    def current(self):
        return self.cached

    def forward(self):
        self.refresh()
        return self.current()


class Leaf(NeuralNetNode):
    @property
    def value(self):
        return self.__dict__["value"]

    @value.setter
    def value(self, new):
        if "value" not in self.__dict__ or self.__dict__["value"] != new:
            self.version += 1
        self.__dict__["value"] = new

    def refresh(self):
        return self.version

    def current(self):
        return self.value


class Input(Leaf, framework.Input):
    pass


class Parameter(Leaf, framework.Parameter):
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
