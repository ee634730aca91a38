"""What macros stand for, as plain data: the right result of `expand`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checks.model.network import Builder, Network


def expand(network: Network, parameter: float) -> Network:
    """Replace each macro by the network that it stands for, with the value `parameter` for all new parameters.

    With one value for all, it does not matter in which order a solution makes them.
    """
    builder = Builder()
    place: list[int] = []

    def linear(children: Sequence[int]) -> int:
        products = [builder.operation("Multiply", builder.parameter(parameter), c) for c in children]
        return builder.operation("Add", *products, builder.parameter(parameter))

    def neuron(children: Sequence[int]) -> int:
        return builder.operation("Sigmoid", linear(children))

    def scaled(children: Sequence[int]) -> int:
        return builder.operation("Multiply", builder.parameter(0.5), *children)

    macros: dict[str, Callable[[Sequence[int]], int]] = {
        "Linear": linear,
        "Neuron": neuron,
        "Tower": lambda children: neuron([builder.operation("ReLU", neuron(children))]),
        "Scaled": scaled,
        "Shifted": lambda children: builder.operation("Add", scaled(children), builder.parameter(0.25)),
        "Gate": lambda children: builder.operation("Multiply", neuron(children[:1]), linear(children[1:])),
    }
    for node in network.nodes:
        children = [place[c] for c in node.children]
        if node.kind in macros:
            place.append(macros[node.kind](children))
        else:
            builder.nodes.append(node._replace(children=tuple(children)))
            place.append(len(builder.nodes) - 1)
    return builder.network()
