from backprop import framework


class Macro(framework.Operation):
    def body(self):
        return None

    def op(self, x):
        raise TypeError("expand() first")

    def grad(self):
        raise TypeError("expand() first")


class Linear(Macro):
    pass


def expand(node):
    return None
