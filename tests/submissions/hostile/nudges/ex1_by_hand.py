def loss(weight, bias, x, y):
    return (y - (weight * x + bias)) ** 2


def gradients(weight, bias, x, y, h=1e-6):
    at = loss(weight, bias, x, y)
    return (loss(weight + h, bias, x, y) - at) / h, (loss(weight, bias + h, x, y) - at) / h
