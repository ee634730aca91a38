"""Networks whose formulas are easily written wrongly: deep, wide, with equal parts, signs, or odd names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from checks.law.strategies import ONE_CHILD
from checks.model.network import Builder, Network


def tower(kinds: Sequence[str], levels: int) -> Network:
    """Operations above each other: with the leaf at the bottom, as many levels as a network may have, or fewer."""
    builder = Builder()
    top = builder.input(1.0)
    for level in range(levels - 1):
        kind = kinds[level % len(kinds)]
        count = 0 if kind in ONE_CHILD or level % 5 == 0 else 1 + (level % 7 > 3)
        beside = [builder.parameter((0.5, -0.25, 1.5)[(level + i) % 3]) for i in range(count)]
        top = builder.operation(kind, *([top, *beside] if level % 4 else [*beside, top]))
    return builder.network()


def wide(kind: str) -> Network:
    """Return a sum or a product with more terms than Python has levels of recursion."""
    builder = Builder()
    named = {200: "a"}
    leaves = [builder.parameter((0.5, 2)[i % 2]) if i % 40 else builder.input(0.0, named.get(i)) for i in range(1100)]
    return builder.add(kind, *leaves).network()


def equal_factors(value: float) -> Network:
    """Return a square, as it may be written: of a number with a sign, or of a fraction."""
    b = Builder()
    return b.add("Add", b.input(), b.operation("Multiply", b.parameter(value), b.parameter(value))).network()


def signs() -> Network:
    """Return factors and terms that may be written as a sign before the others, or left out, though nothing is left."""
    b = Builder()
    total = b.operation("Add", b.parameter(-1), b.input(), b.parameter(0))
    product = b.operation("Multiply", b.parameter(-1), b.input(), b.parameter(1), b.parameter(-1.0), total)
    zeros = b.operation("Add", b.parameter(0.0), b.parameter(0))
    ones = b.operation("Multiply", b.parameter(1), b.parameter(1.0))
    terms = [b.operation("Multiply", first, second) for first, second in ((zeros, b.input()), (b.input(), ones))]
    return b.add("Add", b.operation("Multiply", b.parameter(-1.0), product), b.parameter(0.0), *terms).network()


def extreme(part: int) -> Network:
    """Return numbers far from 1 whose product is near it: no part of the text may be lost, or too large a number."""
    b = Builder()

    def huge(value: float) -> int:
        return b.operation("Add", b.parameter(value))

    if part == 0:  # the small numbers by themselves are too small
        factors = [factor for _ in range(4) for factor in (b.parameter(1e-90), huge(1e95))]
    elif part == 1:
        factors = [b.operation("Add", b.operation("Multiply", b.parameter(3e-17), huge(1e20)), b.parameter(0.5))]
    else:  # the exponential by itself is near 1e213
        factors = [b.parameter(1e99), b.operation("Sigmoid", b.parameter(490.0)), b.parameter(1e-90)]
    return b.add("Multiply", b.input(), *factors).network()


def printed(example: int) -> Network:
    """Return the network of one of the examples in the text of exercise 6."""
    b = Builder()
    if example == 0:
        product = b.operation("Multiply", b.parameter(2.5), b.input(0.0, "t"))
        return b.add("Add", product, b.parameter(0.5)).network()
    if example == 1:
        x = b.operation("Add", b.input(), b.parameter(1.0))
        return b.add("Multiply", x, b.operation("Add", b.input(), b.parameter(-3.0))).network()
    return b.add("Sigmoid", b.operation("ReLU", b.input())).network()


def repeated(kinds: Sequence[str], counts: Sequence[int], values: Sequence[float]) -> Network:
    """Return an input and an operation with equal children, which have equal children: powers of powers, perhaps.

    Args:
        kinds: What the operations are, from the leaves up.
        counts: How many children they have.
        values: The numbers at the bottom, in turn.
    """
    builder = Builder()
    return builder.add("Add", builder.input(), _repeated(builder, kinds, counts, values)).network()


def _repeated(builder: Builder, kinds: Sequence[str], counts: Sequence[int], values: Sequence[float]) -> int:
    if len(kinds) == 1:
        children = [builder.parameter(values[i % len(values)]) for i in range(counts[0])]
    else:
        children = [_repeated(builder, kinds[:-1], counts[:-1], values) for _ in range(counts[-1])]
    return builder.operation(kinds[-1], *(children[:1] if kinds[-1] in ONE_CHILD else children))


def all_repeated() -> Network:
    """Return a sum of equal parts of equal parts, of sums and products in each order."""
    builder, kinds = Builder(), ("Add", "Multiply")
    parts = [_repeated(builder, order, (2, 2, 2), (1.5, -2.0)) for order in product(kinds, repeat=3)]
    return builder.add("Add", builder.input(), *parts).network()


def rows() -> Network:
    """Return sums and products of numbers of which two are equal: in front, at the end, in the middle, or apart."""
    b, numbers = Builder(), {"a": 1.5, "b": -2.0, "c": 3, "d": 0.5}
    patterns = ("aab", "baa", "aba", "aabc", "baac", "bcaa", "abab", "abcaa", "aabcd", "bbcaa")
    terms = [b.operation(k, *(b.parameter(numbers[n]) for n in p)) for p in patterns for k in ("Add", "Multiply")]
    products = [b.operation("Multiply", b.input(), term) for term in terms]
    return b.add("Add", *products).network()


def alternating(kinds: Sequence[str], levels: int) -> Network:
    """Return operations with two children each, down to the leaves: texts that begin and end with parentheses."""
    builder = Builder()

    def part(level: int) -> int:
        if level == levels:
            number = (1.5, -0.5, 0.75)[len(builder.nodes) % 3]
            return builder.parameter(number) if len(builder.nodes) % 4 == 0 else builder.input(number)
        return builder.operation(kinds[level % len(kinds)], part(level + 1), part(level + 1))

    part(0)
    return builder.network()


def alike(numbers: Sequence[float]) -> Network:
    """Return a sum of numbers, and of each times an input: of texts that may be found in each other."""
    builder = Builder()
    terms: list[int] = []
    for number in numbers:
        terms.append(builder.operation("Multiply", builder.parameter(number), builder.input()))
        terms.append(builder.parameter(number))
        terms.append(builder.operation("Multiply", builder.input(), builder.parameter(number)))
    return builder.add("Add", *terms).network()


def named(names: Sequence[str]) -> Network:
    """Return a sum of products of an input with each of these names and a nameless one."""
    builder = Builder()
    pairs = [builder.operation("Multiply", builder.input(0.5, name), builder.input()) for name in names]
    return builder.add("Add", *pairs).network()


NEARLY = (
    *((1.0000000001, 0.9999999999), (-1.0000000001, -0.9999999999), (0.1, 0.10000000005), (0.3333333333, 3.0)),
    *((0.5000000001, 2.0), (2.0000000001, -2), (0.2500000001, -0.25), (100.00000001, 0.01)),
)
"""Pairs of numbers that are near a whole one, a fraction, each other, or what they cancel with, but are not those."""


def nearly(kind: str) -> Network:
    """Return numbers of which no digit may be taken for noise, beside inputs and beside each other, and two tiny ones.

    Args:
        kind: What two of the numbers are put together with, a sum or a product.
    """
    b = Builder()
    pairs = [b.operation(kind, b.parameter(one), b.parameter(other)) for one, other in NEARLY]
    beside = [b.operation(kind, b.input(), b.parameter(one)) for pair in NEARLY for one in pair]
    other, scale = (2.3456789e-09, 1e9) if kind == "Add" else (2.3456789e-03, 1e12)
    tiny = b.operation(kind, b.parameter(1.23456789e-09), b.parameter(other))
    return b.add("Add", *pairs, *beside, b.operation("Multiply", b.parameter(scale), b.input(), tiny)).network()


def counted(count: int) -> Network:
    """Return so many nameless inputs, each times another number: their numbers may have three digits."""
    b = Builder()
    return b.add("Add", *[b.operation("Multiply", b.parameter(i / 4), b.input()) for i in range(count)]).network()
