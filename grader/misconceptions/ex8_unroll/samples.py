"""What a training makes of its samples, of the data that ends it, and of what it was made from."""

from __future__ import annotations

from textwrap import indent

from grader.misconceptions.model import Severity, wrong

FUNCTION = """\
constants = [f"{graph.names[node]} = {float(node.value)!r}" for node in graph.parameters]
result = f"[{', '.join(graph.outputs)}]" if graph.has_list else graph.outputs[0]
body = [*constants, *graph.forward(), f"return {result}"]
inputs = ", ".join(graph.names[node] for node in graph.inputs)
return graph.function("function", [f"def function({inputs}):", *indented(1, body)])
"""
LATER = indent(FUNCTION.replace("*graph.forward()", "*lines").replace("return graph.f", "compiled = graph.f"), " " * 8)
SAMPLES = 'f"        for {inputs}, {target} in data:",'
LINES = "*indented(3, [*graph.forward(), *slopes, *graph.backward()]),"

MISCONCEPTIONS = (
    wrong(
        "too_few_inputs_end_in_an_indexerror",
        "a sample with too many inputs is a ValueError, one with too few an IndexError",
        """Another number than the network has is wrong in both directions.""",
        (
            SAMPLES,
            """\
            f"        for x, {target} in data:",
            f"            if len(x) > {len(graph.inputs)}:",
            "                raise ValueError('too many inputs')",
            *(f"            {graph.names[node]} = x[{i}]" for i, node in enumerate(graph.inputs)),""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.17",),
    ),
    wrong(
        "missing_inputs_are_zero",
        "a sample with too few inputs is filled up with zeros",
        """Who forgets a number should hear of it. How many there have to be is known.""",
        (
            SAMPLES,
            """\
            f"        for x, {target} in data:",
            f"            {inputs} = [*x, *[0.0] * ({len(graph.inputs)} - len(x))]",""",
        ),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.17",),
    ),
    wrong(
        "ctrl_c_ends_quietly",
        "Ctrl-C ends the training as if the data were over",
        """What was learned is kept, and that is right. But whoever pressed Ctrl-C wants the whole program to end, and
        the lines after `train(data)` go on.""",
        (
            LINES,
            f"""\
            {LINES}
            "    except KeyboardInterrupt:",
            "        pass",""",
        ),
        severity=Severity.SLIP,
        clauses=("8.17",),
    ),
    wrong(
        "errors_of_the_data_renamed",
        "whatever exception comes while training is told as a bad sample",
        """The data may be read from a file that cannot be read to its end. That is an OSError, and no sample is to
        blame.""",
        (
            LINES,
            f"""\
            {LINES}
            "    except Exception as error:",
            "        raise ValueError(f'a bad sample: {{error}}') from error",""",
        ),
        severity=Severity.SLIP,
        clauses=("8.17",),
    ),
    wrong(
        "rest_of_the_data_used_up",
        "after a wrong sample, the rest of the data is gone through",
        """Samples are taken one by one. What comes after the wrong one is nobody's yet: an iterator may go on there.""",
        (
            LINES,
            f"""\
            {LINES}
            "    except Exception:",
            "        list(data)",
            "        raise",""",
        ),
        severity=Severity.SLIP,
        clauses=("8.17",),
    ),
    wrong(
        "targets_become_slopes",
        "the list of targets is written over with the derivatives",
        """The list belongs to the caller, who wants to train with it again.""",
        (
            "inputs, values, rates = (",
            """\
            if graph.has_list:
                slopes = [
                    f"target = y if isinstance(y, list) else list(y)",
                    f"{target} = target",
                    *slopes,
                    *(f"target[{j}] = g{j}" for j in range(len(targets))),
                ]
                target = "y"
            inputs, values, rates = (
            """,
        ),
        severity=Severity.SLIP,
        clauses=("8.14",),
    ),
    wrong(
        "data_emptied",
        "a list of samples is emptied on the way",
        """Then an interrupted training could go on with the rest; but the list belongs to the caller, who wants to
        train with it again.""",
        (
            SAMPLES,
            """\
            "        rest = iter(lambda: data.pop(0) if data else None, None) if isinstance(data, list) else data",
            f"        for {inputs}, {target} in rest:",""",
        ),
        severity=Severity.SLIP,
        clauses=("8.14",),
    ),
    wrong(
        "compiled_when_first_called",
        "the function is made, with the parameters' values, when it is first called",
        """Between `unroll` and the first call, somebody may train. The function is the network as it was at the time of
        `unroll`.""",
        (
            FUNCTION,
            f"""\
lines, made = graph.forward(), []

def function(*numbers):
    if not made:
{LATER}
        made.append(compiled)
    return made[0](*numbers)

return function
""",
        ),
        severity=Severity.SLIP,
        clauses=("8.3",),
    ),
    wrong(
        "training_kept_by_root",
        "the training of a root is made once, with the learning rates of the first time",
        """Nobody changes a learning rate between `unroll_training` and `train`. But after that they may, and call
        `unroll_training` again.""",
        (
            'f"    {rates} = [parameter.learning_rate for parameter in parameters]"',
            'f"    {rates} = {[parameter.learning_rate for parameter in graph.parameters]}"',
        ),
        (
            'return graph.function("train", lines)',
            """\
            shape = [loss, *((node, *node.children) for node in graph.order)]
            if KEPT.setdefault(root, ([], None))[0] != shape:
                KEPT[root] = shape, graph.function("train", lines)
            return KEPT[root][1]
            """,
        ),
        ("MOST_NODES = 10_000", "KEPT = {}\nMOST_NODES = 10_000"),
        severity=Severity.SLIP,
        clauses=("8.7",),
    ),
    wrong(
        "loss_in_a_text_of_losses",
        'whether a loss is known is asked of the text "mse bce cce"',
        """Parts of that text are in it as well: "se" is no loss. What kind of collection has whole words in it?""",
        ("if loss not in LOSSES:", 'if not loss or loss not in "mse bce cce":'),
        ("for line in LOSSES[loss]", 'for line in LOSSES.get(loss, LOSSES["cce"])'),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.16",),
    ),
    wrong(
        "loss_by_its_first_letters",
        "only the first three letters of the loss count",
        """"mse2" is not known, and has to be refused.""",
        ("if loss not in LOSSES:", "if loss[:3] not in LOSSES or not loss.isalnum():"),
        ("for line in LOSSES[loss]", "for line in LOSSES[loss[:3]]"),
        severity=Severity.MISUNDERSTANDING,
        clauses=("8.16",),
    ),
)
