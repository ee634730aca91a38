"""The list of exercises: everything else that needs one reads it here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Exercise:
    """An exercise: `stem` names its module, its checks and its notebook."""

    number: int
    stem: str
    title: str

    @property
    def file(self) -> str:
        """What a student edits, seen from the project's folder."""
        return f"backprop/{self.stem}.py"


EXERCISES = (
    Exercise(1, "ex1_by_hand", "Gradient descent by hand"),
    Exercise(2, "ex2_compile", "Compile: find the inputs once"),
    Exercise(3, "ex3_caching", "Caching: compute nothing twice"),
    Exercise(4, "ex4_macros", "Macros: nodes that stand for a network"),
    Exercise(5, "ex5_outputs", "Outputs: more than one number"),
    Exercise(6, "ex6_funcify", "Funcify: a network is a formula"),
    Exercise(7, "ex7_multi_parent", "Nodes with several parents"),
)

BY_STEM = {exercise.stem: exercise for exercise in EXERCISES}
