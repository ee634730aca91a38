"""A hint to each check: where to look if that one fails. No hint contains code."""

from __future__ import annotations

BY_CHECK: dict[str, str] = {
    "ex1_by_hand::tree_of_weight_times_x_plus_bias": (
        "Read the formula from the outside to the inside: which operation is done last? That one is the root. "
        "Which leaf is given from outside, and which two are learned?"
    ),
    "ex1_by_hand::three_steps": (
        "Do the first step again on paper, one line each for prediction, loss and the two derivatives. If the "
        "first pair is right and the second is not: which weight did the second step begin with?"
    ),
    "ex1_by_hand::gradients": (
        "Compare your two numbers with the right ones beside them. If they differ by a sign, a 2 or a factor "
        "x, you know which link of the chain is missing."
    ),
    "ex1_by_hand::one_update": (
        "Cover the right side of your second assignment: does it use the weight from before the first one, or "
        "the new one?"
    ),
    "ex1_by_hand::cycles_through_the_data": (
        "Write down which sample belongs to steps 0, 1, 2 and 3 if there are two samples. What is the pattern?"
    ),
    "ex1_by_hand::example": "Ask the tree twice, with two inputs, and look at what is different in it in between.",
    "ex1_by_hand::any_life": (
        "Is there anything in your functions that one call leaves behind for the next: a list that you were "
        "given, a default argument, a name of the module?"
    ),
    "ex2_compile::predicts_the_right_values": (
        "Compare what your compiled list holds with what the search finds: the same nodes, in the same order, "
        "for this node and no other?"
    ),
    "ex2_compile::never_searches": (
        "Put a breakpoint in the search, and ask a compiled network: who calls it? It may be an ancestor's "
        "method that you did not replace."
    ),
    "ex2_compile::works_before_compile": (
        "A network that was never compiled has to remember that: what does your code take for 'not compiled', "
        "and can a compiled one look the same?"
    ),
    "ex2_compile::compile_again": (
        "What happens to the old list when compile is called a second time: is it replaced, added to, or kept?"
    ),
    "ex2_compile::two_models": (
        "Print the identity of the object in which each of the two models keeps its list. If it is one, find "
        "out where it is made: in the class, or in the node."
    ),
    "ex2_compile::wrong_number_of_inputs": (
        "Count before anything is changed, and in both cases. What does pairing up two lists of different "
        "lengths do when nobody counts?"
    ),
    "ex2_compile::only_remembers": (
        "Compare the node before and after compile, attribute by attribute: what else has changed?"
    ),
    "ex2_compile::any_order": (
        "Read the steps in the message one by one, and say after each what your node remembers."
    ),
    "ex3_caching::first_forward_computes_each_node_once": (
        "How does a node know that it has never been computed? A new node must have a state that no value can "
        "be mistaken for."
    ),
    "ex3_caching::unchanged_leaves_cost_nothing": (
        "Nothing has changed, and yet a node was computed. Which of your questions said 'out of date', and "
        "about which leaf?"
    ),
    "ex3_caching::changed_leaf_costs_its_ancestors": (
        "Two things may be wrong: a node above the leaf was left out, or one that is not above it was "
        "computed. The table of calls says which; then follow the news from the leaf upwards."
    ),
    "ex3_caching::backward_invalidates": (
        "There are several ways to change a leaf: predict, an assignment, backward. Which of them does your "
        "code hear of?"
    ),
    "ex3_caching::backward_uses_the_cache": (
        "The derivative of a product asks its children for their values. When does that question reach them: "
        "before or after the parameters have begun to move?"
    ),
    "ex3_caching::two_models": "Where does your cache live: in the node, in the class, or in the module?",
    "ex3_caching::as_in_the_framework": (
        "An exception may come in the middle of computing. What has your code noted already by then?"
    ),
    "ex3_caching::any_order": "Read the steps one by one, and say after each which values may still be used.",
    "ex4_macros::examples": (
        "Type the example yourself. If it is the depth that fails: how many calls of yours are under way for "
        "each level?"
    ),
    "ex4_macros::linear_is_a_weighted_sum": (
        "Count the parameters of a Linear over two children: which of the three has no child to be multiplied with?"
    ),
    "ex4_macros::body_is_one_level": (
        "Look at what body gives for a Linear over another macro: the child itself should be in it, as it is."
    ),
    "ex4_macros::parameters_are_drawn_once": (
        "Ask for the body twice, and compare the parameters in the two: the same objects, or new ones?"
    ),
    "ex4_macros::expanded_tree": (
        "Print the tree that comes back. What is left in it that was there before, and what was copied that "
        "should have been kept?"
    ),
    "ex4_macros::nothing_left_to_expand": (
        "What does your code do with a node that is no macro, and whose children are none? Nothing about it "
        "should be new or different."
    ),
    "ex4_macros::training_moves_the_parameters": (
        "Which parameters does backward reach in your expanded tree: those of the macro, or copies that "
        "nobody else knows?"
    ),
    "ex4_macros::life": "Say after each step in the message what every macro stands for by then, children included.",
    "ex5_outputs::output_is_a_list": (
        "What does the framework's root do with the values of its children, and what should yours do: one "
        "number for all, or one for each?"
    ),
    "ex5_outputs::output_backward": (
        "Write the list of derivatives above the children, one over each. Which of them is about which child?"
    ),
    "ex5_outputs::softmax_values": "Add up your probabilities: is the sum 1? If it is, look at which number divides.",
    "ex5_outputs::softmax_extremes": (
        "Which of the exponents overflows, and what happens to all results if the same number is added to every score?"
    ),
    "ex5_outputs::softmax_backward": (
        "Work the example in the text for one child: it gets a sum with one term for each probability. Which "
        "terms does your code have, and with which sign?"
    ),
    "ex5_outputs::cce_loss": (
        "Try it with a probability of exactly 0, and with labels that are no whole numbers. Where does the "
        "loss clip, and does its derivative use the same number?"
    ),
    "ex5_outputs::examples": "Type the example yourself and compare the first number that differs.",
    "ex5_outputs::any_life": (
        "Is anything kept from an earlier forward, or is a list handed out that somebody else may change?"
    ),
    "ex6_funcify::formula_has_the_value": (
        "Take the smallest part of your formula that is wrong, and ask that node alone for its own."
    ),
    "ex6_funcify::parentheses": "Put the formula of a sum where a factor stands, and read it as a calculator does.",
    "ex6_funcify::names": (
        "Count aloud: which inputs have a name, and which number does the first one without get, seen from "
        "the node that was asked?"
    ),
    "ex6_funcify::numbers": (
        "How many digits does your text keep? Then look at a negative number after a sign, and under a power."
    ),
    "ex6_funcify::corners": (
        "What does a sum of nothing amount to, and a product of nothing? Then: how deep may a text be nested "
        "before a reader gives up?"
    ),
    "ex6_funcify::any_life": "Is a formula, a name or a count kept from an earlier call?",
    "ex7_multi_parent::sum_over_parents": (
        "Mark in the tree of the message which edges your number has counted. Which one came too late, or was "
        "replaced by the next?"
    ),
    "ex7_multi_parent::no_parameter_moves_early": (
        "Find the first parameter that moves. Is there any grad that is asked after that moment?"
    ),
    "ex7_multi_parent::inputs_are_listed_once": (
        "Your search comes to a shared node by two ways. How does it notice the second time, and does equal "
        "mean the same there?"
    ),
    "ex7_multi_parent::work_is_linear": (
        "Count how often each node is visited in a chain of three doublings. Does it double with each level, "
        "or how long does each look into what you have seen take?"
    ),
    "ex7_multi_parent::after_a_failure": (
        "An exception ends backward in the middle. What has your code noted in the nodes by then, and who clears it?"
    ),
    "ex7_multi_parent::any_life": (
        "Which of your notes belong to one call of backward, and where do they go at its end?"
    ),
    "ex7_multi_parent::as_in_the_framework": (
        "Compare with the framework what you have replaced: constructors, types that are asked for by name, "
        "arguments that are passed on."
    ),
    "ex8_unroll::examples": "Print the text of your function for the example, and read it as Python would.",
    "ex8_unroll::values": "Print the text of your function, and find the line of the node that departs.",
    "ex8_unroll::training": "Write one update of your own text on paper: which values are those from before it?",
    "ex8_unroll::no_parameter_moves_early": (
        "Find the first line that assigns to a parameter. Does any line after it read one?"
    ),
    "ex8_unroll::softmax": (
        "A softmax has several values: which variable holds which, and which of them does each derivative need?"
    ),
    "ex8_unroll::any_size": "Which lines divide by a value, or compare with 0?",
    "ex8_unroll::extremes": "Which exponent in your text can be positive and large?",
    "ex8_unroll::macros": "Where in your program does a macro become its body, and what happens if it is met twice?",
    "ex8_unroll::calls_no_node": "Which object that is no number does your text still refer to?",
    "ex8_unroll::refused": "When do you look at the kinds: before the text is written, or only when it runs?",
    "ex8_unroll::large": (
        "Which of your loops goes over all the others for each one? A product of all factors but one can be "
        "had from the products before it and those after it."
    ),
    "ex8_unroll::life": "Do two functions that were unrolled share a name or a list?",
    "capstone::learns": (
        "Ask the small network in the text by hand, one exercise's feature after the other, and see which one "
        "spoils it."
    ),
    "capstone::cost": (
        "Which method computes a node, and which visits it? If two classes do either, the second one pays."
    ),
    "capstone::caching": "A shared node has several parents: are all of them told?",
    "capstone::inputs": (
        "Whose search is it that predict uses after all: print the class that the method was found in."
    ),
    "capstone::funcify": "Which class gives a formula to the new kinds of nodes?",
    "capstone::life": "Say after each step what is cached, what is compiled, and who has been told.",
    "capstone::spirals": (
        "If everything else is right, look at the loss: it falls in the first epochs, or something moves the wrong way."
    ),
}
