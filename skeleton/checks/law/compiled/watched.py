"""What is typed about a compiled node that counts how often its `children` are read."""

from __future__ import annotations

WATCHED = """\
behind = getattr(Add, "children", None)

class Watched(Add):
    reads = 0

    @property
    def children(self):
        self.reads += 1
        return behind.__get__(self) if hasattr(behind, "__set__") else vars(self)["children"]

    @children.setter
    def children(self, children):
        if hasattr(behind, "__set__"):
            behind.__set__(self, children)
        else:
            vars(self)["children"] = children

def not_searched(*numbers):
    watched.reads = 0
    return watched.predict([*numbers]), watched.reads <= 1

def refuses(node, numbers):
    try:
        node.predict(numbers)
    except ValueError:
        return True"""
"""A solution may have a property or a slot of its own for `children`: it is asked then, as if nobody watched."""

OFTEN = (
    (WATCHED, ""),
    ("watched = Watched([Input(), Input()])", ""),
    ("watched.compile()", ""),
    ("watched.predict([0.5, 2])", "2.5"),
    ("watched.reads = 0", ""),
    ("sum(watched.predict([number, 1]) for number in range(300))", "45150"),
    ("watched.reads <= 300", "True"),
)
"""However often it is asked, a compiled network is never searched: `forward()` reads `children` once at each call."""

ELSEWHERE = (
    ("above, other = Add([Parameter(0.5), watched]), Add([Input()])", ""),
    ("not_searched(0.5, 2)", "(2.5, True)"),
    ("above.predict([3, 4])", "7.5"),
    ("not_searched(5, 6)", "(11, True)"),
    ("refuses(above, [3])", "True"),
    ("not_searched(7, 8)", "(15, True)"),
    ("above.children.append(Input())", ""),
    ("not_searched(9, 10)", "(19, True)"),
    ("above.children = [watched]", ""),
    ("not_searched(0.5, 1)", "(1.5, True)"),
    ("above.children = [Input()]", ""),
    ("not_searched(2, 2)", "(4, True)"),
    ("other.predict([3])", "3"),
    ("other.children = [Input(), Input()]", ""),
    ("other.children.insert(0, Input())", ""),
    ("not_searched(3, 3)", "(6, True)"),
)
"""What happens to those above it, which nobody has compiled, or to other networks, is no reason to search a node."""
