"""The checks can fail: on a gradient that is 0.1 % off, and on one without its factor from above."""

from __future__ import annotations

import pytest

from grader.course import registry
from grader.judge.trusted import TrustedSubject
from grader.misconceptions import catalogue
from tests.examined import outcome

OFF = "0.999 *"
"""The factor of a derivative that is 0.1 % off."""


def lost(stem: str, text: str) -> list[str]:
    """The visible checks that a solution fails."""
    subject = TrustedSubject(stem, text, 2.0)
    return [check.id for check in registry.visible_checks(stem) if outcome(check, subject).status == "failed"]


def with_grad(stem: str, kind: str, grad: str) -> str:
    """The reference, where the student has overridden grad() of one operation."""
    override = f"\n\n_{kind} = {kind}\n\n\nclass {kind}(_{kind}):\n    def grad(self):\n        right = super().grad()\n        {grad}\n"
    return catalogue.reference(stem) + override


@pytest.mark.parametrize("stem", ["ex3_caching", "ex7_multi_parent"])
@pytest.mark.parametrize("kind", ["Add", "Multiply", "ReLU", "Sigmoid"])
def test_a_gradient_a_little_off_is_caught(stem: str, kind: str) -> None:
    """In every operation of the exercises whose backward passes through a student's classes."""
    assert lost(stem, with_grad(stem, kind, "return right")) == []
    assert lost(stem, with_grad(stem, kind, f"return [{OFF} d for d in right]"))


@pytest.mark.parametrize("stem", ["ex3_caching", "ex7_multi_parent"])
@pytest.mark.parametrize("kind", ["Add", "Multiply"])
def test_one_entry_of_a_gradient_a_little_off_is_caught(stem: str, kind: str) -> None:
    """A wrong derivative of the last child alone is caught."""
    assert lost(stem, with_grad(stem, kind, f"return [*right[:-1], *({OFF} d for d in right[-1:])]"))


@pytest.mark.parametrize("kind", ["Add", "Multiply", "ReLU", "Sigmoid"])
def test_a_dropped_derivative_from_above_is_caught(kind: str) -> None:
    """In exercise 7, for nodes of one kind only: their children get the local derivative alone."""
    old = "derivatives[child] += derivatives[node] * derivative"
    new = f"derivatives[child] += derivative * (1.0 if type(node).__name__ == '{kind}' else derivatives[node])"
    source = catalogue.reference("ex7_multi_parent")
    assert source.count(old) == 1
    assert lost("ex7_multi_parent", source.replace(old, new))


LINEAR = """

class _Scaled(framework.Multiply):
    def grad(self):
        return [{factor} d for d in super().grad()]


def _scaled_body(self):
    products = [_Scaled([w, child]) for w, child in zip(self.weights, self.children)]
    return framework.Add([*products, self.bias])


Linear.body = _scaled_body
"""


@pytest.mark.parametrize(("factor", "right"), [("1.0 *", True), (OFF, False)])
def test_a_linear_with_a_gradient_a_little_off_is_caught(factor: str, right: bool) -> None:
    """The weights of a Linear, and everything below it."""
    assert (lost("ex4_macros", catalogue.reference("ex4_macros") + LINEAR.format(factor=factor)) == []) == right


CHANGES = {
    "Output": ("return [[1.0 if i == j else 0.0 for j", "return [[0.999 if i == j else 0.0 for j"),
    "Output, only off the diagonal": (
        "return [[1.0 if i == j else 0.0 for j",
        "return [[1.0 if i == j else 0.001 for j",
    ),
    "Softmax": ("return [[p[j] * ((1.0", f"return [[{OFF} p[j] * ((1.0"),
    "Softmax, only the first score": (
        "(1.0 if i == j else 0.0) - p[i])",
        "(1.0 if i == j else 0.0) - p[i]) * (1 if i else 0.999)",
    ),
    "cce_loss_grad": ("return [-y / _clip(p)", f"return [-y * {OFF} 1 / _clip(p)"),
    "from above, in Output and Softmax": ("sum(d * partial for d, partial", "sum(partial for d, partial"),
}


@pytest.mark.parametrize("where", CHANGES)
def test_outputs_and_their_loss_a_little_off_are_caught(where: str) -> None:
    """Each derivative that exercise 5 computes, and the factor from above."""
    old, new = CHANGES[where]
    source = catalogue.reference("ex5_outputs")
    assert source.count(old) == 1
    assert lost("ex5_outputs", source.replace(old, new))


@pytest.mark.parametrize("factors", ["0.999 * dl_dp * x, dl_dp", "dl_dp * x, 0.999 * dl_dp", "0.0, 0.0"])
def test_gradients_by_hand_a_little_off_are_caught(factors: str) -> None:
    """Either of the two; and zero, the mistake that tests elsewhere let pass."""
    source = catalogue.reference("ex1_by_hand")
    assert lost("ex1_by_hand", source.replace("return dl_dp * x, dl_dp", f"return {factors}"))


@pytest.mark.parametrize("stem", ["ex3_caching", "ex7_multi_parent"])
def test_a_gradient_of_zero_is_caught(stem: str) -> None:
    """A gradient that is always zero is caught."""
    assert lost(stem, with_grad(stem, "Multiply", "return [0.0 for d in right]"))
