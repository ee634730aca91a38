from backprop import framework


def linear_regression(weight, bias):
    """The tree of weight * x + bias."""
    product = framework.Multiply([framework.Input(), framework.Parameter(weight)])
    return framework.Add([product, framework.Parameter(bias)])


def three_steps():
    """Pen and paper."""
    # done with a calculator
    step1 = (0.278, 0.126)
    step2 = (0.3404, 0.1468)
    step3 = (0.3903, 0.1634)
    return [step1, step2, step3]


def gradients(weight, bias, x, y):
    """(dL/dweight, dL/dbias)"""
    p = weight * x + bias
    # L = (y-p)^2 -> dL/dp = -2(y-p), dp/dw = x, dp/db = 1
    dL_dp = -2 * (y - p)
    dL_dw = dL_dp * x
    dL_db = dL_dp * 1
    return dL_dw, dL_db


def train(weight, bias, data, learning_rate, steps):
    found = []
    j = 0  # which sample
    for _ in range(steps):
        x = data[j][0]
        y = data[j][1]
        g = gradients(weight, bias, x, y)
        weight -= learning_rate * g[0]
        bias -= learning_rate * g[1]
        found.append((weight, bias))
        j = j + 1
        if j == len(data):
            j = 0
    return found
