"""Corners that few networks come to: numbers of an unusual size, names of classes, wide products and tall chains."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "wide_product_divided",
        "the derivatives of a product of many factors are its value divided by each",
        """That is linear, too, and it needs no second way through the factors. What if one of them is 0?""",
        ('case "Multiply" if n <= 3:', 'case "Multiply" if n <= 10:'),
        (
            """\
            # The products before and after each factor, every one from its neighbour: linear in n.
            before = [f"{v}b0 = 1.0", *(f"{v}b{i} = {v}b{i - 1} * {x[i - 1]}" for i in range(1, n))]
            after = [f"{v}a{n - 1} = 1.0", *(f"{v}a{i} = {x[i + 1]} * {v}a{i + 1}" for i in reversed(range(n - 1)))]
            return before + after, [f"{d} * ({v}b{i} * {v}a{i})" for i in range(n)]
            """,
            'return [], [f"{d} * {v} / {x[i]}" for i in range(n)]',
        ),
        severity=Severity.SLIP,
        clauses=("8.7",),
    ),
    wrong(
        "rate_with_six_digits",
        "learning rates are written into the text with six digits",
        """A third has more digits than that. How does Python write a number so that no digit is lost?""",
        (
            'f"    {rates} = [parameter.learning_rate for parameter in parameters]"',
            """f"    {rates} = [{', '.join(f'{p.learning_rate:g}' for p in graph.parameters)}]\"""",
        ),
        severity=Severity.SLIP,
        clauses=("8.7",),
    ),
    wrong(
        "value_with_25_places",
        "parameters are written into the text with 25 places behind the point",
        """Of a large number that is more than enough, and of 1e-30 nothing is left. How does Python write a number so
        that no digit is lost?""",
        ("{float(node.value)!r}", "{float(node.value):.25f}"),
        severity=Severity.SLIP,
        clauses=("8.3",),
    ),
    wrong(
        "highest_of_the_last_scores",
        "of many scores, the highest of the last line is taken off from all",
        """Many scores are written in several lines, and each line forgets the highest score of those before. Then exp
        overflows where an earlier one is far higher.""",
        (
            "return [f\"highest = max([{', '.join(x)}])\", *powers,",
            """\
            lines = [f"highest = max([{', '.join(x[i : i + TERMS])}])" for i in range(0, len(x), TERMS)]
            return [*lines, *powers,""",
        ),
        severity=Severity.SLIP,
        clauses=("8.1",),
    ),
    wrong(
        "scores_have_a_floor",
        "scores that are more than 60 below the highest count as 60 below it",
        """exp of a very negative number is tiny, and that is no problem: only a very large one overflows.""",
        ("exp({score} - highest)", "exp(max(-60.0, {score} - highest))"),
        severity=Severity.SLIP,
        clauses=("8.1",),
    ),
    wrong(
        "tiny_error_is_skipped",
        "a sample whose error is below 1e-12 is passed over",
        """Numbers may be tiny here, and so may the errors that there are to learn from.""",
        (
            "*indented(3, [*graph.forward(), *slopes, *graph.backward()]),",
            """\
            *indented(3, [*graph.forward(), *slopes]),
            "            if " + " and ".join(f"abs(g{j}) < 1e-12" for j in range(len(targets))) + ": continue",
            *indented(3, graph.backward()),
            """,
        ),
        severity=Severity.SLIP,
        clauses=("8.7",),
    ),
    wrong(
        "relu_has_no_line",
        "a ReLU has no line of its own: it is written where it is used",
        """A chain of them is a nested text, and Python's parser gives up at 200 parentheses.""",
        (
            'self.inputs = [node for node in self.order if self.kinds[node] == "Input"]',
            """\
            for node in self.order:
                if self.kinds[node] == "ReLU" and node is not root:
                    self.names[node] = f"max(0.0, {self.names[node.children[0]]})"
            self.inputs = [node for node in self.order if self.kinds[node] == "Input"]
            """,
        ),
        ("if node not in self.inline:", 'if node not in self.inline and "(" not in self.names[node]:'),
        ('d = f"d{name}"', 'd = f"d{self.order.index(node)}"'),
        severity=Severity.SLIP,
        clauses=("8.8",),
    ),
    wrong(
        "slope_of_one_parent_has_no_line",
        "a derivative with one part has no line of its own below ReLU and Sigmoid",
        """The derivative below a chain of them is one nested text, and Python's parser gives up at 200 parentheses.""",
        (
            "if len(parts[node]) > 1 or not (d.isidentifier()",
            'one = self.kinds[node] in ("ReLU", "Sigmoid")\nif len(parts[node]) > 1 or not (one or d.isidentifier()',
        ),
        ('return [], [f"({d} if {x[0]} > 0 else 0.0)"]', 'return [], [f"(({d}) if {x[0]} > 0 else 0.0)"]'),
        ('return [], [f"{d} * ({v} * (1 - {v}))"]', 'return [], [f"({d}) * ({v} * (1 - {v}))"]'),
        severity=Severity.SLIP,
        clauses=("8.8",),
    ),
    wrong(
        "kinds_in_an_order_of_its_own",
        "of the names of a class and its bases, the one that stands first in a list of kinds counts",
        """A class may be called "Add" and be made of another module's Multiply. The text says which name counts: the
        first one in `__mro__`.""",
        (
            """\
            for base in type(node).__mro__:
                if base.__name__ in known:
                    return base.__name__
            """,
            """\
            names = {base.__name__ for base in type(node).__mro__}
            for name in reversed(known):
                if name in names:
                    return name
            """,
        ),
        severity=Severity.SLIP,
        clauses=("8.10",),
    ),
    wrong(
        "kind_kept_by_class_name",
        "the kind of a class is remembered by the name of the class",
        """Two modules may each have a class of one name, with other bases. What is there one of for each class?""",
        (
            """\
            for base in type(node).__mro__:
                if base.__name__ in known:
                    return base.__name__
            """,
            """\
            name = type(node).__name__
            if name not in KINDS:
                KINDS[name] = next((base.__name__ for base in type(node).__mro__ if base.__name__ in known), "")
            if KINDS[name]:
                return KINDS[name]
            """,
        ),
        ("MOST_NODES = 10_000", "KINDS = {}\nMOST_NODES = 10_000"),
        severity=Severity.SLIP,
        clauses=("8.10",),
    ),
    wrong(
        "ends_with_a_known_name",
        "a class whose name ends with a known one is taken for that",
        """OtherAdd may be an Add, but a LeakyReLU is no ReLU. It is not known, and has to be refused.""",
        (
            """\
            if base.__name__ in known:
                return base.__name__
            """,
            """\
            for name in known:
                if base.__name__.endswith(name):
                    return name
            """,
        ),
        severity=Severity.SLIP,
        clauses=("8.13",),
    ),
)
