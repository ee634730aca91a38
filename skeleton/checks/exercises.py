"""The list of exercises. Everything that needs it reads it here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Exercise:
    """An exercise: `stem` names its module, its checks and its notebook."""

    number: int
    stem: str
    title: str
    edit: str = ""
    """The functions to write in that file, for messages."""

    hidden: int = 0
    """Number of hidden checks, which run only at grading."""

    builds_on: tuple[str, ...] = ()
    """The exercises whose modules this one may import."""

    @property
    def file(self) -> str:
        """The file that a student edits, seen from the project's folder."""
        return f"backprop/{self.stem}.py"


EXERCISES = (
    Exercise(
        1,
        "ex1_by_hand",
        "Gradient descent by hand",
        "linear_regression(), three_steps(), gradients() and train()",
        hidden=2,
    ),
    Exercise(2, "ex2_compile", "Compile: find the inputs once", "compile() and predict() of Operation", hidden=2),
    Exercise(3, "ex3_caching", "Caching: compute nothing twice", "forward() of NeuralNetNode", hidden=2),
    Exercise(4, "ex4_macros", "Macros: nodes that stand for a network", "body() of Linear, and expand()", hidden=2),
    Exercise(
        5, "ex5_outputs", "Outputs: more than one number", "Output, Softmax, cce_loss() and cce_loss_grad()", hidden=2
    ),
    Exercise(6, "ex6_funcify", "Funcify: a network is a formula", "funcify() of the nodes", hidden=2),
    Exercise(
        7,
        "ex7_multi_parent",
        "Nodes with several parents",
        "backward() of NeuralNetNode and find_input_nodes() of Operation",
        hidden=2,
    ),
    # New exercises come above this line.
)

BADGES = (
    Exercise(8, "ex8_unroll", "Unrolled: a network as straight-line code", "unroll() and unroll_training()", hidden=3),
    Exercise(
        9,
        "capstone",
        "All seven together",
        "the classes' methods, and what you override",
        hidden=2,
        builds_on=(*(exercise.stem for exercise in EXERCISES), "ex8_unroll"),
    ),
)
"""Exercises for students who want more: reported beside the points, and never a part of them."""

BY_STEM = {exercise.stem: exercise for exercise in (*EXERCISES, *BADGES)}
