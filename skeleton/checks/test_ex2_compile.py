"""Exercise 2: `compile()` remembers the input nodes, `predict()` then never searches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law.check import check
from checks.law.examples import alike, as_in_the_framework, examples_hold
from checks.law.living.life import Impossible, Life, live
from checks.law.living.lives import Choices, Draw, Habits, lives
from checks.law.living.remembering import CompileModel, spoiled_answer
from checks.law.strategies import OPERATIONS, PALETTES, World, numbers, up_to
from checks.law.subject import Subject
from checks.model.kinds import Ref
from checks.model.network import Network
from checks.model.objects import attempt, example, let, look, spoil
from checks.model.scenario import Step, calls, compile_, find_inputs, forward, predict, set_rate, value_of

READABLE = PALETTES[:1]
PLAIN = World(kinds=OPERATIONS, own=False)


SUM_OF_ONES = """\
def sum_of_ones(count, compiled):
    network = Add([Input() for _ in range(count)])
    if compiled:
        network.compile()
    return network.predict([1] * count)"""


class Compiled(CompileModel):
    """Only nodes that are compiled are asked."""

    always_compiled = True


class Refused(CompileModel):
    """It is enough that a wrong number of inputs is an error; what the message says is another check's business."""

    named = False


def simple(choices: Choices) -> Step:
    """Predict with a list of at least one number."""
    node = choices.operation()
    if not choices.inputs(node):
        raise Impossible("that is another check's business")
    return predict(node, [choices.number() for _ in choices.inputs(node)])


def compiled_before(choices: Choices) -> list[Step]:
    """Predict with a node that is compiled, now if need be."""
    asked = simple(choices)
    node = asked.node
    assert node is not None
    return [asked] if choices.model.is_compiled(node) else [compile_(node), asked]  # type: ignore[attr-defined]


def kept(choices: Choices) -> list[Step]:
    """Predict with a list, and look at it afterwards."""
    node = choices.operation()
    before = [] if choices.model.is_compiled(node) else [compile_(node)]  # type: ignore[attr-defined]
    name = f"given{len(choices.model.objects) + 1}"
    given = let(name, [choices.number() for _ in choices.inputs(node)])
    return [*before, given, predict(node, Ref(name)), look(name), spoil(name), forward(node)]


def wrong_number(choices: Choices) -> Step:
    """Predict with too few or too many numbers."""
    node = choices.operation()
    count = len(choices.inputs(node)) + choices.one_of((1, -1, 2, -2, 7))
    return attempt(predict(node, [choices.number() for _ in range(max(count, 0))]))


def spoil_inputs(choices: Choices) -> list[Step]:
    """Change a list that find_input_nodes() has returned, and predict."""
    node = choices.operation()
    return [*spoiled_answer(find_inputs(node), "found"), predict(node, choices.sample(node))]


DRAWS: dict[str, Draw] = {
    "simple": simple,
    "compiled": compiled_before,
    "kept": kept,
    "wrong_number": wrong_number,
    "spoil_inputs": spoil_inputs,
    "set_rate": lambda choices: set_rate(choices.one_of(choices.network.parameters), choices.one_of((0.1, 0.5, 0, 2))),
}


def plain(model: type[CompileModel], *verbs: str, **options: int) -> st.SearchStrategy[Life]:
    """Draw lives with numbers that are easy to read."""
    models, spare = options.get("models", 1), options.get("spare", 0)
    habits = Habits(model, verbs, PLAIN, DRAWS, models=models, spare=spare, steps=8, palettes=READABLE)
    return lives(habits)


@check("After compile(), predict() gives the value for its inputs", points=1, clauses=("2.5",))
@given(life=plain(Compiled, "compiled", "compiled", "kept", "forward"))
def test_predicts_the_right_values(subject: Subject, life: Life) -> None:
    """Every prediction is that of its own inputs, in the order of find_input_nodes()."""
    live(subject, life, Compiled)


@check("After compile(), predict() does not search the tree", points=2, clauses=("2.3",))
@given(life=plain(CompileModel, "compile", "simple", "edit", "set_children", spare=2), which=up_to(0, 4))
def test_never_searches(subject: Subject, life: Life, which: int) -> None:
    """predict() reads the attribute `children` no more often than forward() alone does."""
    network = CompileModel.after(life).network
    node = network.operations[-1 - which % len(network.operations)]
    inputs = [PALETTES[0][i % 6] for i in range(len(network.inputs(node)))]
    again = [predict(node, inputs), calls(), predict(node, inputs[::-1]), calls()]
    failing = [attempt(predict(node, [*inputs, 1.0])), calls()]
    answers = subject.ask(life.network, *life.steps, compile_(node), calls(), forward(node), calls(), *again, *failing)
    alone = sum(answers.counts(-7)["children"])
    for step in (-5, -3):
        reads = sum(answers.counts(step)["children"])
        expected = f"at most {alone} reads of `children`, as many as forward() makes"
        answers.holds(step, reads <= alone, expected, got=f"{reads}")
    reads = sum(answers.counts(-1)["children"])
    why = "The number of inputs is wrong. That is known without a look at the tree."
    answers.holds(-1, not reads, "no reads of `children`", why, got=f"{reads}")


@check("Without compile(), predict() works as it always did", points=1, clauses=("2.4",))
@given(life=plain(Refused, "simple", "simple", "edit", "set_children", "wrong_number", "forward", "backward", spare=2))
def test_works_before_compile(subject: Subject, life: Life) -> None:
    """compile() makes predict() faster, nothing depends on it. Who never calls it may change the tree at any time."""
    live(subject, life, Refused)


@check("compile() once more picks up a changed tree", points=1, clauses=("2.7",))
@given(life=plain(Compiled, "compiled", "compiled", "edit", "set_children", "compile", spare=2))
def test_compile_again(subject: Subject, life: Life) -> None:
    """A tree that got or lost a child, anywhere, has other inputs."""
    live(subject, life, Compiled)


@check("Two models do not share what compile() remembers", points=1, examples=20, clauses=("2.8",))
@given(
    life=plain(Compiled, "compiled", "compiled", "compile", models=3),
    sizes=st.lists(up_to(1, 3), min_size=3, max_size=9),
)
def test_two_models(subject: Subject, life: Life, sizes: list[int]) -> None:
    """Whichever is compiled last, each predicts with its own inputs; what a dead one remembered is gone."""
    live(subject, life, Compiled)
    asked = f"[sum_of_ones(n, n != 2) for n in {sizes * 3}]"
    answers = subject.ask(Network(()), example(SUM_OF_ONES), example(asked))
    why = "Each of these networks is gone before the next one is made."
    answers.holds(1, alike(answers[1], repr(sizes * 3)), repr(sizes * 3), why, got=answers[1].rstrip())


@check("A wrong number of inputs is a ValueError, before and after compile()", points=1, clauses=("2.6",))
@given(life=plain(CompileModel, "wrong_number", "simple", "wrong_number", "compile", "value_of"))
def test_wrong_number_of_inputs(subject: Subject, life: Life) -> None:
    """Its message names both numbers, and no input has changed."""
    live(subject, life, CompileModel)


@check(
    "compile() only remembers; all else is as in the framework", points=1, examples=8, clauses=("2.1", "2.2", "2.10")
)
@given(life=plain(CompileModel, "assign", "simple"), value=numbers())
def test_only_remembers(subject: Subject, life: Life, value: float) -> None:
    """compile() returns nothing, computes nothing and changes no value. The printed examples come out as printed."""
    network = CompileModel.after(life).network
    looks = [value_of(i) for i in network.leaves]
    compiled = [step for i in network.operations for step in (compile_(i), calls())]
    answers = subject.ask(life.network, *life.steps, calls(), *compiled, *looks)
    for at in range(len(life.steps) + 1, len(answers.answers) - len(looks) + (answers.raised is not None), 2):
        answers.exactly(at, None, "compile() returns nothing.")
        ops = sum(answers.counts(at + 1)["op"])
        answers.holds(at + 1, not ops, "no call of op", "compile() computes nothing.", got=f"{ops}")
    for at, leaf in enumerate(network.leaves, start=len(life.steps) + 1 + len(compiled)):
        answers.exactly(at, network.nodes[leaf].value, "compile() changes no value.")
    examples_hold(subject)
    as_in_the_framework(
        subject,
        f"Add(children=[Input(value={value}), Parameter(0.5, learning_rate=0.1)])",
        f"Multiply([Input({value}), Add((Parameter(value=2, learning_rate=1), Input(3)))])()",
        f"ReLU([Input({value}), Input(1.0)])",
        f"Sigmoid([Add([]), Parameter({value})])",
        "Operation([])",
        "(Input().value, Parameter(1).learning_rate, -1 <= Parameter().value <= 1)",
        f"Multiply([Add([Input({value})])]).find_input_nodes()",
    )


@check(
    "Whatever happens in which order, predict() is right",
    points=1,
    examples=100,
    clauses=("2.1", "2.2", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.11"),
)
@given(
    life=lives(
        Habits(
            CompileModel,
            (
                *("predict", "predict", "compiled", "compiled", "kept", "compile", "wrong_number", "forward", "assign"),
                *(
                    "backward",
                    "call_node",
                    "value_of",
                    "set_rate",
                    "find_inputs",
                    "spoil_inputs",
                    "edit",
                    "set_children",
                ),
            ),
            World(operations=4),
            DRAWS,
            late=True,
            spare=2,
        )
    )
)
def test_any_order(subject: Subject, life: Life) -> None:
    """Numbers of all kinds, the course's own operations, several networks, any node, changes of values and trees."""
    live(subject, life, CompileModel)
