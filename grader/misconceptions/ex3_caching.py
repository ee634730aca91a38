"""Exercise 3: when is a value that was written down no longer true?"""

from __future__ import annotations

from grader.misconceptions.model import wrong

STATE = """\
cached_value: float
# Its own flag, since every number, 0.0 too, is a value that a node may have.
is_up_to_date = False
"""
FORWARD = """\
if not self.is_up_to_date:
    self.cached_value = super().forward()
    self.is_up_to_date = True
return self.cached_value
"""
INVALIDATE = """\
if self.is_up_to_date:
    self.is_up_to_date = False
    if self.parent is not None:
        self.parent.invalidate()
"""
SETTER = """\
if value != self.current:
    self.current = value
    self.invalidate()
"""
INPUT = 'class Input(Leaf, framework.Input):\n    """As in the given framework."""'
PARAMETER = 'class Parameter(Leaf, framework.Parameter):\n    """As in the given framework."""'

MISCONCEPTIONS = (
    wrong(
        "nothing_is_cached",
        "every forward() computes everything again",
        """The values are right, and that was so before. Count how often op runs when nothing has changed.""",
        (FORWARD, "return super().forward()"),
    ),
    wrong(
        "never_out_of_date",
        "a value is computed once and kept for ever",
        """The first answer is right and stays, even if the inputs or the parameters are others by now. Who tells a
        node that what it wrote down is no longer true?""",
        (SETTER, "self.current = value"),
    ),
    wrong(
        "only_inputs_count",
        "only a changed input makes values stale, a changed parameter does not",
        """In training, the same inputs come again and again, while the parameters move. To a cache that watches the
        inputs alone, that looks as if nothing had happened.""",
        (PARAMETER, PARAMETER + "\n\n    def invalidate(self) -> None:\n        self.is_up_to_date = False"),
        family="parameters forgotten",
    ),
    wrong(
        "only_parameters_count",
        "only a changed parameter makes values stale, a changed input does not",
        """Training moves parameters, but predict() changes inputs: both are leaves that a value depends on.""",
        (INPUT, INPUT + "\n\n    def invalidate(self) -> None:\n        self.is_up_to_date = False"),
    ),
    wrong(
        "backward_goes_unnoticed",
        "a parameter moved by backward() does not make values stale, one assigned by hand does",
        """What backward() does to a parameter is a change like any other. By which door does the new value come in,
        and does anybody watch that door?""",
        (
            PARAMETER,
            PARAMETER
            + """

    def on_backward(self, derivative_from_parent: float) -> None:
        self.current -= derivative_from_parent * self.learning_rate
        self.is_up_to_date = False""",
        ),
        family="parameters forgotten",
    ),
    wrong(
        "zero_looks_empty",
        "a value of 0.0 is taken for 'not computed yet'",
        """In Python, 0.0 counts as false. But 0.0 is a value that a node may well have, a ReLU above all, and then it
        is computed again each time. How else can you note that there is no value?""",
        (FORWARD, FORWARD.replace("if not self.is_up_to_date", "if not self.is_up_to_date or not self.cached_value")),
    ),
    wrong(
        "assignment_is_change",
        "giving a leaf the value it already has makes values stale",
        """predict() assigns every input every time. If the number is the one that was there, nothing depends on it
        that was not right before.""",
        (SETTER, "self.current = value\nself.invalidate()"),
    ),
    wrong(
        "small_changes_ignored",
        "a change behind the fourth decimal is taken for no change",
        """Late in training all steps are small; here they no longer count, and training stands still. A value has
        changed if it is another one, however close.""",
        (SETTER, "if not abs(value - self.current) < 1e-4:\n    self.invalidate()\nself.current = value"),
        hidden_only=True,
    ),
    wrong(
        "one_level_up",
        "a change is told to the parent, but not to the nodes further up",
        """If a leaf changes, its parent's value is another one, and so is that of the parent's parent, and so on. How
        far does the news get here?""",
        (
            INVALIDATE,
            "self.is_up_to_date = False\nif self.parent is not None:\n    self.parent.is_up_to_date = False",
        ),
    ),
    wrong(
        "root_only",
        "only the root has a cache",
        """If one leaf changes, the whole tree is computed again, although most of it is as it was. And backward() asks
        the inner nodes for their values, not the root.""",
        (FORWARD, "if self.parent is not None:\n    return super().forward()\n" + FORWARD),
    ),
    wrong(
        "root_has_no_cache",
        "every node but the root has a cache",
        """The root is an inner node as well: with nothing changed, its op should not run.""",
        (FORWARD, "if self.parent is None:\n    return super().forward()\n" + FORWARD),
    ),
    wrong(
        "one_version_for_all",
        "one counter of changes for all nodes: any change makes every value stale",
        """The values are right, but a change in one corner makes the whole tree, and every other model, compute again.
        Which nodes does a leaf have an effect on?""",
        ("class NeuralNetNode(framework", "CHANGES = [0]\n\n\nclass NeuralNetNode(framework"),
        (STATE, "cached_value = 0.0\ncomputed_at = -1\n"),
        (
            FORWARD,
            """\
            if self.computed_at != CHANGES[0]:
                self.cached_value = super().forward()
                self.computed_at = CHANGES[0]
            return self.cached_value""",
        ),
        (INVALIDATE, "CHANGES[0] += 1"),
        family="too much is stale",
    ),
    wrong(
        "new_input_clears_all",
        "a new input makes the whole tree stale",
        """The values are right, but parts of the tree that do not depend on this input are computed again.""",
        (
            INPUT,
            INPUT
            + """

    def invalidate(self) -> None:
        root = self
        while root.parent is not None:
            root = root.parent
        below = [root]
        while below:
            node = below.pop()
            node.is_up_to_date = False
            below.extend(node.children)""",
        ),
        family="too much is stale",
    ),
    wrong(
        "kept_on_the_class",
        "the cached value is kept on the class, not on the node",
        """What is stored on a class is one for all its objects: the second Add finds the value of the first.""",
        (
            FORWARD,
            """\
            if not self.is_up_to_date:
                type(self).cached_value = super().forward()
                self.is_up_to_date = True
            return self.cached_value""",
        ),
    ),
    wrong(
        "one_to_do_list",
        "the stale nodes are on one list for all models, which the next forward() clears",
        """With two models, the forward() of one strikes off what the other one still has to do. Whose business is it
        whether a node is up to date?""",
        ("class NeuralNetNode(framework", "STALE = set()\n\n\nclass NeuralNetNode(framework"),
        (STATE, "cached_value = None\n"),
        (
            FORWARD,
            """\
            if self.cached_value is None or self in STALE:
                self.cached_value = super().forward()
            if self.parent is None:
                STALE.clear()
            return self.cached_value""",
        ),
        (INVALIDATE, "STALE.add(self)\nif self.parent is not None:\n    self.parent.invalidate()"),
    ),
    wrong(
        "backward_clears_first",
        "backward() throws all values away before it begins",
        """The parameters will move, but they have not yet: everything that grad() asks for is still known. And a node
        only becomes stale when something below it has really changed.""",
        (
            "    def invalidate(self) -> None:",
            """\
            def backward(self, derivative_from_parent: float) -> None:
                if self.parent is None:
                    below = [self]
                    while below:
                        node = below.pop()
                        node.is_up_to_date = False
                        below.extend(node.children)
                super().backward(derivative_from_parent)

            def invalidate(self) -> None:""",
        ),
    ),
    wrong(
        "computed_to_make_room",
        "the first forward() computes every value twice",
        """The first computation fills the cache, and then the node believes that it is stale and computes again.
        Follow the code for a node that was never asked before, line by line.""",
        (
            FORWARD,
            "if not hasattr(self, 'ever_computed'):\n    self.ever_computed = super().forward()\n" + FORWARD,
        ),
    ),
    wrong(
        "news_heard_by_one",
        "whether a node was computed again is told to whoever asks next, and to nobody after",
        """A parent looks whether its children were computed again just now. But if somebody else asked the child
        first, the child has nothing new to tell, and the parent keeps its old value.""",
        (STATE, "cached_value = 0.0\nseen = None\nis_new = False\n"),
        (
            FORWARD,
            """\
            x = [child.forward() for child in self.children]
            if not self.children:
                self.is_new = self.seen != self.value
                self.seen = self.value
                return self.value
            self.is_new = self.seen is None or any(child.is_new for child in self.children)
            if self.is_new:
                self.seen = self.cached_value = self.op(x)
            return self.cached_value""",
        ),
        (INVALIDATE, "pass"),
        hidden_only=True,
    ),
    wrong(
        "derivatives_kept_too",
        "grad() is cached as well, and never made stale",
        """The derivatives of a product are the other factors. When those change, the derivatives do.""",
        (
            "    def invalidate(self) -> None:",
            """\
            def backward(self, derivative_from_parent: float) -> None:
                if not hasattr(self, 'kept_grad'):
                    self.kept_grad = self.grad()
                self.on_backward(derivative_from_parent)
                for child, derivative in zip(self.children, self.kept_grad, strict=True):
                    child.backward(derivative_from_parent * derivative)

            def invalidate(self) -> None:""",
        ),
        hidden_only=True,
    ),
)
