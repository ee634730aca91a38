"""Where training starts, where it is kept, and which loss it knows."""

from __future__ import annotations

from grader.misconceptions.model import Severity, wrong

MISCONCEPTIONS = (
    wrong(
        "starts_where_it_was_made",
        "training always starts from the values at the time of unroll_training()",
        """Between two calls somebody may have changed a parameter, by hand or by another training. Which values does
        the second call start from?""",
        (
            'f"    {values} = [parameter.value for parameter in parameters]"',
            'f"    {values} = {[float(parameter.value) for parameter in graph.parameters]}"',
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.17",),
    ),
    wrong(
        "callers_list_turned_round",
        "train() turns the list of inputs round, and leaves it so",
        """The list belongs to the caller, who may want to train with it again. Which way of going through it from the
        end leaves it as it was?""",
        (
            'f"        for {inputs}, {target} in data:",',
            """\
            f"        for numbers, {target} in data:",
            "            numbers = numbers if isinstance(numbers, list) else list(numbers)",
            "            numbers.reverse()",
            f"            [{', '.join(graph.names[node] for node in reversed(graph.inputs))}] = numbers",""",
        ),
        severity=Severity.SLIP,
        clauses=("8.14",),
        hidden_only=True,
    ),
    wrong(
        "lost_when_interrupted",
        "the parameters are written back at the end, if training gets there",
        """What was learned is in local variables, and they are gone if a sample raises an exception.""",
        ('"    try:"', '"    if True:"'),
        ('"    finally:"', '"    if True:"'),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.17",),
    ),
    wrong(
        "written_past_the_property",
        "what was learned is written into `__dict__`, past a subclass's own `value`",
        """A subclass may keep its value elsewhere, as the nodes of exercise 3 do, and has to hear when it changes. What
        does an assignment to `value` do that an entry in `__dict__` does not?""",
        ('"            parameter.value = value"', """"            vars(parameter)['value'] = value\""""),
        severity=Severity.SLIP,
        clauses=("8.17",),
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
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.16",),
    ),
    wrong(
        "one_call_for_each_sample",
        "train() calls itself for the rest of the data",
        """Recursion ends at a depth of 1,000. How long may a list of samples be?""",
        (
            'return graph.function("train", lines)',
            """\
            one_step = graph.function("train", lines)

            def train(data):
                rest = iter(data)

                def go_on():
                    for sample in rest:
                        one_step([sample])
                        go_on()

                go_on()

            return train
            """,
        ),
        severity=Severity.SLIP,
        clauses=("8.14",),
    ),
    wrong(
        "only_downhill",
        "the size of a learning rate counts, not its sign",
        """Whoever sets a negative learning rate wants to go uphill. The formula has no case for that.""",
        ('updates.append(f"{name} -= {d} * r{name}")', 'updates.append(f"{name} -= {d} * abs(r{name})")'),
        severity=Severity.SLIP,
        clauses=("8.7",),
    ),
    wrong(
        "the_first_thousand",
        "training ends after a thousand samples",
        """It is a safeguard that nobody asked for: whoever hands over 5,000 samples has them all counted.""",
        (
            'f"        for {inputs}, {target} in data:"',
            'f"        for {inputs}, {target} in (sample for sample, _ in zip(data, range(1000))):"',
        ),
        severity=Severity.SLIP,
        clauses=("8.14",),
    ),
)
