"""The experiments: changes to a question that must not matter, and what it means if one does."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from checks.model.scenario import Scenario
from grader.diagnosis import equal_twins, twins
from grader.diagnosis.twins import Twin
from grader.misconceptions.model import Named


class Experiment(NamedTuple):
    """A change to a question that must not matter, and what it means if it does."""

    named: Named
    twin: Callable[[Scenario, int], Twin | None]
    """Makes the changed question, and says which of its steps is the same one; None if there is nothing to change."""

    control: Callable[[Scenario, int], Twin | None] = lambda *_: None
    """Makes a question in which all else is changed; it has to go wrong still."""


REPEATED = Experiment(
    Named(
        "child_twice",
        "a child that stands twice below the same node does not count rightly for each place",
        "With something in between that makes two children of it, the same answer is right. Where does your code "
        "go by the child, and not by its place?",
    ),
    equal_twins.with_sums_between(equal_twins.is_repeated),
    equal_twins.with_sums_between(equal_twins.is_single),  # a sum anywhere may change what goes by chance
)

TWO_PARENTS = Experiment(
    Named(
        "two_parents",
        "a node with two parents is not treated like two equal nodes with a parent each",
        "With a copy of that part for each of its parents, the same answer is right. What happens to it once for "
        "each parent, or for the first one only?",
    ),
    equal_twins.with_a_copy_for_each_parent,
)

LEFT = "left_by_an_exception"

EXPERIMENTS = (
    Experiment(
        Named(
            "argument_is_kept",
            "a list of the caller's is kept, and its later changes show",
            "Whoever called has changed that list afterwards, as anybody may with a list of their own. With the list "
            "left alone, the same answer is right. Which line of your code holds on to it?",
        ),
        twins.without_changes_of_arguments,
    ),
    Experiment(
        Named(
            "argument_is_changed",
            "a list of the caller's is changed, or kept",
            "The same list is passed twice. With a new one each time that has the same items, the same answer is "
            "right. Which line of your code writes into what it was given?",
        ),
        equal_twins.with_fresh_arguments,
    ),
    Experiment(
        Named(
            "own_list_is_given_away",
            "a list that was returned is still used inside",
            "Whoever called has changed the list that came back, which is theirs. With that list left alone, the same "
            "answer is right. Who else holds the list that is returned?",
        ),
        twins.without_changes_of_answers,
    ),
    Experiment(
        Named(
            "subclasses_are_not_known",
            "nodes of a subclass are not treated like those of the class itself",
            "The course has made subclasses, which do the same as the class above them. With nodes of that class "
            "itself, the same answer is right. Where does your code ask for a type, or for its name?",
        ),
        equal_twins.without_subclasses,
    ),
    Experiment(
        Named(
            "tuples_are_not_lists",
            "a tuple is not treated like a list with the same items",
            "With lists in place of tuples, the same answer is right. Where does your code need something that only "
            "one of them has?",
        ),
        equal_twins.with_lists,
    ),
    Experiment(
        Named(
            "ints_are_not_floats",
            "an int is not treated like the float that equals it",
            "With 2.0 in place of 2, the same answer is right. Where does your code make a difference between them?",
        ),
        equal_twins.with_floats,
    ),
    Experiment(
        Named(
            "shared_between_networks",
            "what happens in one network changes the answers of another",
            "Without what was done to the other network, the same answer is right. What do both of them use: something "
            "on a class, in the module, in a default argument?",
        ),
        twins.without_other_networks,
    ),
    Experiment(
        Named(
            "node_above_is_not_noticed",
            "a node that is put above others later is not noticed",
            "If all nodes are there before the first question, the same answer is right. What is found out once, and "
            "not again when there is a new node?",
        ),
        twins.built_at_once,
    ),
    Experiment(
        Named(
            "refused_prediction_changes",
            "a prediction with a wrong number of inputs changes something before it is refused",
            "Without that prediction, the same answer is right. What has been written down by the time when your code "
            "looks at the number of inputs?",
        ),
        twins.without_refused_predictions,
    ),
    Experiment(
        Named(
            LEFT,
            "a call that ends in an exception leaves something behind that changes later answers",
            "Without the call that ended in an exception, the same answer is right. What has been written down when "
            "the exception comes, and who takes it back?",
        ),
        twins.without_exceptions,
    ),
    Experiment(
        Named(
            "leaf_by_itself",
            "a leaf that is asked by itself is not answered for like one below another node",
            "Asked of a sum whose only child it is, the same answer is right. What does your code need that "
            "a leaf lacks?",
        ),
        equal_twins.under_a_sum,
    ),
    Experiment(
        Named(
            "moves_before_all_is_computed",
            "how far a parameter moves depends on whether others move",
            "With a learning rate of 0 for the others, this parameter moves rightly. So when it is computed how far it "
            "moves, have some of the others moved already?",
        ),
        twins.with_one_rate,
    ),
    REPEATED,
    TWO_PARENTS,
)
"""In this order: what says more comes first."""

EXPERIMENTS_WITHOUT_EXCEPTIONS = tuple(one for one in EXPERIMENTS if one.twin is not twins.without_exceptions)
"""Those for answers after a call that has not raised what it should: then no exception has left anything behind."""

OF_CHANGES = (
    Experiment(
        Named(
            "new_children_not_noticed",
            "that a node has got other children since it was made is not noticed",
            "If the node is made with these children, the same answer is right. What has your code found out about the "
            "children before, and when does it look again?",
        ),
        twins.with_its_children_at_once,
    ),
    Experiment(
        Named(
            "new_value_not_noticed",
            "that a leaf has got another value since it was made is not noticed",
            "If the leaf is made with this value, the same answer is right. Where else does your code have the value?",
        ),
        twins.with_its_values_at_once,
    ),
)
"""Those that come after the search for what is remembered, which says more."""


UNLIKE = (
    Experiment(
        Named(
            "inputs_as_children",
            "a child that is an Input is not treated like another child with the same value",
            "With a sum in between whose only child it is, the same answer is right. Where does your code ask for "
            "inputs?",
        ),
        equal_twins.with_sums_between(equal_twins.is_input),
    ),
    Experiment(
        Named(
            "parameters_as_children",
            "a child that is a Parameter is not treated like another child with the same value",
            "With a sum in between whose only child it is, the same answer is right. Where does your code ask for "
            "parameters?",
        ),
        equal_twins.with_sums_between(equal_twins.is_parameter),
    ),
)
"""Children that are treated unlike others."""

OF_COUNTS = (REPEATED, TWO_PARENTS)
"""Those that say something of counts as well."""

EARLIER_TRAINING = Named(
    "earlier_training_shows",
    "an earlier training leaves something behind, besides the values of the parameters",
    "With the values that the parameters have by then from the beginning, and no training, the same answer is right. "
    "What else does your code know from before?",
)

REMEMBERED = Named(
    "earlier_question_shows",
    "an earlier question changes the answer to a later one",
    "Without the earlier questions, the same answer is right; and a question should leave nothing behind that shows. "
    "What does your code write down while it answers?",
)


def _stale(after: str, news: str) -> Named:
    return Named(
        f"stale_after_{after}",
        f"an answer is remembered, and given again although {news}",
        "The answer is the one from before. Without the earlier questions, the same answer is right. How does the "
        "place that remembers get to know?",
    )


STALE = {
    frozenset({"assign"}): _stale("assignment", "a leaf has been given another value since"),
    frozenset({"predict"}): _stale("prediction", "predict() has put in other numbers since"),
    frozenset({"backward"}): _stale("training", "backward() has moved the parameters since"),
    frozenset({"set_rate"}): _stale("rate", "a parameter has got another learning rate since"),
    frozenset({"edit"}): _stale("edit", "a node has got other children since"),
}
"""By the kinds of changes since the answer was right; see `twins.changes`."""

STALE_SOMEHOW = _stale("changes", "the network has changed since")
