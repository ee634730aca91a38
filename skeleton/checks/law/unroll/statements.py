"""What is typed about functions of networks, and printed: the text's examples, and what random networks leave out."""

from __future__ import annotations

from checks.law.examples import come_out, examples_hold
from checks.law.subject import Subject

SENTENCES = ("8.1", "8.2", "8.3", "8.7", "8.10", "8.13", "8.16", "8.17", "8.20")
"""The clauses of the contract that these statements are about."""

FUNCTIONS = (
    ("small, signal = unroll(ReLU([Input()])), unroll(Sigmoid([Input()]))", ""),
    ("small(0.05), small(1e-12), small(-1e-12), small(-0.05)", "(0.05, 1e-12, 0.0, 0.0)"),
    ("signal(-40.0) * 1e17", "0.4248354255291589"),
    ("unroll(Softmax([Input(), Input()]))(0.0, -100.0)[1] * 1e44", "3.720075976020836"),
    ("unroll(Softmax([Input() for _ in range(60)]))(1000.0, *[0.0] * 59)[:2]", "[1.0, 0.0]"),
    ("unroll(Multiply([Parameter(1e-30), Input()]))(1e30)", "1.0"),
    ("late = Parameter(2.0)", ""),
    ("function = unroll(Multiply([late, Input()]))", ""),
    ("late.value = 5.0", ""),
    ("function(1.5)", "3.0"),
)

# The caller makes the list another one, in place; the next one is asked with the same numbers.
NEW_LIST = (
    ("shares = unroll(Softmax([Input(), Input()]))", ""),
    ("shares(0.0, 0.0).append(1.0)", ""),
    ("shares(0.0, 0.0)", "[0.5, 0.5]"),
)

BY_NAME = (
    ("unroll(root=Add([Input(), Parameter(0.5)]))(0.25)", "0.75"),
    ("slope = Parameter(0.5, learning_rate=0.25)", ""),
    ("unroll_training(root=Multiply([slope, Input()]), loss='mse')([([2.0], 3.0)])", ""),
    ("slope.value", "2.5"),
)

CLASSES = """\
class Chapter(Add):
    body = "not a macro's"


class Odd(Operation):
    def op(self, x):
        return x[0]

    def grad(self):
        return [1.0]


class LeakyReLU(Odd):
    pass


class Hidden(Macro):
    def body(self):
        return Add([Odd(self.children)])


def refused(root, name):
    try:
        unroll(root)
    except TypeError as error:
        return name in str(error)


def derived(name, base):
    return type(name, (base,), {})([Input(), Input()])"""

KINDS = (
    ("unroll(Multiply([Chapter([Input()]), Parameter(2.0)]))(1.5)", "3.0"),
    ("refused(Add([Hidden([Input()])]), 'Odd')", "True"),
    ("refused(Add([LeakyReLU([Input()])]), 'LeakyReLU')", "True"),
    ("unroll(Add([derived('Multiply', Add), derived('Add', Multiply)]))(2.0, 3.0, 4.0, 5.0)", "15.0"),
    ("unroll(Add([derived('Gate', Add), derived('Gate', Multiply)]))(2.0, 3.0, 4.0, 5.0)", "25.0"),
    ("unroll(type('ReLU', (Sigmoid,), {})([Input()]))(2.0)", "2.0"),
    ("unroll(type('Sigmoid', (ReLU,), {})([Input()]))(0.0)", "0.5"),
)

TRAINED = """\
def trained(rate, start=0.0, target=0.5, loss="mse"):
    weight = Parameter(start, learning_rate=rate)
    unroll_training(Multiply([weight, Input()]), loss)([([1.0], target)])
    return weight.value


def one_is_zero(count):
    factors = [Parameter(float(i > 0), learning_rate=0.25) for i in range(count)]
    unroll_training(Multiply([*factors, Input()]), "mse")([([1.0], 1.0)])
    return factors[0].value, factors[-1].value


def refused_loss(loss):
    try:
        unroll_training(Add([Parameter(0.5)]), loss)
    except ValueError:
        return True


def ends_with(train, data):
    try:
        train(data)
    except BaseException as error:
        return type(error).__name__


def stopped_by(error):
    def data():
        yield [1.0], 1.0
        raise error

    weight = Parameter(0.0, learning_rate=0.25)
    return ends_with(unroll_training(Multiply([weight, Input()]), "mse"), data()), weight.value"""

# A generator ends the training from outside, after it has given a sample; a small number is one to learn from.
TRAINING = (
    (TRAINED, ""),
    ("trained(1 / 3), trained(1e-9) * 1e9, trained(0.25, 1e-13, 0.0) * 1e13", "(0.3333333333333333, 1.0, 0.5)"),
    ("trained(1.0, 1.0, 2.0, 'cce')", "3.0"),
    ("[one_is_zero(count) for count in (5, 12, 60, 300)]", f"[{', '.join(['(0.5, 1.0)'] * 4)}]"),
    ("[refused_loss(loss) for loss in ('se', 'mse2', 'mse bce', 'cce ', 'm', 'Bce')]", f"[{', '.join(['True'] * 6)}]"),
    ("stopped_by(KeyboardInterrupt()), stopped_by(OSError())", "(('KeyboardInterrupt', 0.5), ('OSError', 0.5))"),
    ("weight = Parameter(0.0, learning_rate=0.5)", ""),
    ("root = Multiply([weight, Input(), Input()])", ""),
    ("train = unroll_training(root, 'mse')", ""),
    ("samples = iter([([1.0, 1.0], 0.25), ([1.0], 0.5), *[([1.0, 1.0], 1.0)] * 3])", ""),
    ("ends_with(train, samples), weight.value, len(list(samples)) > 0", "('ValueError', 0.25, True)"),
    ("ends_with(train, [([], 0.5)]), ends_with(train, [([1.0] * 3, 0.5)])", "('ValueError', 'ValueError')"),
    ("weight.learning_rate = 0.25", ""),
    ("unroll_training(root, 'mse')([([1.0, 1.0], 0.75)])", ""),
    ("weight.value", "0.5"),
)

# What the caller handed in is left as it was, also by a wrong target, which moves nothing.
LISTS = (
    ("rising = Parameter(0.0, learning_rate=0.5)", ""),
    ("scores = Softmax([Multiply([rising, Input()]), Parameter(0.0, learning_rate=0.0)])", ""),
    ("data = [([0.0], [1.0, 0.0]), [[0.0], [0.5, 0.5]]]", ""),
    ("[unroll_training(scores, loss)(data) for loss in ('mse', 'bce', 'cce')]", "[None, None, None]"),
    ("data", "[([0.0], [1.0, 0.0]), [[0.0], [0.5, 0.5]]]"),
    ("train = unroll_training(scores, 'cce')", ""),
    ("wrong = [([1.0], [1.0, None])], [([1.0], [None, 1.0])]", ""),
    ("[ends_with(train, samples) is None for samples in wrong]", "[False, False]"),
    ("train([([1.0], [1.0, 0.0])])", ""),
    ("rising.value", "0.25"),
)


def statements_hold(subject: Subject) -> None:
    """Demand the printed examples, and what is typed above: corners that few random networks come to."""
    examples_hold(subject)
    come_out(subject, "That is the value of the network, however small.", *FUNCTIONS)
    come_out(subject, "The function of a Softmax returns a new list, which the caller may change.", *NEW_LIST)
    come_out(subject, "The arguments have these names in the text.", *BY_NAME)
    why = "What a node is tells the name of its class, or of a base class. An unknown one is named by a TypeError."
    come_out(subject, why, (CLASSES, ""), *KINDS)
    why = (
        "Each sample moves the parameters, whatever their size, until a wrong one or the data itself ends the training."
    )
    come_out(subject, why, *TRAINING, *LISTS)
