"""Exercise 5: lives of networks whose roots have several numbers, and of their losses."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from checks.law.living import rearranging
from checks.law.living.life import Life
from checks.law.living.lives import Choices, Draw, Habits, lives
from checks.law.living.outputs import OUTPUTS, Outputs
from checks.law.living.remembering import after
from checks.law.strategies import LEARNING_RATES, PALETTES, Chooser, World, one_of, wild_model
from checks.model import scenario
from checks.model.kinds import Ref
from checks.model.network import Builder, Node
from checks.model.objects import attempt, keep, let, look, refill, spoil
from checks.model.scenario import Step

FAR_SCORES = (
    (1000.0, -1000.0, 0.0, 900, -800.0, 1000),
    (30.0, -35.0, 5.0, 0, -4.0, 40),
    (0.0, -680.0, 5.5, -675, -330.25, -500.0),
    (-741.0, -742.5, -740, -744.25, -739.5),
    (709.5, 708.75, 709, 700.0, -30.5, 0.0, 705.25),
    (-600, -740.0, -650.5, -742.0),
    (100000, -100000.0, 99999.5, -99998.0, 99985.25, 99999),
    (100000, 99999.99995, 99999.9999, 99999.9998, 100000.0),
)
"""Scores for which exp() overflows, or gives a tiny probability, has lost digits, or has a sum that overflows; and some
that look equal to those who compare with a tolerance."""

FAR = 600
"""Of numbers of such a size, products are no scores any more."""

TARGETS = (0.0, 1.0, 1, 0, 0.5, 0.25, 1 / 3, 2, 1e-9, 1e-13, 1e-60)
PREDICTIONS = (0.0, 1.0, 0.5, 1, 0, 0.25, 1 / 3, 1e-9, 1e-8, 2e-8, 0.999999999, 1.25, 0.1, 5e-324, -0.25)


def output_model(draw: Chooser, builder: Builder, world: World, palette: tuple[float, ...]) -> int:
    """Add an output over some trees to the builder, and return its position."""
    children = []
    kinds = ("Parameter", "Input") if max(map(abs, palette)) > FAR else ("Parameter", "Input", "tree", "tree")
    for _ in range(1 + draw(one_of((1, 2, 0, 1, 2, 3, 8)))):
        kind = draw(one_of(kinds))
        if kind == "tree":
            children.append(wild_model(draw, builder, world, palette))
        else:
            rate = draw(one_of(LEARNING_RATES)) if kind == "Parameter" else None
            builder.nodes.append(Node(kind, value=draw(one_of(palette)), learning_rate=rate))
            children.append(len(builder.nodes) - 1)
    kind = draw(one_of(("Softmax", "Output", "Softmax", "Output", "Softmax", "Mirrored", "Softmax", "Ends")))
    own = kind in ("Output", "Softmax") and draw(one_of((False, False, False, True)))
    builder.nodes.append(Node(kind, tuple(children), own=own))
    return len(builder.nodes) - 1


def _root(choices: Choices, kinds: tuple[str, ...] = OUTPUTS) -> int:
    nodes = choices.network.nodes
    chosen: int = choices.one_of([i for i in range(len(nodes)) if nodes[i].kind in kinds])
    return chosen


def _components(choices: Choices, root: int) -> int:
    one = choices.network.nodes[root]
    return 2 if one.kind == "Ends" else len(one.children)


def _list(choices: Choices, count: int) -> list[float]:
    """Choose derivatives: different ones, equal ones, and such as a loss gives that looks at one class."""
    numbers = [choices.derivative() for _ in range(count)]
    hot = choices.one_of(range(max(count, 1)))
    one_hot = [choices.one_of((-3.0, -1e8, 1.5)) if i == hot else 0.0 for i in range(count)]
    return list(choices.one_of((numbers, numbers, numbers, one_hot, numbers[:1] * count, [0.0] * count)))


def _numbers(choices: Choices, count: int) -> Any:
    return choices.one_of((list, list, tuple))(_list(choices, count))


def _new_name(choices: Choices, kind: str) -> str:
    """Name a list that is "given" to a solution, or that was returned and is "kept"."""
    known = choices.model.objects if kind == "given" else choices.model.kept
    return f"{kind}{len(known) + 1}"


def _backward(choices: Choices) -> list[Step]:
    """Go backward, mostly from a root; look at what came down, or at the argument."""
    if choices.one_of((False, False, False, True)):
        return [scenario.backward(choices.node(), choices.derivative()), scenario.calls()]
    return _down(choices, _root(choices))


def _down(choices: Choices, root: int) -> list[Step]:
    derivative = _numbers(choices, _components(choices, root))
    if choices.one_of((False, False, True)):
        name = _new_name(choices, "given")
        return [let(name, derivative), scenario.backward(root, Ref(name)), look(name), scenario.calls()]
    return [scenario.backward(root, derivative), scenario.calls()]


def _grow(choices: Choices) -> list[Step]:
    """Give a root another child, or take one away, and go backward."""
    network, root = choices.network, _root(choices)
    taken = {child for node in network.nodes for child in node.children}
    free = [i for i in range(root) if i not in taken and network.nodes[i].kind not in OUTPUTS]
    count = len(network.nodes[root].children)
    how = choices.one_of(("insert", "delete", "insert") if free and count > 1 else ("insert",))
    count += 1 if how == "insert" else -1
    at = choices.one_of(range(max(count, 1)))
    edit = scenario.edit(root, how, at, choices.one_of(free) if how == "insert" else None)
    return [edit, scenario.forward(root), scenario.backward(root, _numbers(choices, count)), scenario.calls()]


def _question(choices: Choices, root: int) -> Step:
    asked: Step = choices.one_of((scenario.forward(root), scenario.predict(root, choices.sample(root))))
    return asked


def _spoil(choices: Choices) -> list[Step]:
    """Change a list that was returned, and ask again, or go backward."""
    root, name = _root(choices), _new_name(choices, "kept")
    question = _question(choices, root)
    return [question, keep(name), spoil(name), *choices.one_of(([question], _down(choices, root)))]


def _later(choices: Choices) -> list[Step]:
    """Look at a list that was returned after another question has been asked."""
    name = _new_name(choices, "kept")
    if choices.one_of((True, False)):
        count = choices.one_of((2, 1, 3))
        first, again = (scenario.call("cce_loss_grad", *_truth(choices, count)) for _ in range(2))
    else:
        root = _root(choices)
        first, again = scenario.forward(root), scenario.predict(root, choices.sample(root))
    other = f"{name}again"
    return [first, keep(name), again, *choices.one_of(([], [keep(other), spoil(other)])), look(name)]


def _operate(choices: Choices) -> list[Step]:
    root = _root(choices)
    values = [choices.number() for _ in choices.network.nodes[root].children]
    if choices.one_of((True, False)):
        name = _new_name(choices, "given")
        return [let(name, values), scenario.operate(root, Ref(name)), look(name)]
    return [scenario.operate(root, values), *choices.one_of(([], _backward(choices)))]


def _again(choices: Choices) -> list[Step]:
    """Ask a root the same before and after a change, and go backward."""
    root = _root(choices)
    down = [scenario.backward(root, _numbers(choices, _components(choices, root))), scenario.calls()]
    around = rearranging.around(choices, root, choices.one_of(([_question(choices, root)], down)))
    return [*around, *choices.one_of(([], [scenario.forward(root)], _backward(choices)))]


def _deeper(choices: Choices) -> list[Step]:
    """Ask a root, give an operation below it another child, or take one away, and predict with the inputs of then."""
    root = _root(choices)
    asked = choices.one_of((scenario.predict(root, choices.sample(root)), scenario.find_inputs(root)))
    (change,) = choices.one_of((rearranging.grown, rearranging.grown, rearranging.shortened))(choices, root)
    count = len(after(choices.model, change).network.inputs(root))
    return [asked, change, scenario.predict(root, [choices.number() for _ in range(count)])]


def _truth(choices: Choices, count: int) -> list[Any]:
    """Choose targets and predictions, in lists or tuples, or the same numbers for both; no target is negative."""
    whole = choices.one_of((False, False, False, True))
    y, p = ([choices.one_of((0, 1) if whole else some) for _ in range(count)] for some in (TARGETS, PREDICTIONS))
    same = [abs(one) for one in p]
    return [choices.one_of((list, tuple))(one) for one in choices.one_of(((y, p), (y, p), (y, p), (same, same)))]


def _loss(choices: Choices) -> list[Step]:
    """Ask for the loss or its derivatives, by arguments that are looked at afterwards, or changed and given again."""
    function, count = choices.one_of(("cce_loss", "cce_loss_grad")), choices.one_of((2, 1, 3, 4, 9))
    arguments = _truth(choices, count)
    if choices.one_of((True, False)):
        return [scenario.call(function, *arguments)]
    first, kept = len(choices.model.objects), _new_name(choices, "kept")
    names = [f"given{first + 1}", f"given{first + 2}"]
    question = scenario.call(function, *map(Ref, names))
    spoiled = [keep(kept), spoil(kept), question] if function == "cce_loss_grad" else []
    changed = [refill(choices.one_of(names), list(map(abs, _truth(choices, count)[1]))), question]
    after = choices.one_of(([], spoiled, changed, [*changed, scenario.call("cce_loss_grad", *map(Ref, names))]))
    return [*map(let, names, arguments), question, *after, *map(look, names)]


def _refill(choices: Choices) -> list[Step]:
    """Give a root a list, and once more with other numbers in it."""
    root, name = _root(choices), _new_name(choices, "given")
    if choices.one_of((True, False)):
        count = _components(choices, root)
        first, second = _list(choices, count), _list(choices, count)
        asked = [scenario.backward(root, Ref(name)), scenario.calls()]
    else:
        children = choices.network.nodes[root].children
        first, second = ([choices.number() for _ in children] for _ in range(2))
        asked = [scenario.operate(root, Ref(name))]
    return [let(name, first), *asked, refill(name, second), *asked]


def _learn(choices: Choices) -> list[Step]:
    """Go backward from a Softmax with what the loss says of its own value, in the lists that were returned."""
    root = _root(choices, ("Softmax",))
    y = [choices.one_of(TARGETS) for _ in choices.network.nodes[root].children]
    p, slopes = _new_name(choices, "kept"), f"kept{len(choices.model.kept) + 2}"
    between = choices.one_of(([], [], rearranging.assigned(choices, root)))
    return [
        *(scenario.forward(root), keep(p), scenario.call("cce_loss_grad", y, Ref(p)), keep(slopes)),
        *(*between, scenario.backward(root, Ref(slopes)), scenario.calls()),
    ]


def _miscount(choices: Choices) -> list[Step]:
    """Predict with too few or too many inputs, look what that has changed, and predict rightly."""
    root = _root(choices)
    right = [choices.number() for _ in choices.inputs(root)]
    wrong = choices.one_of((right[:-1], [*right, 1.0])) if right else [1.0]
    return [attempt(scenario.predict(root, wrong)), scenario.forward(root), scenario.predict(root, right)]


ALL: tuple[Draw, ...] = (
    *(_backward, _operate, _spoil, _later, _grow, _again, _deeper, _loss, _refill, _learn, _miscount),
)

HABITS = Habits(
    Outputs,
    verbs=(
        *("forward", "call_node", "predict", "backward", "backward", "backward", "backward", "assign", "value_of"),
        *("operate", "operate", "spoil", "spoil", "later", "later", "grow", "set_children", "look", "find_inputs"),
        *(("again",) * 5 + ("loss",) * 4 + ("deeper",) * 2),
        *("refill", "refill", "learn", "learn", "miscount"),
    ),
    world=World(operations=2, arity=3),
    draws={draw.__name__[1:]: draw for draw in ALL},
    plant=output_model,
    models=2,
    steps=16,
    late=True,
    made=("list", "tuple", "caller's"),
    spare=3,
    palettes=(*PALETTES, *FAR_SCORES),
)


def lives_of_outputs() -> st.SearchStrategy[Life]:
    """Draw lives of networks and of losses."""
    return lives(HABITS)
