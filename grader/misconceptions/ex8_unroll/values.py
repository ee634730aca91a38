"""Values, derivatives and updates of the generated function."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

FUNCTION = 'return graph.function("function", [f"def function({inputs}):", *indented(1, body)])'

MISCONCEPTIONS = (
    wrong(
        "one_value_for_all_calls",
        "the value is computed in the first call, and handed out ever after",
        """A function is there to be called again, with other inputs. Call yours twice.""",
        (
            FUNCTION,
            """\
            function = graph.function("function", [f"def function({inputs}):", *indented(1, body)])
            kept = []
            return lambda *inputs: kept[0] if kept else (kept.append(function(*inputs)) or kept[0])
            """,
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.1",),
    ),
    wrong(
        "answers_cached",
        "answers are remembered by their inputs, and the same list is handed out again",
        """To remember answers is allowed. But the list of a Softmax is the caller's, who may change it: whose list does
        the next caller get, who asks with the same numbers?""",
        (
            'return graph.function("function", [f"def function({inputs}):", *indented(1, body)])',
            """\
            function = graph.function("function", [f"def function({inputs}):", *indented(1, body)])
            return functools.lru_cache(maxsize=128)(function)
            """,
        ),
        ("import collections\n", "import collections\nimport functools\n"),
        severity=Severity.SLIP,
        clauses=("8.2",),
    ),
    wrong(
        "inputs_backwards",
        "the function takes its inputs in the order in which the generator met them, last one first",
        """predict() takes the inputs depth first, from left to right, and so does the function. An order that is good
        for computing need not be the one in which people count.""",
        (
            'inputs = ", ".join(graph.names[node] for node in graph.inputs)',
            'inputs = ", ".join(graph.names[node] for node in reversed(graph.inputs))',
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.1",),
    ),
    wrong(
        "p_minus_y",
        "the derivative of the cross-entropy is p - y",
        """p - y is the derivative by the score below a Sigmoid. Here the Sigmoid is a node of the network and has its
        own line, so that its slope would count twice, or rather not at all.""",
        ('"{g} = (q - {y}) / (q * (1 - q))"', '"{g} = q - {y}"'),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.7",),
    ),
    wrong(
        "last_parent_wins",
        "a node's derivative is what its last parent said",
        """A node with two parents has two terms in its line, and they are added.""",
        ("parts[child].append(slope)", "parts[child] = [slope]"),
        severity=Severity.DOES_NOT_WORK,
        clauses=("8.7",),
    ),
    wrong(
        "uphill",
        "the update adds the derivative",
        """The derivative points to where the loss grows.""",
        ('updates.append(f"{name} -= {d} * r{name}")', 'updates.append(f"{name} += {d} * r{name}")'),
        severity=Severity.DOES_NOT_WORK,
        clauses=("8.7",),
    ),
    wrong(
        "updates_between_derivatives",
        "each parameter is updated as soon as its derivative is known",
        """A line below may still need the value that the parameter had before. In which order do the lines stand?""",
        ('updates.append(f"{name} -= {d} * r{name}")', 'lines.append(f"{name} -= {d} * r{name}")'),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.7",),
    ),
    wrong(
        "one_learning_rate",
        "all parameters move with the learning rate of the first",
        """Every Parameter has its own learning rate, and it need not be that of its neighbour.""",
        (
            'updates.append(f"{name} -= {d} * r{name}")',
            'updates.append(f"{name} -= {d} * r{self.names[self.parameters[0]]}")',
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.7",),
    ),
    wrong(
        "softmax_diagonal",
        "a score changes its own probability only",
        """The probabilities add up to 1: if one grows, the others shrink. Each score has a way to the loss through
        every one of them.""",
        ('f"{v}_{j} * (g{j} - mean)"', 'f"g{j} * ({v}_{j} * (1 - {v}_{j}))"'),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.7",),
    ),
    wrong(
        "sigmoid_overflows",
        "1 / (1 + exp(-x)) for every x",
        """exp(1000) is more than a float can hold. The given Sigmoid takes care of that, and so must its line.""",
        (
            """\
            negative = [f"e = exp({x[0]})", f"{v} = e / (1 + e)"]
            return [f"if {x[0]} >= 0:", f"    {v} = 1 / (1 + exp(-{x[0]}))", "else:", *indented(1, negative)]
            """,
            'return [f"{v} = 1 / (1 + exp(-{x[0]}))"]',
        ),
        severity=Severity.SLIP,
        clauses=("8.1",),
    ),
    wrong(
        "highest_at_least_zero",
        "the highest score is sought from 0 on",
        """Where all scores are far below 0, that takes off nothing, and every power is 0.""",
        ("highest = max([{', '.join(x)}])", "highest = max([0.0, {', '.join(x)}])"),
        severity=Severity.SLIP,
        clauses=("8.5",),
    ),
    wrong(
        "sigmoid_cut_off",
        "the sigmoid of numbers beyond 30 is that of 30",
        """It overflows nowhere, and it is not the sigmoid: that one goes on falling, far below 1e-13.""",
        (
            'return [f"if {x[0]} >= 0:"',
            'return [f"{v} = 1 / (1 + exp(-min(30.0, max(-30.0, {x[0]}))))"] if x else [f"if {x[0]} >= 0:"',
        ),
        severity=Severity.SLIP,
        clauses=("8.5",),
    ),
    wrong(
        "relu_begins_later",
        "the ReLU of less than 0.05 is 0",
        """Small numbers are numbers, too: the value is x for every x above 0.""",
        ('return [f"{v} = {x[0]} if {x[0]} > 0 else 0.0"]', 'return [f"{v} = {x[0]} if {x[0]} > 0.05 else 0.0"]'),
        severity=Severity.SLIP,
        clauses=("8.1", "8.5"),
    ),
    wrong(
        "sigmoid_by_tanh",
        "the sigmoid is computed with tanh",
        """That is the same function, and far below 0 all digits of it are lost: half of 1 - 1 is 0.""",
        (
            'return [f"if {x[0]} >= 0:"',
            'return [f"{v} = 0.5 * (1 + tanh(0.5 * {x[0]}))"] if x else [f"if {x[0]} >= 0:"',
        ),
        ('{"exp": math.exp,', '{"exp": math.exp, "tanh": math.tanh,'),
        severity=Severity.SLIP,
        clauses=("8.5",),
    ),
)
