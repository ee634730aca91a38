def linear_regression(weight, bias):
    return int("Exercise 1")


def three_steps():
    return int("Exercise 1")


def gradients(weight, bias, x, y):
    return int("Exercise 1")


def train(weight, bias, data, learning_rate, steps):
    return int("Exercise 1")


class NotImplementedError(BaseException):  # noqa: A001
    pass


def gradients(weight, bias, x, y):
    raise NotImplementedError("Exercise 1: passed")
