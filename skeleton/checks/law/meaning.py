"""What a formula means: it is read, evaluated at several points, and compared with the value of the network."""

from __future__ import annotations

import ast
import math
import sys
from collections.abc import Collection, Mapping
from functools import lru_cache
from hashlib import sha256

from checks.law import formulas, oracle, sizes
from checks.law.answers import Answers
from checks.law.examples import prints
from checks.law.living.life import Impossible, Model
from checks.law.strategies import ONE_CHILD
from checks.law.written.statements import Worth, told
from checks.model.edits import with_children
from checks.model.network import COURSE_OPERATIONS, LARGE, LEAVES, Network
from checks.model.scenario import Step

POINTS = (
    *((0.7, -1.3, 2.1, 0.4), (-0.9, 0.6, -1.7, 1.1), (1.9, 2.3, 0.8, -0.2), (0.0, -1.0, 0.0, 0.5)),
    *((-45.0, 60.0, 30.0, -70.0), (3e7, -2e-9, -5e8, 1e-12)),
)
"""Values for the inputs, taken in turn: the formula must be right at each point; a large one at the first two."""

FAR = 500
"""A sigmoid of more than that may be written with exp(x), which is too large a number, or with exp(-x)."""

STACKED = 8
"""So many levels may be a ReLU or a Sigmoid: a text in which each stands twice doubles with each of them."""

MOVED = 10**6
"""How often a parameter may have been rounded that `backward` has moved, it may have lost digits on the way."""


def variables(network: Network, root: int) -> dict[int, str]:
    """Return what each input below `root` is called: its name, or x1, x2, ... among the nameless ones."""
    count = 0
    called = {}
    for i in network.inputs(root):
        name = network.nodes[i].name
        count += name is None
        called[i] = name or f"x{count}"
    return called


@lru_cache(maxsize=4096)
def points(network: Network, root: int) -> tuple[tuple[Mapping[int, float], Network], ...]:
    """List values of the inputs for which there is one right value, by position, and the network with them.

    Every solution is asked about the same networks, and so what they are worth is found out once.

    Raises:
        Impossible: There are none, there is no formula, or two inputs have the same name.
    """
    called = variables(network, root)
    if len(set(called.values())) < len(called):
        raise Impossible("two inputs have one name")
    if not has_formula(network, root):
        raise Impossible("an operation of the course's own has no formula")
    if _stacked(network, root) > STACKED:
        raise Impossible("so many functions of functions need not be written")
    tried = POINTS if len(network.nodes) < LARGE else POINTS[:2]
    every = [{i: point[k % len(point)] + k // len(point) for k, i in enumerate(called)} for point in tried]
    sure = [(at, there) for at in every if _is_sure(there := network.having(at), root)]
    if not sure:
        raise Impossible("nobody can say what the value is")
    return tuple(sure)


def has_formula(network: Network, root: int) -> bool:
    """Tell whether all operations are those of the framework, and have the children that they need."""
    below = [network.nodes[i] for i in network.below(root)]
    return all(n.kind not in COURSE_OPERATIONS and (n.kind not in ONE_CHILD or n.children) for n in below)


def means(answers: Answers, step: int, network: Network, root: int, moved: Collection[int] = ()) -> None:
    """Demand that the answer of a step is a formula of the node's inputs, and has its value at several points.

    Args:
        answers: All the answers.
        step: The step.
        network: The network at that time.
        root: The node that was asked.
        moved: The parameters that `backward` has moved, whose last digits are the solution's own.
    """
    text = answers[step]
    answers.holds(step, type(text) is str, "a str, the formula of the network")
    called = variables(network, root)
    try:
        tree = formulas.parse(text)
        unknown = formulas.names(tree) - set(called.values())
        if unknown:
            inputs = ", ".join(called.values()) or "none"
            raise formulas.FormulaError(f"it contains the name {sorted(unknown)[0]}; the inputs are called: {inputs}")
        for at, there in (*points(network, root), *_point_of(text, network, root)):
            leaf = there.nodes[root].value
            right = oracle.value(there, root) if leaf is None else leaf
            value = formulas.evaluate(tree, {called[i]: x for i, x in at.items()})
            where = ", ".join(f"{called[i]} = {x}" for i, x in at.items())
            expected = f"a formula with the value {right!r}" + (f" for {where}" if where else "")
            alike = abs(value - right) <= _rounding(there, root, frozenset(moved))
            if leaf is not None and root not in moved and formulas.number_alone(tree) is not None:
                # An int has digits that a float has not. The digits of a float may be written as those of an int.
                alike = value == right or (isinstance(right, float) and float(value) == right)
            answers.holds(step, alike, expected, got=f"{text}, which is {value!r}")
    except formulas.FormulaError as error:
        raise answers.mismatch(step, "a formula", f"The text is not right: {error}.", got=repr(text[:300])) from None


def prints_a_formula(answers: Answers, step: int, wanted: Worth, why: str) -> None:
    """Demand that a statement prints a formula, as the prompt shows a str, which has that value."""
    came = answers[step].rstrip()
    where = ", ".join(f"{name} = {number}" for name, number in wanted.inputs.items())
    expected = f"a formula with the value {wanted.value!r}" + (f" for {where}" if where else "")
    try:
        text = ast.literal_eval(came.rpartition("\n")[2])
        value = formulas.evaluate(formulas.parse(text), wanted.inputs)
    except (SyntaxError, ValueError, TypeError) as error:  # a FormulaError is a ValueError
        why = f"The text is not right: {error}." if isinstance(error, formulas.FormulaError) else why
        raise answers.mismatch(step, expected, why, got=came or "nothing") from None
    alike = math.isclose(value, wanted.value, rel_tol=1e-12)
    answers.holds(step, alike, expected, why, got=f"{text}, which is {value!r}")


def _point_of(text: str, network: Network, root: int) -> list[tuple[Mapping[int, float], Network]]:
    """Return one more point, if its value is sure, which follows from the text: no text can be made for it alone."""
    of_text = sha256(text.encode(errors="replace")).digest()  # once: there may be many inputs, and a long text
    digests = ((i, sha256(b"%d " % i + of_text).digest()) for i in network.inputs(root))
    at = {i: int.from_bytes(digest[:4]) / 2**30 - 2 for i, digest in digests}
    there = network.having(at)
    return [(at, there)] if at and _is_sure(there, root) else []


class FormulaModel(Model):
    """What is right in exercise 6."""

    def funcify(self, at: int, step: Step) -> None:
        network, node = self.network, step.node
        assert node is not None
        points(network, node)
        moved = frozenset(self.sizes)
        self.expect(lambda answers: means(answers, at, network, node, moved))

    def set_children(self, at: int, step: Step) -> None:
        """Allow that the child of an operation is missing for a while."""
        node, children = step.node, step.argument
        if node is not None and not children:
            self.network = with_children(self.network, node, children)
        else:
            super().set_children(at, step)

    def example(self, at: int, step: Step) -> None:
        """Expect what the statement prints after all those before it."""
        if (found := told(at, step.argument)) is None:
            raise Impossible("a statement before it is missing")
        why, wanted = found
        if isinstance(wanted, Worth):
            self.expect(lambda answers: prints_a_formula(answers, at, wanted, why))
        else:
            self.expect(lambda answers: prints(answers, at, wanted, why))

    def attempt(self, at: int, step: Step) -> None:
        """Expect nothing: what has no formula may be asked for one, whatever comes of it."""


def _stacked(network: Network, root: int) -> int:
    """Count the operations with one child on the way from a node to a leaf on which there are most of them."""
    most: list[int] = []
    for node in network.nodes[: root + 1]:
        most.append((node.kind in ONE_CHILD) + max((most[c] for c in node.children), default=0))
    return most[root]


def _is_sure(network: Network, root: int) -> bool:
    if network.nodes[root].kind in LEAVES:
        return True
    sigmoids = [network.nodes[i] for i in network.below(root) if network.nodes[i].kind == "Sigmoid"]
    far = any(abs(oracle.value(network, *node.children)) > FAR for node in sigmoids)
    return not far and sizes.is_sure(network, root)


@lru_cache(maxsize=4096)
def _rounding(network: Network, root: int, moved: frozenset[int]) -> float:
    """Return by how much two ways to compute the value may differ: each operation rounds, relative to its terms.

    A number that stands for itself alone is not rounded at all.
    """
    found: list[tuple[float, int]] = []
    for i, node in enumerate(network.nodes[: root + 1]):
        below = [found[c] for c in node.children]
        size, steps = sizes.value_size(network, i), sum(s for _, s in below) + max(0, len(below) - 1)
        steps += MOVED * (i in moved)
        if node.kind == "ReLU":  # may be written in a way that rounds, say with a root of a square
            size, steps = below[0][0], steps + 4
        elif node.kind == "Sigmoid":
            steps += 8
        found.append((size, steps))
    size, steps = found[root]
    return 1.5 * sys.float_info.epsilon * steps * size
