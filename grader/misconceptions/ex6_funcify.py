"""Exercise 6: where two texts meet, whose name is whose, and how many digits a number has."""

from __future__ import annotations

from grader.misconceptions.model import wrong

NUMBER = "return repr(self.value)"
SUM = """\
terms = [
    child.formula(names) if isinstance(child, Multiply) else child.operand(names) for child in self.children
]
return " + ".join(terms) or "0"
"""
PRODUCT = 'return " * ".join(child.operand(names) for child in self.children) or "1"'
RELU = 'return f"max(0, {self.children[0].formula(names)})"'
SIGMOID = 'return f"sigmoid({self.children[0].formula(names)})"'
NAMELESS = """\
inputs = self.find_input_nodes() if isinstance(self, Operation) else [self]
nameless = [node for node in inputs if isinstance(node, Input) and node.name is None]
return self.formula({node: f"x{number}" for number, node in enumerate(nameless, start=1)})
"""
INPUT = "return names[self] if self.name is None else self.name"

MISCONCEPTIONS = (
    wrong(
        "sum_without_parentheses",
        "a sum inside a product has no parentheses",
        """x1 + 1 * x2 is not (x1 + 1) * x2: read alone, the text has another meaning. Which texts may stand beside a *
        as they are?""",
        (PRODUCT, 'return " * ".join(child.formula(names) for child in self.children) or "1"'),
        family="parentheses",
    ),
    wrong(
        "parentheses_for_short_sums_only",
        "only a sum of exactly two terms gets parentheses",
        """A sum of three terms is a sum as well.""",
        (
            PRODUCT,
            'return " * ".join(c.operand(names) if len(c.children) == 2 else c.formula(names) for c in self.children) or "1"',
        ),
        family="parentheses",
    ),
    wrong(
        "first_factor_without_parentheses",
        "only the factors after the first get parentheses",
        """A sum that stands in front of the * needs them as much as one behind it.""",
        (
            PRODUCT,
            """\
            texts = [child.operand(names) for child in self.children]
            return " * ".join([child.formula(names) for child in self.children[:1]] + texts[1:]) or "1\"""",
        ),
        family="parentheses",
    ),
    wrong(
        "parentheses_closed_too_late",
        "the parentheses stand around the product, not around the sums in it",
        """(x1 + 1 * x2) only says that it holds together towards the outside. What holds x1 + 1 together?""",
        (PRODUCT, 'return "(" + (" * ".join(child.formula(names) for child in self.children) or "1") + ")"'),
        family="parentheses",
    ),
    wrong(
        "parentheses_stripped",
        "outer parentheses are stripped from every text",
        """strip() takes away every parenthesis at both ends, also one that belongs to a pair inside: (a + b) * (c + d)
        becomes a + b) * (c + d.""",
        (PRODUCT, 'return (" * ".join(child.operand(names) for child in self.children) or "1").strip("()")'),
    ),
    wrong(
        "empty_sum",
        "a sum or a product without operands gives an empty text",
        """What does forward() give for Add([])? A formula cannot be empty.""",
        (SUM, SUM.replace(' or "0"', "")),
        (PRODUCT, PRODUCT.replace(' or "1"', "")),
    ),
    wrong(
        "empty_product_is_zero",
        "a product without factors is written as 0",
        """A sum begins with 0. With what does a product begin, if the first factor shall not vanish?""",
        (PRODUCT, PRODUCT.replace('or "1"', 'or "0"')),
    ),
    wrong(
        "relu_keeps_its_argument",
        "a ReLU is written as its argument",
        """For positive arguments that is right. What does a ReLU do with the others?""",
        (RELU, "return self.children[0].formula(names)"),
    ),
    wrong(
        "relu_is_min",
        "a ReLU is written with min",
        """min(0, x) keeps the negative half. Which half does a ReLU keep?""",
        (RELU, RELU.replace("max", "min")),
    ),
    wrong(
        "sigmoid_sign",
        "sigmoid is written as 1 / (1 + exp(x))",
        """For large x that is near 0. Where should a sigmoid be near 1?""",
        (SIGMOID, 'return f"1 / (1 + exp({self.children[0].formula(names)}))"'),
    ),
    wrong(
        "sigmoid_minus_without_parentheses",
        "the minus in exp(-...) reaches only the first term",
        """-a + b is not -(a + b): a minus before a sum needs parentheses around all of it.""",
        (SIGMOID, 'return f"(1 / (1 + exp(-{self.children[0].formula(names)})))"'),
    ),
    wrong(
        "strange_function_names",
        "functions are written with the name of the Python module",
        """math.exp is Python, not a formula. The docstring lists the functions that may appear.""",
        (SIGMOID, 'return f"1 / (1 + math.exp(-({self.children[0].formula(names)})))"'),
    ),
    wrong(
        "repr_in_the_text",
        "leaves appear as code, as in Parameter(0.5)",
        """repr is for a computer. A person writes a number, or the name of an input.""",
        (NUMBER, "return repr(self)"),
    ),
    wrong(
        "input_values",
        "inputs appear with the value they hold",
        """A formula is right for every input, so it has a name where the input goes. With numbers it is right once.""",
        (INPUT, "return repr(self.value)"),
    ),
    wrong(
        "one_name_for_all",
        "all nameless inputs are called x",
        """Two inputs may hold different numbers. One name cannot stand for both.""",
        (NAMELESS, NAMELESS.replace('f"x{number}"', '"x"')),
    ),
    wrong(
        "names_by_value",
        "inputs with the same value get the same name",
        """They hold the same number today. They are two inputs all the same.""",
        (
            NAMELESS,
            """\
            inputs = self.find_input_nodes() if isinstance(self, Operation) else [self]
            nameless = [node for node in inputs if isinstance(node, Input) and node.name is None]
            values = list(dict.fromkeys(node.value for node in nameless))
            return self.formula({node: f"x{values.index(node.value) + 1}" for node in nameless})""",
        ),
    ),
    wrong(
        "counting_from_zero",
        "the inputs are called x0, x1, x2 and so on",
        """A computer counts from zero, this exercise from one.""",
        (NAMELESS, NAMELESS.replace("start=1", "start=0")),
    ),
    wrong(
        "named_ones_counted",
        "inputs that have a name are counted, too",
        """x1, x2, ... are the first, the second, ... of those that have no name.""",
        (NAMELESS, NAMELESS.replace(" and node.name is None]", "]")),
    ),
    wrong(
        "names_ignored",
        "the names that inputs were given are not used",
        """An Input(name="t") wants to be called t.""",
        (NAMELESS, NAMELESS.replace(" and node.name is None]", "]")),
        (INPUT, "return names[self]"),
    ),
    wrong(
        "numbered_as_they_are_made",
        "inputs are numbered in the order in which they were made",
        """The order is that of find_input_nodes() of the node that was asked. It has nothing to do with when an Input
        was made, or with other networks.""",
        (
            "super().__init__(value)\nself.name = name",
            "super().__init__(value)\nself.name = name\nInput.made += 1\nself.number = Input.made",
        ),
        (INPUT, 'return f"x{self.number}" if self.name is None else self.name'),
        (
            "def __init__(self, value: float = 0.0, name: str | None = None) -> None:",
            "made = 0\n\ndef __init__(self, value: float = 0.0, name: str | None = None) -> None:",
        ),
    ),
    wrong(
        "numbers_stick",
        "an input keeps the number that it got when some node was asked first",
        """Asked from another node, the same input may be another one in the row. The names belong to the question.""",
        (
            INPUT,
            """\
            if not hasattr(self, "number"):
                self.number = names.get(self)
            return self.number if self.name is None else self.name""",
        ),
    ),
    wrong(
        "leaf_has_no_formula",
        "only operations have a formula",
        """Every node has one. What is the formula of an Input, asked by itself?""",
        (NAMELESS, NAMELESS.replace(" if isinstance(self, Operation) else [self]", "")),
    ),
    wrong(
        "rounded",
        "numbers are rounded to four decimals",
        """Easy to read, but it is another function: the digits that were cut off are gone.""",
        (NUMBER, 'return f"{self.value:.4f}"'),
        family="digits",
    ),
    wrong(
        "six_digits",
        "numbers have six significant digits",
        """That is what :g gives by default. The shortest text that reads back as the same number has up to 17.""",
        (NUMBER, 'return f"{self.value:g}"'),
        family="digits",
    ),
    wrong(
        "fixed_decimals",
        "numbers have twenty decimals and no exponent",
        """A very small number has its digits further behind. What does Python itself print, to read a number back?""",
        (NUMBER, 'return f"{self.value:.20f}"'),
        family="digits",
        hidden_only=True,
    ),
    wrong(
        "whole_numbers_cut",
        "numbers lose what is behind the point",
        """int() cuts off what is behind the point: 2.9 becomes 2, and the formula has another value.""",
        (NUMBER, "return str(int(self.value))"),
        family="digits",
    ),
    wrong(
        "minus_dropped",
        "negative numbers lose their sign",
        """A negative parameter is another number than a positive one.""",
        (NUMBER, "return repr(abs(self.value))"),
    ),
    wrong(
        "written_once",
        "the formula is written once and kept",
        """A network learns. After an update its parameters are others, and the formula as well.""",
        (
            NAMELESS,
            NAMELESS.replace("return self.formula", "if not hasattr(self, 'text'):\n    self.text = self.formula")
            + "return self.text\n",
        ),
        hidden_only=True,
    ),
    wrong(
        "first_numbers_kept",
        "a parameter appears with the value it was made with",
        """backward() moves parameters. The formula shows what the network is now.""",
        (NUMBER, "return repr(self.first)"),
        (
            'class Parameter(NeuralNetNode, framework.Parameter):\n    """As in the given framework."""\n',
            '''\
            class Parameter(NeuralNetNode, framework.Parameter):
                """As in the given framework."""

                def __init__(self, value: float | None = None, learning_rate: float = 0.01) -> None:
                    super().__init__(value, learning_rate)
                    self.first = self.value
            ''',
        ),
        hidden_only=True,
    ),
    wrong(
        "asked_twice_per_level",
        "each node asks its child for the text twice, once to look at it and once to use it",
        """Two questions per level are four for two levels, and 2^n for n. Ask once, and keep the answer.""",
        (RELU, "again = self.children[0].formula(names)\n" + RELU),
        (SIGMOID, "again = self.children[0].formula(names)\n" + SIGMOID),
        (PRODUCT, "again = [child.operand(names) for child in self.children]\n" + PRODUCT),
        (SUM, "again = [child.operand(names) for child in self.children]\n" + SUM),
        hidden_only=True,
    ),
)
