"""Lesson 13: the same network in three libraries."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.questions.question import Before, Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import percent, signed
from panels.code.result import CodeResult


def set_by(result: CodeResult, name: str) -> Any:
    """What a variable holds after the last line that sets it; None where no line does."""
    values = [each.value for line in result.walk for each in line.variables if each.name == name]
    return values[-1] if values else None


def printed(result: CodeResult, name: str) -> Any:
    """What is printed under a name; None where nothing is."""
    return next((each.value for each in result.printed if each.name == name), None)


def shape_of_an_answer(result: CodeResult) -> Outcome:
    """Whether there is an answer for each row of the batch."""
    shape = printed(result, "shape")
    sizes = [1] if shape is None else shape.astype(int).tolist()
    return Outcome(
        right="rows" if sizes[1:] == [1] else "one" if sizes == [1] else "units",
        because=f"All three layers keep the rows apart: x is [32 × 4], a1 [32 × 16], a2 [32 × 8], and the prediction {sizes}. A layer turns the numbers of a row into others. It never mixes rows. So a batch costs no further line of code, in any of the libraries.",
    )


def shape_of_a_gradient(result: CodeResult) -> Outcome:
    """Whether the gradient of W1 has W1's own shape."""
    gradient, weights = set_by(result, "dW1"), set_by(result, "W1")
    if gradient is None:
        return Outcome(right="one", because="There is no gradient here.")
    examples = set_by(result, "p").shape[0]
    return Outcome(
        right="same" if gradient.shape == weights.shape else "each",
        because=f"W1 is {list(weights.shape)}, and so is dW1 = d1.T @ X. The product adds up over the {examples} examples: each entry is the sum of what the examples have to say about that one weight. The update subtracts the two arrays entry by entry, which only works if their shapes agree.",
    )


def loss_before_training(result: CodeResult) -> Outcome:
    """The first loss of the run."""
    loss, p = float(set_by(result, "loss")), set_by(result, "p")
    return Outcome(
        value=loss,
        because=f"Line 29 says {signed(loss, 3)}. A network that has not learned yet answers something near ½ to everything: here from {signed(p.min())} to {signed(p.max())}. An answer of exactly ½ costs −ln ½ = {signed(np.log(2), 3)}, whatever the target is. With two classes, a first loss far from that is a sign of a mistake in the program.",
        traps=[
            Trap(0.25, "0.25 is the squared error of an answer of ½. The loss of this program is the cross-entropy."),
            Trap(0.5, "Half of the answers may be wrong, but this is no share of wrong answers. It is a mean of −ln p."),
            Trap(1.0, "A loss is not a share, and 1 is nothing special: an answer of 37 % for what is true costs 1."),
        ],
    )  # fmt: skip


def left_louder(result: CodeResult) -> Outcome:
    """What a unit that stays is multiplied by."""
    mask = set_by(result, "mask1")
    if mask is None:
        return Outcome(right="one", because="Nothing is silenced here.")
    kept = float(mask.max())
    silent = percent(float((mask == 0).mean()), 0)
    return Outcome(
        right="two" if kept == 2 else "one" if kept == 1 else "half",
        because=f"The mask has {signed(kept, 0)} where a unit stays and 0 where it is silent. {silent} % of them are silent in this step. What stays is doubled, so that the sum behind it has the same size on average. In return nothing has to be changed when the network is used: no mask, no factor.",
    )


def updates_in_an_epoch(result: CodeResult) -> Outcome:
    """How often the weights move while all examples are seen once."""
    updates = result.iterations // result.epochs
    return Outcome(
        right={1: "one", 4: "batches"}.get(updates, "examples"),
        because=f"The run takes {result.iterations} steps in {result.epochs} epochs: {updates} in each. The last one of the first epoch begins at place {int(set_by(result, 'start') or 0)} of the shuffled order. Its gradient is that of its own examples, at the weights that the step before it has left.",
    )


def when_it_stops(result: CodeResult) -> Outcome:
    """How long after the best epoch the run ends."""
    best = printed(result, "best_epoch")
    if best is None:
        return Outcome(right="all", because="Nobody watches a held-out loss here.")
    waited = result.epochs - int(best)
    return Outcome(
        right="best" if waited == 0 else "patience",
        because=f"The lowest held-out loss comes in epoch {int(best)}, and the loop ends in epoch {result.epochs}: {waited} epochs later. Only then is it known that nothing better follows. That is why the program keeps a copy of the best weights. Without it one would be left with those of the last epoch.",
    )


QUESTIONS: tuple[Question, ...] = (
    Question(
        slug="loss-before-training",
        prompt="The program for XOR: a network 2 → 3 → 1 with tanh and a sigmoid output, weights drawn around 0, biases 0. The loss is the mean binary cross-entropy of four examples. Nothing has been learned yet. What does line 29, the loss, give in the first iteration?",
        panel="code",
        request={},
        view={"step": 5},
        before=Before({}, {"step": 0}),
        mark="walk.5.variables.0.rows.0.0",
        decide=loss_before_training,
        estimate=Estimate(low=0.0, high=2.0, step=0.01, start=1.5, decimals=2, tolerance=0.1),
    ),
    Question(
        slug="shape-of-a-gradient",
        prompt="In the program for XOR the weights W1 are an array [3 × 2]: three hidden units on two inputs. The step is computed from four examples. Which shape has dW1, the gradient of W1?",
        panel="code",
        request={},
        view={"step": 10},
        before=Before({}, {"step": 6}),
        mark="walk.10.variables.0.shape.0",
        decide=shape_of_a_gradient,
        options=(
            Option(
                "each",
                "[4 × 3 × 2]: a gradient for each example",
                "One could compute those, and libraries can. The loss is a mean over the examples, so what an update needs is their sum, and the product of two matrices adds it up on the way.",
            ),
            Option(
                "one",
                "a single number, as the loss is one",
                "The loss is one number, and it has a slope along every weight. That makes as many numbers as there are weights.",
            ),
            Option(
                "same", "[3 × 2], the shape of W1", "A slope for each weight, in the place of that weight."
            ),
        ),
    ),
    Question(
        slug="shape-of-an-answer",
        prompt="SimpleNet has 4 inputs, 16 and 8 ReLU units, and one output. It gets a batch of 32 rows at once: x is [32 × 4]. What comes out?",
        panel="code",
        request={"program": "simple_net"},
        before=Before({"program": "simple_net"}, {"step": 0}),
        mark="printed.0.rows.0.0",
        decide=shape_of_an_answer,
        options=(
            Option(
                "one",
                "one number: there is one output unit",
                "One output unit gives one number for each row. The rows of a batch have nothing to do with one another.",
            ),
            Option(
                "rows",
                "32 rows of one number, [32 × 1]",
                "A row for each example, a column for each output unit.",
            ),
            Option(
                "units",
                "[32 × 4], the shape of what went in",
                "The rows stay. The columns are the units of the last layer, and there is one.",
            ),
        ),
    ),
    Question(
        slug="left-louder",
        prompt="The program with dropout silences each hidden unit with a chance of p = 0.5 by multiplying with a mask. Silent units get 0. What does a unit that stays get?",
        panel="code",
        request={"program": "dropout"},
        view={"step": 3},
        before=Before({"program": "dropout"}, {"step": 1}),
        mark="walk.3.variables.0.rows.0.0",
        decide=left_louder,
        options=(
            Option(
                "two",
                "2: it gets louder",
                "One divided by the chance to stay. On average nothing changes, neither in this step nor when the network is used.",
            ),
            Option(
                "one",
                "1: it stays as it is",
                "So it was in the first papers, and then all weights had to be halved when the network was used. Libraries do it at once, while training.",
            ),
            Option(
                "half",
                "0.5: its chance to stay",
                "That would make the sum behind it smaller still: half of the units are gone already.",
            ),
        ),
    ),
    Question(
        slug="updates-in-an-epoch",
        prompt="The full loop goes through 128 examples in batches of 32. How often do the weights change in one epoch?",
        panel="code",
        request={"program": "full_loop", "iteration": 4},
        view={"step": 0},
        before=Before({"program": "full_loop"}, {"step": 2}),
        mark="walk.0.variables.0.rows.0.0",
        decide=updates_in_an_epoch,
        options=(
            Option(
                "one",
                "once: an epoch ends with an update",
                "An epoch is a count of examples seen. The update stands in the inner loop, so it happens once a batch.",
            ),
            Option(
                "batches",
                "four times: once for each batch",
                "Four batches of 32 make 128. The last lines of the inner loop are the update.",
            ),
            Option(
                "examples",
                "128 times: once for each example",
                "That would be batches of one. Here the examples of a batch share a step: their gradients are averaged.",
            ),
        ),
    ),
    Question(
        slug="when-it-stops",
        prompt="The program with early stopping may take 500 epochs, and has a patience of 20: it ends when the held-out loss has not been lower than ever before for 20 epochs. When does it end?",
        panel="code",
        request={"program": "early_stopping"},
        before=Before({"program": "early_stopping"}, {"step": 16}),
        mark="printed.8.rows.0.0",
        decide=when_it_stops,
        options=(
            Option(
                "all",
                "after all 500 epochs; then it goes back to the best one",
                "It could do that, and it would cost all of the remaining epochs. What ends the loop is the count of epochs without a new lowest loss.",
            ),
            Option(
                "best",
                "in the epoch with the lowest held-out loss",
                "In that epoch nobody can know that it is the lowest. The next one might be lower.",
            ),
            Option(
                "patience",
                "20 epochs after the lowest held-out loss",
                "It has to wait for as long as its patience, and then goes back to the weights that it kept.",
            ),
        ),
    ),
)
