"""The names and the numbers of which the networks of exercise 6 are made."""

from __future__ import annotations

from checks.law.strategies import PALETTES

NAMES = (
    *("a", "temperature", "T", "t", "lambda", "größe", "x", "X1", "x_1", "x1a", "e", "e1", "E5", "if", "_", "maximum"),
    *("Input", "pi", "xx1", "nan", "relu_2", "sigmoid_b", "expense", "minimum", "ABC", "abc", "box3", "tax20"),
    *("x1x2", "x0y", "λx", "ªb", "input1", "Δx1", "x1é", "ताप"),
)
"""Valid identifiers, none of the form x1, none the name of a function; the last one's vowels are no letters."""

NUMBERS = (
    *(0.1 + 0.2, -1 / 3, 5 / 9, 0.1234567890123456, -1234567.891011, 1.1e-05, 3e-10, -7.3e-7, 6.02214076e23, 1e22),
    *(2**53 + 1, -(2**70), 2, -1, 0, -0.0, 1.0000000000000002, 0.30000000000000004, 2.9999999999999996, 1e16, 1e15),
    *(123456789012345.6, 9.109e-31, -1e-40, 1e40, 0.1, 100.0, 1e-4, 9.999999999999999e-05, 4.35, 1000000, 2.675),
    *(12345678901234567891, -(10**40) - 1),
)
"""Few digits, or as many as there are; whole ones, small and large ones."""

EXTREMES = (1e100, -1e-100, 1.2345678901234567e-100, -9.876543210987654e99, 2.5e-99, -(2**300), 5e-77, -3.1e88)
"""Numbers with which not much can be computed."""

FEW = ((-2.0,), (1.5, -0.5), (0.25, 3), (2, -2), (-1, -2, -1.0))
"""Numbers that are often equal: two of them may be written as a power, and put together wrongly."""

ALIKE = (11.0, 1.0, 0.05, 0.0, 21, 1, 10, 0.5, 0, 100.0, 1.05, -1.0, -11, -0.05)
"""Numbers whose texts begin, or end, as others do."""

MANY = (*FEW, ALIKE, *PALETTES[:1] * 5, *PALETTES)
