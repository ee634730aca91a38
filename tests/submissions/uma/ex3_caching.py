"""Exercise 3: dirty flags. A change goes up from the leaf, a computation goes down only where something is dirty."""

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    dirty = True
    parents = ()
    _children = ()

    @property
    def children(self):
        return self._children

    @children.setter
    def children(self, new):
        for child in self._children:
            child.parents = [p for p in child.parents if p is not self]
        self._children = new
        for child in new:
            child.parents = [*child.parents, self]
        self.set_dirty()

    def set_dirty(self):
        """Mark this node and everything above it, with a list instead of recursion."""
        queue = [self]
        while queue:
            node = queue.pop()
            node.dirty = True
            queue.extend(p for p in node.parents if not p.dirty)

    def forward(self):
        if not self.dirty:
            return self.cached
        stack = [self]
        while stack:
            node = stack[-1]
            waiting = [c for c in node.children if c.dirty]
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            if node.dirty:
                node.cached = node.op([c.cached for c in node.children])
                node.dirty = False
        return self.cached


class Leaf(NeuralNetNode):
    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, new):
        if not hasattr(self, "_value") or self._value != new:
            self._value = new
            self.set_dirty()


class Input(Leaf, framework.Input):
    pass


class Parameter(Leaf, framework.Parameter):
    pass


class Operation(NeuralNetNode, framework.Operation):
    pass


class Add(Operation, framework.Add): pass


class Multiply(Operation, framework.Multiply): pass


class ReLU(Operation, framework.ReLU): pass


class Sigmoid(Operation, framework.Sigmoid): pass
