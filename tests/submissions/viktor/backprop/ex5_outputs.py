from backprop import framework


class Output(framework.Operation):
    def op(self, x):
        return [0.0] * len(x)

    def grad(self):
        return [0.0] * len(self.children)

    def backward(self, derivative):
        pass


class Softmax(Output):
    pass


def cce_loss(y_true, y_pred):
    return 0.0


def cce_loss_grad(y_true, y_pred):
    return [0.0] * len(y_true)
