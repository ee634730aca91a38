"""The part of the vocabulary that is about what is asked, in which order, and what has changed before."""

from __future__ import annotations

from checks.explain.conditions.events import BACKWARD, CHILDREN, HAND, PREDICT
from checks.explain.conditions.facts import Facts
from checks.explain.conditions.wording import Feature, Test, more_than_one, some
from checks.model.network import LEAVES
from checks.model.scenario import Step

CALLED = {
    "forward": ("forward", "call_node"),
    "predict": ("predict",),
    "backward": ("backward",),
    "compile": ("compile",),
    "find_input_nodes": ("find_inputs",),
    "expand": ("expand",),
    "funcify": ("funcify",),
}
"""Methods and functions, with the verbs whose steps call them."""

NAMES = {verb: name for name, verbs in CALLED.items() for verb in verbs}


def name_of(step: Step) -> str:
    """Name the method or function that a step calls."""
    return f"{step.argument[0] if step.verb in ('call', 'make') else NAMES.get(step.verb, step.verb)}()"


SINCE = (
    ("a parameter was changed by hand", (HAND,), ("Parameter",)),
    ("an input was changed by hand", (HAND,), ("Input",)),
    ("a leaf was changed by hand", (HAND,), LEAVES),
    ("a parameter was moved by backward()", (BACKWARD,), ("Parameter",)),
    ("an input was changed by predict()", (PREDICT,), ("Input",)),
    ("a parameter was changed", (HAND, BACKWARD), ("Parameter",)),
    ("an input was changed", (HAND, PREDICT), ("Input",)),
    ("a leaf was changed", (HAND, BACKWARD, PREDICT), LEAVES),
)
"""What may have happened to a leaf since it was last used."""


def _asks_inner_first(facts: Facts) -> bool:
    places = [place for place in facts.places(facts.earlier) if place != "leaf"]
    return "root" in facts.places(facts.questions) and places[:1] == ["inner"]


def _has_argument_of_kind(kind: str) -> Test:
    """Test for an argument that crosses with that kind, see `checks.model.kinds`."""

    def is_inside(thing: object) -> bool:
        if isinstance(thing, dict):
            return kind in thing or any(map(is_inside, thing.values()))
        return isinstance(thing, (list, tuple)) and any(map(is_inside, thing))

    return lambda facts: any(is_inside(question.given) for question in facts.questions)


def _changes_far_below(facts: Facts) -> bool:
    parents = facts.shape.parents
    return any(parents.get(parent) for leaf in facts.changed_by_hand for parent in parents.get(leaf, ()))


def _changes_spare_an_operation(facts: Facts) -> bool:
    above = {one for leaf in facts.changed_by_hand for one in facts.events.network.ancestors(leaf)}
    operations = {i for i, node in facts.shape.nodes.items() if node.kind not in LEAVES}
    return bool(facts.changed_by_hand) and not above.issuperset(operations)


def _is_told(kind: str, by: int) -> Test:
    """Test for a node of that kind, or any, with two edges along which a derivative comes.

    They are from at least `by` parents, or from the same one if that is 0.
    """

    def holds(facts: Facts) -> bool:
        nodes = facts.events.network.nodes
        told = [parents for node, parents in facts.told.items() if kind in ("", nodes[node].kind)]
        return any(
            len(parents) > 1 and (len(set(parents)) >= by if by else len(set(parents)) < len(parents))
            for parents in told
        )

    return holds


def _has_other_children(facts: Facts) -> bool:
    return any(change.reason == CHILDREN for one in facts.news for change in one.changes)


def _since(reasons: tuple[str, ...], kinds: tuple[str, ...]) -> Test:
    return lambda facts: facts.has_changed(reasons, kinds)


def _does(*verbs: str) -> Test:
    return lambda facts: facts.asks(*verbs)


STEPS = (
    some("inner node", "is asked", lambda facts: "inner" in facts.places(facts.questions)),
    some("leaf", "is asked", lambda facts: "leaf" in facts.places(facts.questions)),
    some("inner node", "is asked before the root", _asks_inner_first),
    some("input", "is changed by hand", lambda facts: facts.changes_leaf(HAND, "Input")),
    some("parameter", "is changed by hand", lambda facts: facts.changes_leaf(HAND, "Parameter")),
    some("leaf", "is changed by hand", lambda facts: facts.changes_leaf(HAND, *LEAVES)),
    some("leaf", "is changed that has a grandparent", _changes_far_below),
    some("operation", "is not above the leaf that is changed", _changes_spare_an_operation),
    some("parameter", "is moved by backward()", lambda facts: facts.changes_leaf(BACKWARD, "Parameter")),
    some("input", "is changed by predict()", lambda facts: facts.changes_leaf(PREDICT, "Input")),
    some("parameter", "gets a derivative from two parents", _is_told("Parameter", by=2)),
    some("node", "gets a derivative from two parents", _is_told("", by=2)),
    some("parameter", "gets a derivative along two edges", _is_told("Parameter", by=1)),
    some("node", "gets a derivative along two edges", _is_told("", by=1)),
    some("node", "gets a derivative along two edges from one parent", _is_told("", by=0)),
    some("node", "gets other children", lambda facts: facts.does("set_children", "edit")),
    some("list of children", "is changed in place", lambda facts: facts.does("edit")),
    *(
        Feature(f"{what} since it was last used", f"not that {what} since it was last used", _since(reasons, kinds))
        for what, reasons, kinds in SINCE
    ),
    some("operation", "got other children since it was last used", _has_other_children),
    Feature(
        "the value has changed since it was last asked for",
        "the value has not changed since it was last asked for",
        lambda facts: any(one.value for one in facts.news),
    ),
    some("operation", "has another value than when it was last used", lambda f: any(one.values for one in f.news)),
    some("leaf", "was given the value that it had already", lambda facts: facts.is_given_the_same),
    some("operation", "has nothing new below it since it was last used", lambda f: any(one.spared for one in f.news)),
    Feature(
        "nothing has changed since the node was last asked",
        "something has changed since the node was last asked, or it was not asked before",
        lambda facts: any(one.again and not one.changes for one in facts.news),
    ),
    Feature("the calls are counted", "the calls are not counted", lambda facts: facts.is_counted),
    Feature("the same is asked a second time", "nothing is asked a second time", lambda facts: facts.repeats_a_call),
    Feature("the same inputs come twice", "no inputs come twice", lambda facts: facts.repeats_a_sample),
    some("node", "is made only later", lambda facts: facts.does("build")),
    Feature(
        "the node that is asked was compiled before",
        "the node that is asked was not compiled before",
        Facts.is_compiled_before,
    ),
    *(Feature(f"{name}() is called", f"{name}() is not called", _does(*verbs)) for name, verbs in CALLED.items()),
    some("argument", "is a tuple", _has_argument_of_kind("tuple")),
    some("argument", "is a range", _has_argument_of_kind("range")),
    some("argument", "is an iterator", _has_argument_of_kind("once")),
    some("list", "is changed afterwards", lambda facts: facts.does("spoil")),
    Feature("there are no steps", "there is a step", lambda facts: facts.updates == 0),
    more_than_one("step", lambda facts: facts.updates),
    more_than_one("sample", lambda facts: facts.samples),
    Feature(
        "there are more steps than samples",
        "there are no more steps than samples",
        lambda facts: facts.updates > facts.samples > 0,
    ),
)
