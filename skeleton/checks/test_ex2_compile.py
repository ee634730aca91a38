"""Exercise 2: `compile()` remembers the input nodes, `predict()` then never searches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.law.check import check
from checks.law.compiled.statements import CHANGED, COMPILED, FAILURES, KEPT_VALUE, SUM_OF_ONES, UNCOMPILED
from checks.law.compiled.watched import ELSEWHERE, OFTEN
from checks.law.examples import COURSE, LEAVES, alike, as_in_the_framework, come_out, examples_hold
from checks.law.living.compiling import ANYTHING, Compiled, CompileModel, Refused, plain
from checks.law.living.life import Life, live
from checks.law.living.lives import lives
from checks.law.living.remembering import have_right_values
from checks.law.strategies import PALETTES, one_of, up_to
from checks.law.subject import Subject
from checks.model.network import Builder, Network
from checks.model.objects import attempt, example
from checks.model.scenario import assign, backward, build, calls, compile_, find_inputs, forward, predict, value_of


@check("After compile(), predict() gives the value for its inputs", points=1, clauses=("2.5",))
@given(life=plain(Compiled, "compiled", "inner_too", "kept", "forward"))
def test_predicts_the_right_values(subject: Subject, life: Life) -> None:
    """Every prediction is that of its own inputs, in the order of find_input_nodes()."""
    live(subject, life, Compiled)


def reads_of_forward(network: Network, node: int) -> int:
    """Count the reads of `children` that the given framework's `forward()` makes: one on each operation, for each path.

    A solution's own `forward()` might read more, so that a search is not noticed beside it.
    """
    paths = [0] * (node + 1)
    paths[node] = 1
    for i in range(node, -1, -1):
        for child in network.nodes[i].children:
            paths[child] += paths[i]
    return sum(paths)


@check("After compile(), predict() does not search the tree", points=2, clauses=("2.3",))
@given(life=plain(CompileModel, "compile_some", "simple", "edit", "set_children", spare=2), which=up_to(0, 4))
def test_never_searches(subject: Subject, life: Life, which: int) -> None:
    """predict() reads the attribute `children` no more often than forward() alone does."""
    network = CompileModel.after(life).network
    node = network.operations[-1 - which % len(network.operations)]
    inputs = [PALETTES[0][i % 6] for i in range(len(network.inputs(node)))]
    asked = [compile_(node), calls(), predict(node, inputs), calls(), predict(node, inputs[::-1]), calls()]
    failing = [attempt(predict(node, [*inputs, 1.0])), calls()]
    others = [compile_(i) for i in network.operations if i != node]
    later = [backward(node, 0.5), find_inputs(node), *others, forward(node), calls(), predict(node, inputs), calls()]
    answers = subject.ask(life.network, *life.steps, *asked, forward(node), calls(), *failing, *later)
    if subject.looks_at_values:
        have_right_values(answers, Refused(life.network))
    first = len(life.steps) + 3
    most = min(sum(answers.counts(first + 4)["children"]), reads_of_forward(network, node))
    ops = sum(answers.counts(first)["op"])
    answers.holds(first, ops > 0, "calls of op", "Who computes nothing has no need to search.", got=f"{ops}")
    still = "It is still compiled, after an error, after backward(), and when others have been compiled."
    for step, why in ((first, ""), (first + 2, ""), (-1, still)):
        reads = sum(answers.counts(step)["children"])
        expected = f"at most {most} reads of `children`, as many as forward() makes"
        answers.holds(step, reads <= most, expected, why, got=f"{reads}")
    reads = sum(answers.counts(first + 6)["children"])
    why = "The number of inputs is wrong. That is known without a look at the tree."
    answers.holds(first + 6, not reads, "no reads of `children`", why, got=f"{reads}")


@check("Without compile(), predict() works as it always did", points=1, clauses=("2.4",))
@given(
    life=plain(
        Refused, "simple", "changed", "changed", "edit", "set_children", "wrong_number", "forward", "backward", spare=2
    )
)
def test_works_before_compile(subject: Subject, life: Life) -> None:
    """compile() makes predict() faster, nothing depends on it. Who never calls it may change the tree at any time."""
    live(subject, life, Refused)
    as_in_the_framework(subject, *UNCOMPILED)


@check("compile() once more picks up a changed tree", points=1, clauses=("2.7",))
@given(life=plain(Compiled, "compiled", "changed_and_compiled", "edit", "set_children", "compile_some", spare=2))
def test_compile_again(subject: Subject, life: Life) -> None:
    """A tree that got or lost a child, anywhere, has other inputs."""
    live(subject, life, Compiled)


@check("Two models do not share what compile() remembers", points=1, examples=8, clauses=("2.3", "2.8"))
@given(
    life=plain(Compiled, "compiled", "compiled", "compile_some", models=3),
    sizes=st.lists(up_to(1, 4), min_size=2, max_size=9),
    others=one_of((140, 1, 2)),
)
def test_two_models(subject: Subject, life: Life, sizes: list[int], others: int) -> None:
    """Whichever is compiled last, each predicts with its own inputs; what a dead one remembered is gone."""
    live(subject, life, Compiled)
    asked = f"[sum_of_ones(n, i % 3 != 2) for i, n in enumerate({sizes * 4})]"
    answers = subject.ask(Network(()), example(SUM_OF_ONES), example(asked))
    why = "Each of these networks is gone before the next one is made."
    answers.holds(1, alike(answers[1], repr(sizes * 4)), repr(sizes * 4), why, got=answers[1].rstrip())
    still_compiled(subject, others)


def still_compiled(subject: Subject, others: int) -> None:
    """Demand that a compiled network is not searched when its op has failed, nor when others are made and compiled.

    Nor when it has been asked often, and when something happens above it or in another network.
    """
    builder = Builder()
    x = builder.input(1.0)
    root = builder.operation("Add", builder.operation("Inverse", x))
    later = [builder.operation("Add", builder.input(0.5)) for _ in range(others)]
    failed = [
        calls(),
        attempt(predict(root, [0])),
        calls(),
        assign(x, 1.0),
        calls(),
        forward(root),
        calls(),
        predict(root, [2.0]),
        calls(),
    ]
    made = [step for i in later for step in (build(i), compile_(i))]
    answers = subject.ask(builder.network(), compile_(root), *failed, *made, calls(), predict(root, [0.5]), calls())
    for at, right in ((8, 0.5), (-2, 2.0)):
        answers.number(at, right, "It is 1 / the input.")
    most = sum(answers.counts(7)["children"])
    others_made = "others have been made and compiled"
    for at, news in ((3, "its op has failed"), (9, "its op has failed once"), (-1, others_made)):
        why = f"It was compiled. Since then {news}, and that is no reason to search."
        reads = sum(answers.counts(at)["children"])
        answers.holds(at, reads <= most, f"at most {most} reads of `children`, as forward() makes", why, got=f"{reads}")
    come_out(subject, "It is compiled. Nothing that happens elsewhere is a reason to search.", *OFTEN, *ELSEWHERE)


@check("A wrong number of inputs is a ValueError, before and after compile()", points=1, clauses=("2.6",))
@given(life=plain(CompileModel, "wrong_number", "simple", "wrong_number", "compile_some", "value_of"))
def test_wrong_number_of_inputs(subject: Subject, life: Life) -> None:
    """Its message names both numbers, and no input has changed."""
    live(subject, life, CompileModel)


@check(
    "compile() only remembers; all else is as in the framework", points=1, examples=4, clauses=("2.1", "2.2", "2.10")
)
@given(life=plain(CompileModel, "assign", "simple"))
def test_only_remembers(subject: Subject, life: Life) -> None:
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
    as_in_the_framework(subject, *COURSE, *LEAVES, *COMPILED, *KEPT_VALUE, *CHANGED, *FAILURES)


@check(
    "Whatever happens in which order, predict() is right",
    points=1,
    examples=250,
    clauses=("2.1", "2.2", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.11"),
)
@given(life=lives(ANYTHING))
def test_any_order(subject: Subject, life: Life) -> None:
    """Any node is asked, before and after changes of values and of trees, and after errors."""
    live(subject, life, CompileModel)
