"""Exercise 8: what goes wrong when a program writes a program."""

from __future__ import annotations

from grader.misconceptions.model import wrong

CHILDREN_FIRST = """\
    order = []
    seen, path = {root}, [(root, iter(root.children))]
    while path:
        node, rest = path[-1]
        child = next((child for child in rest if child not in seen), None)
        if child is None:
            order.append(node)
            path.pop()
        else:
            seen.add(child)
            path.append((child, iter(child.children)))
    return order
"""
RECURSIVE = """\
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for child in node.children:
                visit(child)
            order.append(node)

    visit(root)
    return order
"""
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
    ),
    wrong(
        "p_minus_y",
        "the derivative of the cross-entropy is p - y",
        """p - y is the derivative by the score below a Sigmoid. Here the Sigmoid is a node of the network and has its
        own line, so that its slope would count twice, or rather not at all.""",
        ('"{g} = (q - {y}) / (q * (1 - q))"', '"{g} = q - {y}"'),
    ),
    wrong(
        "last_parent_wins",
        "a node's derivative is what its last parent said",
        """A node with two parents has two terms in its line, and they are added.""",
        ("parts[child].append(slope)", "parts[child] = [slope]"),
    ),
    wrong(
        "uphill",
        "the update adds the derivative",
        """The derivative points to where the loss grows.""",
        ('updates.append(f"{name} -= {d} * r{name}")', 'updates.append(f"{name} += {d} * r{name}")'),
    ),
    wrong(
        "updates_between_derivatives",
        "each parameter is updated as soon as its derivative is known",
        """A line below may still need the value that the parameter had before. In which order do the lines stand?""",
        ('updates.append(f"{name} -= {d} * r{name}")', 'lines.append(f"{name} -= {d} * r{name}")'),
    ),
    wrong(
        "one_learning_rate",
        "all parameters move with the learning rate of the first",
        """Every Parameter has its own learning rate, and it need not be that of its neighbour.""",
        (
            'updates.append(f"{name} -= {d} * r{name}")',
            'updates.append(f"{name} -= {d} * r{self.names[self.parameters[0]]}")',
        ),
    ),
    wrong(
        "softmax_diagonal",
        "a score changes its own probability only",
        """The probabilities add up to 1: if one grows, the others shrink. Each score has a way to the loss through
        every one of them.""",
        ('f"{v}_{j} * (g{j} - mean)"', 'f"g{j} * ({v}_{j} * (1 - {v}_{j}))"'),
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
    ),
    wrong(
        "one_body_for_each_parent",
        "a macro is replaced wherever it stands, each time by a new body",
        """A macro with two parents is one node. Two bodies have twice the parameters, which learn apart from each
        other.""",
        (
            """\
            if child not in bodies:
                bodies[child] = child.body()
            child = bodies[child]
            """,
            "child = child.body()",
        ),
    ),
    wrong(
        "asks_the_parameters",
        "the generated function calls methods of the nodes",
        """It is right, and it walks through objects again, which is what this exercise is to avoid. Where else could
        the number come from?""",
        (
            'f"    {values} = [parameter.value for parameter in parameters]"',
            'f"    {values} = [parameter.op([]) for parameter in parameters]"',
        ),
    ),
    wrong(
        "recursive_order",
        "the order of the nodes is found by recursion",
        """Python's recursion ends at a depth of 1,000; a network need not.""",
        (CHILDREN_FIRST, RECURSIVE),
        family="too large",
    ),
    wrong(
        "one_line_for_a_sum",
        "all the terms of a sum stand in one line",
        """a + b + c is (a + b) + c to Python: a sum of thousands is nested thousands deep, too deep to compile.""",
        ("TERMS = 50", "TERMS = 50_000"),
        family="too large",
    ),
    wrong(
        "starts_where_it_was_made",
        "training always starts from the values at the time of unroll_training()",
        """Between two calls somebody may have changed a parameter, by hand or by another training. Which values does
        the second call start from?""",
        (
            'f"    {values} = [parameter.value for parameter in parameters]"',
            'f"    {values} = {[float(parameter.value) for parameter in graph.parameters]}"',
        ),
        hidden_only=True,
    ),
    wrong(
        "lost_when_interrupted",
        "the parameters are written back at the end, if training gets there",
        """What was learned is in local variables, and they are gone if a sample raises an exception.""",
        ('"    try:"', '"    if True:"'),
        ('"    finally:"', '"    if True:"'),
        hidden_only=True,
    ),
    wrong(
        "any_other_loss_is_mse",
        "a loss that is not known is taken for the squared error",
        """Who writes "mae" gets a network that was trained on something else, and no word about it.""",
        (
            "if loss not in LOSSES:",
            """\
            if loss not in LOSSES:
                loss = "mse"
            if loss == "":
            """,
        ),
        hidden_only=True,
    ),
)
