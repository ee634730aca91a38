"""# Exercise 6: What has it learned?

A trained network is a tree of numbers. `repr` prints it as code, which is fine for a
computer:

    Add([Multiply([Parameter(0.5555555555555556), Input(32)]), Parameter(-17.777777777777782)])

But a network is a mathematical function, and you have been able to read functions since
school:

    0.5555555555555556 * x1 + (-17.777777777777782)

Now anyone can see what it has found out: multiply by five ninths and subtract not quite
18. That is the formula from Fahrenheit to Celsius, discovered from examples. In this
exercise a network learns to write itself down.

## Your task

Edit `backprop/ex6_funcify.py`: write `funcify()` so that every node has it, and returns
a formula for the tree below it. It is a recursion, just like `forward()`: a leaf knows
its own text, an inner node puts together the texts of its children. What can go wrong
is where two texts meet.

Your formula is judged by its *value*: it is read back, evaluated for several inputs,
and must give what `forward()` gives, but for rounding. So write it the way you like
best, with white space wherever you want. You may use

- numbers, with an exponent (`1e-05`) too. No digits may be lost on the way: 0.1 + 0.2
  is not 0.3;
- the names of inputs;
- `+ - * / ^ **` and parentheses (`×`, `·`, `÷` and `−` are fine too). A power comes
  before a minus: -2^2 is -4;
- `max(...)`, `min(...)`, `exp(...)`, `relu(...)`, `sigmoid(...)`, in small or large
  letters, or `σ(...)`. The inputs are such that no sigmoid is of more than 500, of
  either sign: so `1 / (1 + exp(-x))` will do.

About the names: an `Input` may be given one, `Input(name="celsius")`. Those without are
called `x1`, `x2`, `x3` and so on, counted in the order of `find_input_nodes()` of the
node that was asked. An input that has a name of its own is left out of the counting.
Two inputs never share a name, even if they hold the same value. A parameter appears as
the number it is at that moment, an int or a float.

Every node can be asked, again and again, while the values and the lists of children
change in between; asking changes nothing. A subclass of one of your classes, with
whatever new name, is written like the class itself. Another operation has no formula:
what happens when somebody asks it all the same is up to you, but the next one who asks
gets a right answer again.

What holds in every exercise, about numbers, arguments and time, stands at the top of
`backprop/framework.py`: a tree may have 200 levels, for instance, so think twice before
you ask each child twice. No more than 8 of the levels are `ReLU` or `Sigmoid`, whose
texts may well have to say things twice. A text may have a million characters.

## An example

    >>> t = Input(name="t")
    >>> Add([Multiply([Parameter(2.5), t]), Parameter(0.5)]).funcify()
    '2.5 * t + 0.5'
    >>> x = Add([Input(), Parameter(1.0)])
    >>> Multiply([x, Add([Input(), Parameter(-3.0)])]).funcify()
    '(x1 + 1.0) * (x2 + (-3.0))'
    >>> Sigmoid([ReLU([Input()])]).funcify()
    'sigmoid(max(0, x1))'

Other texts are just as right, for instance `((x1+1)*(x2-3))` for the second. But
`x1 + 1.0 * x2 - 3.0` is not: put x1 = 1, x2 = 5 into both and compare. Which mark on
the paper carries the difference?

Two corners: an `Add` without children is 0, a `Multiply` without children is 1. If you
do not believe it, ask `forward()`.

Check your work with `pytest -k ex6`.

## To think about

Your formula is a string. What would it take to go the other way, from the text to the
tree? And what is missing from the text that the tree has: could you go on training from
it?

And the derivative? It can be written down in the same way: that of `a * b` is
`(da) * b + a * (db)`, where `da` and `db` are the texts of the children's derivatives.
That is *symbolic* differentiation. Each text stands in it twice, so that for the
product of four factors `x * x * x * x` it is a sum of four products of four, and for
ten factors of ten of ten: it grows with the square. `backward` walks the same way with
numbers instead of texts, and computes each once.
"""

from __future__ import annotations

from backprop import framework


class NeuralNetNode(framework.NeuralNetNode):
    """A node that can write itself down as a formula."""

    def funcify(self) -> str:
        """The function that the tree below this node computes, as a formula a person
        can read.

        Evaluated with numbers in place of the names of the inputs, it gives the value
        of `forward()` with these numbers in the inputs. It is made of: numbers, written
        so that they read back exactly; the names of inputs; + - * / ^ ** (^ is a power,
        like **) and parentheses; the functions max, min, exp, relu, sigmoid.

        An input with a name appears under it, the others as x1, x2, ... in the order of
        this node's `find_input_nodes()`, the inputs with names not counted. A nameless
        `Input` asked by itself is x1. An `Add` without children is 0, a `Multiply`
        without children is 1.
        """
        raise NotImplementedError("Exercise 6")


class Input(NeuralNetNode, framework.Input):
    """A leaf that holds a value from outside and may have a name.

    Names are valid identifiers, all different in one network, never of the form x1, and
    never the name of a function. They may be words of Python, such as `lambda`, have
    letters of any alphabet, and differ in capitals alone.
    """

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
