"""What a wrong answer shows by itself: it is the right one in another order, in parts, or of another kind."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import islice, permutations
from typing import Any

from checks.law import formulas
from checks.model.kinds import decode
from checks.model.network import Network, Node
from checks.model.outcomes import Raised
from checks.model.scenario import Scenario, find_inputs
from grader.diagnosis.normal_form import POINTS, alike
from grader.diagnosis.questions import NormalForm
from grader.diagnosis.twins import Twin
from grader.misconceptions.model import Named

MOST_ORDERS = 120
"""The number of orders that are tried: those of five inputs."""

NESTED = Named(
    "nested_too_deep",
    "something is nested too deep for Python (RecursionError)",
    "About a thousand calls inside each other are possible, and so are some hundred terms in one line of a text that "
    "Python compiles. What does your code need one more of for each level, each child or each step?",
)
IN_PARTS = Named(
    "told_in_parts",
    "a node is told its derivative in several calls, not in one",
    "The parts add up to the right number, but the node gets them one by one. Who should add them up, and when?",
)
ZERO_NOT_TOLD = Named(
    "zero_is_not_passed_on",
    "a derivative of 0 is not passed on",
    "A node whose derivative is 0 has to hear of it as well: somebody may count the calls, or wait for them.",
)
GRAD_AGAIN = Named(
    "grad_is_asked_again",
    "grad() of a node is asked more than once, and all else is right",
    "One list has the entries for all children. Count on paper how often your code asks for it.",
)
NUMBERED = Named(
    "inputs_are_numbered_otherwise",
    "the formula is right but for x1, x2, ...: the inputs are counted in another order",
    "The right function comes out if these names change places. In which order does find_input_nodes() list them?",
)
OTHER_ARGUMENTS = Named(
    "numbers_go_to_other_inputs",
    "the numbers go to the inputs in another order",
    "The answer is the right one for the same numbers in another order. Whose number is the first one?",
)
LEVEL_BY_LEVEL = Named(
    "inputs_level_by_level",
    "the inputs are listed level by level, not depth first",
    "What is near the root comes first here. Depth first means: all that is below the first child comes before the "
    "second one.",
)
LAST_VISIT = Named(
    "inputs_at_their_last_visit",
    "an input that is met twice is listed where it is met last",
    "It belongs to the place of its first visit.",
)
FROM_THE_RIGHT = Named(
    "inputs_from_the_right",
    "the inputs are listed from right to left",
    "Which child comes off a stack first: the one that was put there first, or last?",
)
ANOTHER_ORDER = Named(
    "inputs_in_another_order",
    "the right inputs are listed, but not in the order of their first visits",
    "Depth first, left to right: is a node visited when your code comes to it, or earlier, or later?",
)
OTHER_KIND = Named(
    "other_kind_of_list",
    "the right numbers come in something that is no list, or not as the numbers that they should be",
    "Compare the kinds: a list, a tuple, an int, a float. Which one does the text ask for?",
)
OTHER_EXCEPTION = Named(
    "another_exception",
    "what the text calls an error is refused, but by another exception",
    "Which exception does the text ask for, and which one comes? Who raises it?",
)
ORDERS = (LEVEL_BY_LEVEL, LAST_VISIT, FROM_THE_RIGHT)
SHOWN = (
    *(NESTED, IN_PARTS, ZERO_NOT_TOLD, GRAD_AGAIN, NUMBERED, OTHER_ARGUMENTS),
    *(*ORDERS, ANOTHER_ORDER, OTHER_KIND, OTHER_EXCEPTION),
)
"""All that an answer can show."""


Ask = Callable[[Twin], list[Any] | None]
"""Finds the answer to the step of another question, in a list; None if there is none."""


def shown(
    whole: Twin,
    right: NormalForm,
    given: tuple[list[Any], Raised | None],
    form: NormalForm,
    ask_reference: Ask,
    ask_student: Ask,
) -> Named | None:
    """Say what a wrong answer shows.

    Args:
        whole: The question, and the step whose answer is wrong.
        right: The right answers' normal form.
        given: The solution's answers, and the exception that ended them, if one did.
        form: Their normal form.
        ask_reference: Finds the right answer to another question.
        ask_student: Finds the solution's.
    """
    answers, raised = given
    scenario, at = whole
    if len(answers) == at:
        return NESTED if raised and raised.type == "RecursionError" else None
    verb, wanted, came = scenario.steps[at].verb, right[at], form[at]
    if verb == "calls":
        return _of_calls(scenario, wanted, came)
    if verb == "find_inputs":
        return _of_order(scenario, at, wanted, came, ask_student)
    if verb == "funcify":
        return NUMBERED if _is_renumbered(wanted, answers[at]) else None
    if verb == "attempt" and isinstance(wanted, list) and isinstance(came, list):
        return OTHER_EXCEPTION if wanted[:1] != came[:1] else None
    if verb in ("predict", "run_function") and _is_for_other_order(whole, came, ask_reference):
        return OTHER_ARGUMENTS
    return OTHER_KIND if _is_of_other_kind(wanted, came) else None


def _of_calls(scenario: Scenario, wanted: Any, came: Any) -> Named | None:
    """Look at what nodes were told and how often they were asked; both are lists, the derivatives first."""
    if not (isinstance(wanted, list) and isinstance(came, list) and len(wanted) == len(came) and wanted):
        return None
    told, due = came[0], wanted[0]
    if not (isinstance(told, list) and isinstance(due, list) and len(told) == len(due)):
        return None
    if not all(isinstance(parts, list) and all(type(x) in (int, float) for x in parts) for parts in [*told, *due]):
        return None
    if all(map(alike, told, due)):
        same = len(came) == 3 and alike(came[1], wanted[1])
        return GRAD_AGAIN if same and any(came[2]) and not any(wanted[2]) else None
    if all(alike(one, other) or (one == [] and other == [0.0]) for one, other in zip(told, due, strict=True)):
        return ZERO_NOT_TOLD if sum(map(any, told)) > 1 else None  # the first one may be all that is told anything
    sums = [(math.fsum(parts), math.fsum(whole)) for parts, whole in zip(told, due, strict=True)]
    in_parts = any(len(parts) > 1 and len(whole) == 1 for parts, whole in zip(told, due, strict=True))
    return IN_PARTS if in_parts and all(alike(*pair) for pair in sums) else None


def _of_order(scenario: Scenario, at: int, wanted: Any, came: Any, ask: Ask) -> Named | None:
    """Recognise an order of the inputs, if the solution has it in some graphs in which it differs from all others."""
    node = scenario.steps[at].node
    if node is None or not isinstance(came, list) or sorted(map(repr, came)) != sorted(map(repr, wanted)):
        return None
    if any(step.verb in ("edit", "set_children") for step in scenario.steps):
        return ANOTHER_ORDER
    for named, order in zip(ORDERS, _orders(scenario.network, node), strict=True):
        if order == came and all(_has_order(graph, named, ask) for graph in GRAPHS):
            return named
    return ANOTHER_ORDER


def _graph(*children: tuple[int, ...]) -> Network:
    """Make a graph over four inputs: nodes 0 to 3, and operations with these children."""
    return Network((*[Node("Input", value=0.5)] * 4, *(Node("Add", below) for below in children)))


GRAPHS = (
    _graph((2, 0), (1, 4), (5, 3, 0, 4)),
    _graph((0, 1), (2, 4, 0), (4, 3), (3, 5, 1, 6)),
    _graph((3, 1), (4, 2), (1, 5, 0), (0, 6, 4, 2)),
)


def _has_order(graph: Network, named: Named, ask: Ask) -> bool:
    order = list(_orders(graph, graph.root))[ORDERS.index(named)]
    return ask(Twin(Scenario(graph, (find_inputs(graph.root),)), 0)) == [order]


def _orders(network: Network, root: int) -> Iterator[list[int]]:
    level, found = [root], dict.fromkeys([root])
    while level:
        level = [c for c in dict.fromkeys(c for i in level for c in network.nodes[i].children) if c not in found]
        found |= dict.fromkeys(level)
    yield [i for i in found if network.nodes[i].kind == "Input"]
    mirrored = Network(tuple(node._replace(children=node.children[::-1]) for node in network.nodes))
    yield mirrored.inputs(root)[::-1]
    yield mirrored.inputs(root)


def _is_renumbered(wanted: Any, text: Any) -> bool:
    """Tell whether a formula is right if some of x1, x2, ... change places."""
    try:
        tree = formulas.parse(text)
        names = sorted(formulas.names(tree))
        if names != wanted[0]:
            return False
        counted = [name for name in names if name[0] == "x" and name[1:].isdigit()]
        for order in islice(permutations(counted), MOST_ORDERS):
            places = dict(zip(counted, order, strict=True))
            points = ({places.get(n, n): point[i % 4] + i // 4 for i, n in enumerate(names)} for point in POINTS)
            if alike([formulas.evaluate(tree, point) for point in points], wanted[1]):
                return True
    except (formulas.FormulaError, TypeError, IndexError, AttributeError):
        pass
    return False


def _is_for_other_order(whole: Twin, came: Any, ask: Ask) -> bool:
    """Tell whether an answer is the right one for the same numbers in another order."""
    scenario, at = whole
    numbers = scenario.steps[at].argument
    if not isinstance(numbers, list) or not 1 < len(numbers) <= 4 or len(set(map(repr, numbers))) != len(numbers):
        return False
    for order in permutations(numbers):
        steps = (*scenario.steps[:at], scenario.steps[at]._replace(argument=list(order)), *scenario.steps[at + 1 :])
        if list(order) != numbers and alike(ask(Twin(Scenario(scenario.network, steps), at)), [came]):
            return True
    return False


def _is_of_other_kind(wanted: Any, came: Any) -> bool:
    """Tell whether two answers have the same numbers in the same places, but are not of the same kind."""
    one, other = decode(wanted), decode(came)
    return not _kinds_alike(one, other) and _values_alike(one, other)


def _values_alike(one: Any, other: Any) -> bool:
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_values_alike, one, other))
    numbers = type(one) in (int, float, bool) and type(other) in (int, float, bool)
    return numbers and math.isclose(one, other, rel_tol=1e-9)


def _kinds_alike(one: Any, other: Any) -> bool:
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return type(one) is type(other) and all(map(_kinds_alike, one, other))
    return type(one) is type(other)
