"""Exercise 1: the tree, pen and paper, the chain rule, and the loop around them."""

from __future__ import annotations

from grader.misconceptions.model import wrong

STEPS = "[(0.278, 0.126), (0.3404, 0.1468), (0.39032, 0.16344)]"

MISCONCEPTIONS = (
    wrong(
        "weight_and_bias_swapped",
        "weight and bias have changed places in the tree",
        """The tree is a straight line, but its slope is what should be its height at x = 0, and the other way round.
        Which of the two numbers must meet x in a product?""",
        (
            "framework.Parameter(weight), x]), framework.Parameter(bias)",
            "framework.Parameter(bias), x]), framework.Parameter(weight)",
        ),
    ),
    wrong(
        "bias_inside_the_product",
        "the bias is added to x before the weight multiplies it",
        """The tree is weight * (x + bias): there the bias is multiplied by the weight as well. Draw the tree of weight
        * x + bias: which operation comes last, and so is the root?""",
        (
            "framework.Add([framework.Multiply([framework.Parameter(weight), x]), framework.Parameter(bias)])",
            "framework.Multiply([framework.Parameter(weight), framework.Add([x, framework.Parameter(bias)])])",
        ),
    ),
    wrong(
        "bias_has_an_input",
        "the bias is multiplied by an Input of its own that holds 1",
        """A second Input makes predict() ask for two numbers. What comes from outside is x alone; a bias is a leaf
        that needs no partner.""",
        ("framework.Parameter(bias)]", "framework.Multiply([framework.Parameter(bias), framework.Input(1.0)])]"),
    ),
    wrong(
        "weight_is_an_input",
        "the weight is an Input, not a Parameter",
        """What training shall move has to be a Parameter. An Input gets its value from outside with every sample.""",
        ("framework.Parameter(weight)", "framework.Input(weight)"),
    ),
    wrong(
        "bias_is_missing",
        "the tree is weight * x, nothing is added",
        """Every line through the origin can be written like this, and no other one. What moves a line up and down?""",
        (
            "framework.Add([framework.Multiply([framework.Parameter(weight), x]), framework.Parameter(bias)])",
            "framework.Multiply([framework.Parameter(weight), x])",
        ),
    ),
    wrong(
        "each_step_from_the_start",
        "each of the three steps starts from the first weight and bias",
        """The second update begins where the first one ended. Its prediction is made with the weight and the bias that
        are on your paper by then, not with those of the task.""",
        (STEPS, "[(0.278, 0.126), (0.278, 0.126), (0.278, 0.126)]"),
    ),
    wrong(
        "steps_with_the_new_weight",
        "on paper, the bias is moved with the prediction of the new weight",
        """Both derivatives of a step belong to the same prediction, made before anything has moved. Write down both
        new numbers before you use either of them.""",
        (STEPS, "[(0.278, 0.12132), (0.3433992, 0.1383178), (0.398080372, 0.152240852)]"),
    ),
    wrong(
        "steps_rounded_to_two_digits",
        "the three steps are rounded to two decimals",
        """The numbers are close, but four decimals were asked for, and a rounded number that goes into the next step
        takes its error along.""",
        (STEPS, "[(0.28, 0.13), (0.34, 0.15), (0.39, 0.16)]"),
    ),
    wrong(
        "steps_without_the_two",
        "on paper, the derivative of the square lacks its factor 2",
        """What is the derivative of u^2? Then, which u stands in the loss? The steps here are half as long as they
        should be.""",
        (STEPS, "[(0.239, 0.113), (0.2741, 0.1247), (0.30569, 0.13523)]"),
    ),
    wrong(
        "sign_flipped",
        "the derivatives have the wrong sign",
        """If the prediction is too small, more weight (for a positive x) must make the loss smaller: so is the
        derivative then positive or negative? Mind the inner derivative of y - p.""",
        ("dl_dp = -2 * (y - p)", "dl_dp = 2 * (y - p)"),
    ),
    wrong(
        "factor_two_missing",
        "the derivative of the square lacks its factor 2",
        """All derivatives are half of what they should be. Look at the outer function of (y - p)^2 again.""",
        ("dl_dp = -2 * (y - p)", "dl_dp = -(y - p)"),
    ),
    wrong(
        "factor_x_missing",
        "the derivative for the weight lacks its factor x",
        """How much does the prediction move when the weight moves by 1? That depends on the sample. For the bias it
        does not, so the two derivatives are different.""",
        ("return dl_dp * x, dl_dp", "return dl_dp, dl_dp"),
    ),
    wrong(
        "factor_x_for_the_bias_too",
        "the derivative for the bias has a factor x as well",
        """The factor is the derivative of weight * x + bias. What is it with respect to the bias?""",
        ("return dl_dp * x, dl_dp", "return dl_dp * x, dl_dp * x"),
    ),
    wrong(
        "weight_for_x",
        "the derivative for the weight has the factor weight where x belongs",
        """Differentiate weight * x with respect to weight: which of the two stays?""",
        ("return dl_dp * x, dl_dp", "return dl_dp * weight, dl_dp"),
    ),
    wrong(
        "prediction_without_bias",
        "the prediction inside gradients() forgets the bias",
        """The gap between truth and prediction enters both derivatives. Is the prediction here that of the line, or
        only that of its slope?""",
        ("p = weight * x + bias\ndl_dp = -2 * (y - p)", "p = weight * x\ndl_dp = -2 * (y - p)"),
    ),
    wrong(
        "bias_before_weight",
        "gradients() returns the derivative for the bias first",
        """Both numbers are right, but they stand in the wrong places: the docstring says which one comes first.""",
        ("return dl_dp * x, dl_dp", "return dl_dp, dl_dp * x"),
        ("dl_dweight, dl_dbias = gradients(", "dl_dbias, dl_dweight = gradients("),
    ),
    wrong(
        "one_sided_difference",
        "the derivatives are measured with a small nudge, not computed",
        """A nudge gives a few right digits, never all of them: the loss is curved, and small differences of large
        numbers lose digits. The chain rule gives the derivative itself, in less time.""",
        (
            "dl_dp = -2 * (y - p)\nreturn dl_dp * x, dl_dp",
            """\
            h = 1e-6
            loss = (y - p) ** 2
            return ((y - p - h * x) ** 2 - loss) / h, ((y - p - h) ** 2 - loss) / h""",
        ),
        family="difference quotient",
    ),
    wrong(
        "two_sided_difference",
        "the derivatives are measured with nudges to both sides",
        """For numbers near 1 this looks right to many digits. For very large or very small ones it is not, since small
        differences of large numbers lose digits. The chain rule has no such limits.""",
        (
            "dl_dp = -2 * (y - p)\nreturn dl_dp * x, dl_dp",
            """\
            h = 1e-3
            by_weight = (y - p - h * x) ** 2 - (y - p + h * x) ** 2
            by_bias = (y - p - h) ** 2 - (y - p + h) ** 2
            return by_weight / (2 * h), by_bias / (2 * h)""",
        ),
        family="difference quotient",
        hidden_only=True,
    ),
    wrong(
        "bias_uses_the_new_weight",
        "the bias is moved with the gradient at the already moved weight",
        """Both derivatives of an update belong to the same point, the one from before it. Here one coordinate has
        moved before the other one was looked at.""",
        (
            "weight -= learning_rate * dl_dweight",
            "weight -= learning_rate * dl_dweight\n_, dl_dbias = gradients(weight, bias, x, y)",
        ),
    ),
    wrong(
        "uphill",
        "train() adds the derivatives, so the loss grows",
        """A derivative points to where the loss gets larger. Which way do you want to go?""",
        ("weight -= learning_rate", "weight += learning_rate"),
        ("bias -= learning_rate", "bias += learning_rate"),
    ),
    wrong(
        "mean_over_all_samples",
        "each update uses the mean gradient of all samples",
        """That is a respectable method (batch gradient descent), but another one: here, each update looks at one
        sample alone, and takes the next one the next time.""",
        (
            """\
            x, y = data[step % len(data)]
            dl_dweight, dl_dbias = gradients(weight, bias, x, y)
            """,
            """\
            slopes = [gradients(weight, bias, x, y) for x, y in data]
            dl_dweight = sum(slope[0] for slope in slopes) / len(data)
            dl_dbias = sum(slope[1] for slope in slopes) / len(data)
            """,
        ),
    ),
    wrong(
        "first_sample_only",
        "every update uses the first sample",
        """The line learns one point by heart and never sees the others.""",
        ("data[step % len(data)]", "data[0]"),
    ),
    wrong(
        "never_starts_again",
        "training stops when the samples are used up",
        """There may be more steps than samples. What comes after the last sample?""",
        (
            "for step in range(steps):\n    x, y = data[step % len(data)]",
            "for step in range(min(steps, len(data))):\n    x, y = data[step]",
        ),
    ),
    wrong(
        "ten_rounds_are_enough",
        "the samples are repeated ten times, and more is not provided for",
        """Ten copies of the data are enough for a few steps only. The number of steps is the caller's choice; is there
        a way to find the right sample for any step?""",
        ("data[step % len(data)]", "(list(data) * 10)[step]"),
        hidden_only=True,
    ),
    wrong(
        "starts_with_the_start",
        "the list begins with the weight and the bias from before training",
        """The first entry asked for is the one after the first update. Here every entry comes one update too late.""",
        ("history.append((weight, bias))", "pass"),
        (
            "weight -= learning_rate * dl_dweight",
            "history.append((weight, bias))\nweight -= learning_rate * dl_dweight",
        ),
    ),
    wrong(
        "last_pair_only",
        "train() returns the last weight and bias, not those after each update",
        """The end of the path is right; the whole path was asked for.""",
        ("return history", "return history[-1:]"),
    ),
    wrong(
        "learning_rate_is_fixed",
        "the learning rate is 0.1, whatever train() was given",
        """Does every argument of train() take part in the computation?""",
        ("weight -= learning_rate *", "weight -= 0.1 *"),
        ("bias -= learning_rate *", "bias -= 0.1 *"),
    ),
)
