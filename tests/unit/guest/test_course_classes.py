"""The classes that a course adds to a solution's own."""

from __future__ import annotations

from typing import Any

import pytest

from backprop import framework
from checks.guest import course_classes
from grader.judge.trusted import run
from grader.paths import REFERENCE

TEXT = (REFERENCE / "ex4_macros.py").read_text(encoding="utf-8")
CACHING = (REFERENCE / "ex3_caching.py").read_text(encoding="utf-8")
OUTPUTS = (REFERENCE / "ex5_outputs.py").read_text(encoding="utf-8")


def test_course_classes_are_made_once_for_each_load() -> None:
    """They are made once for each load, on the classes of that load, and not for each scenario."""
    loads = [run("ex4_macros", TEXT), run("ex4_macros", TEXT)]
    made: list[Any] = []
    for namespace in [loads[0], loads[0], loads[1], loads[1], loads[1], loads[0]]:
        names = course_classes.node_classes(namespace).table(counted=False)
        assert names["Macro"] is namespace["Macro"]
        assert all(issubclass(names[name], namespace["Macro"]) for name in ("Neuron", "Tower", "Gate", "Scaled"))
        made.append(names["Neuron"])
    assert [made.index(one) for one in made] == [0, 0, 2, 2, 2, 5]


def test_a_class_is_made_when_a_question_needs_it() -> None:
    """To make them all takes longer than most questions, and each check loads a solution anew."""
    own = run("ex3_caching", CACHING)
    before = len(own["Add"].__subclasses__())
    table = course_classes.node_classes(own).table(counted=True)
    assert table["Parameter"] is table["Parameter"] is not own["Parameter"]
    assert len(own["Add"].__subclasses__()) == before
    assert issubclass(table["Half"], table["Add"])
    assert own["Add"].__subclasses__()[before:] == [table["Add"]]


def test_each_class_is_found_by_its_name() -> None:
    """A class that `COURSE_OPERATIONS` or `COURSE_MACROS` does not list would not be."""
    own = {**vars(framework), **run("ex5_outputs", OUTPUTS), **run("ex4_macros", TEXT)}
    table = course_classes.NodeClasses(own).table(counted=False)
    classes = course_classes.course_classes(own)
    assert [name for name in classes if name not in table] == []
    assert [name for name, one in classes.items() if vars(table[name]).keys() != vars(one).keys()] == []


def test_the_courses_class_is_meant() -> None:
    """A solution may have a class of the same name, for something else."""
    classes = course_classes.NodeClasses({"Square": framework.Add})
    assert classes.table(counted=False)["Square"]([framework.Input(3.0)]).forward() == 9.0
    assert classes.table(counted=True)["Square"]([framework.Input(3.0)]).forward() == 9.0


def test_without_macros_there_are_none() -> None:
    """A solution without `Macro` has no course macros, not even those of a solution before it."""
    assert "Neuron" in course_classes.node_classes(run("ex4_macros", TEXT)).table(counted=False)
    assert "Neuron" not in course_classes.node_classes({}).table(counted=False)


@pytest.mark.parametrize("kind", ["OwnAdd", "Square", "Blend"])
def test_a_class_of_the_course_counts_once(kind: str) -> None:
    """It is derived from a class that counts, and counts itself what is its own."""
    classes = course_classes.NodeClasses({})
    table = classes.table(counted=True)
    leaf = table["OwnParameter"](2.0)
    node = table[kind]([leaf])
    classes.calls.clear()
    node.forward()
    node.backward(1.0)
    counts = classes.calls.counts
    assert [counts["op"][id(one)] for one in (node, leaf)] == ([1, 2] if kind == "Square" else [1, 1])
    assert [counts["on_backward"][id(one)] for one in (node, leaf)] == [1, 1]
    assert counts["grad"][id(node)] == 1


def test_a_solution_may_call_its_base_classes_otherwise() -> None:
    """`NeuralNetNode` and `Operation` are what its nodes and its operations have in common, whatever their names."""
    module = """
from backprop import framework
class Thing(framework.NeuralNetNode): pass
class Input(Thing, framework.Input): pass
class Parameter(Thing, framework.Parameter): pass
class Doing(Thing, framework.Operation): pass
class Add(Doing, framework.Add): pass
class Multiply(Doing, framework.Multiply): pass
class ReLU(Doing, framework.ReLU): pass
class Sigmoid(Doing, framework.Sigmoid): pass
"""
    own: dict[str, Any] = {}
    exec(module, own)
    names = course_classes.all_names(own)
    assert names["NeuralNetNode"] is own["Thing"]
    assert names["Operation"] is own["Doing"]
    assert course_classes.all_names({"Add": framework.Add})["NeuralNetNode"] is framework.NeuralNetNode
    assert course_classes.all_names({"Add": print})["Operation"] is framework.Operation
