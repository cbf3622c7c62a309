"""Lesson 10: what a network that reads digits is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course.questions.question import Before, Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import percent
from panels.digits.panel import PANEL
from panels.digits.result import AccuracyResult, DigitsResult

FIVE = {"splits": 5}
NEW = {**FIVE, "split": "new_writers"}
COPIES = {"shifted_copies": True, "epochs": 3, "splits": 3}
NEAR, FAR = 0.01, 0.1


@dataclass(frozen=True)
class TwoKindsOfWriters:
    """The same network on digits by hands that it has learned from, and by others."""

    known: DigitsResult
    asked: DigitsResult

    @property
    def status(self) -> list[str]:
        """How both of them ended."""
        return [self.known.status, self.asked.status]


def by_both(request: Mapping[str, Any]) -> TwoKindsOfWriters:
    """Trains on as many splits of each kind."""
    known, asked = (
        PANEL.compute(PANEL.request.model_validate(fields))
        for fields in ({**request, "split": "same_writers"}, dict(request))
    )
    return TwoKindsOfWriters(known, asked)


def told(of: DigitsResult | AccuracyResult) -> str:
    """“97.8 % (97.4 to 98.2)”."""
    low, high = of.interval
    return f"{percent(of.held_out_accuracy)} % ({percent(low)} to {percent(high)})"


def what_a_hidden_layer_adds(result: DigitsResult) -> Outcome:
    """By how much the network with a hidden layer is ahead."""
    gain = result.held_out_accuracy - result.beside.held_out_accuracy
    return Outcome(
        right="much" if gain > FAR else "little" if gain > 0 else "none",
        because=f"With the hidden layer {told(result)}, without it {told(result.beside)}: {percent(gain)} points, over {len(result.accuracies)} splits. Ten weighted sums of the pixels are nearly enough for digits that have all been brought to one size and one place.",
    )


def hands_never_seen(both: TwoKindsOfWriters) -> Outcome:
    """How much fewer digits are read of hands that the network has not learned from."""
    known, new = both.known.held_out_accuracy, both.asked.held_out_accuracy
    lost = known - new
    return Outcome(
        right="half" if lost > 3 * FAR else "fewer" if lost > NEAR else "same",
        because=f"Hands that it knows: {told(both.known)}. Hands that it does not know: {told(both.asked)}. Of a hundred digits, {percent(1 - known)} are misread in the first case and {percent(1 - new)} in the second. The intervals of the second are wider, too: it matters whose hands are held out.",
    )


def moved_by_a_pixel(result: DigitsResult) -> Outcome:
    """What is left of the accuracy when every digit is moved by one pixel."""
    moved = result.moved.held_out_accuracy
    lost = result.held_out_accuracy - moved
    return Outcome(
        right="half" if lost > 3 * FAR else "some" if lost > NEAR else "same",
        because=f"Where they were it reads {percent(result.held_out_accuracy)} % of them, moved by one pixel (the mean of the four directions) {percent(moved)} %. Every pixel has weights of its own. What a unit has learned about one of them it does not know about the next.",
    )


def learned_from_copies(result: DigitsResult) -> Outcome:
    """What is read of the moved digits by a network that has learned from moved ones."""
    return Outcome(
        value=result.moved.held_out_accuracy,
        because=f"Moved by one pixel it reads {told(result.moved)}, over {len(result.accuracies)} splits, and those that stand where they were: {told(result)}. The digits held out are new to it, moved or not. What the copies have taught it is that a pixel to the side changes nothing.",
        traps=[
            Trap(0.5, "As many as before? You take it that a network cannot learn this. Its layers know nothing of places side by side, and learn it from examples all the same."),
            Trap(1.0, "All of them? You take it that it has seen these digits moved. It has seen others moved: those held out are new to it."),
        ],
    )  # fmt: skip


QUESTIONS = (
    Question(
        slug="what-a-hidden-layer-adds",
        prompt="One network has a hidden layer of 32 tanh units, 64→32→10. The other has none: ten weighted sums and a softmax. Both learn for 40 epochs with Adam at 0.01, in batches of 32, from three quarters of the 1,797 digits, drawn at random by seeds 0 to 4. How many more of the other quarter does the first one read?",
        panel="digits",
        request=FIVE,
        view={"epoch": 40},
        before=Before({}),
        mark="beside.held_out_accuracy",
        decide=what_a_hidden_layer_adds,
        options=(
            Option("much", "many more: without a hidden layer it can do next to nothing", "Depth alone helps? You take it that what a network can do comes from its hidden layers. Here even ten weighted sums read most digits, since these are all of one size and in one place."),
            Option("little", "a few of a hundred", "It gains a little. Whether that is worth 3.7 times as many parameters is another question, and the task decides it."),
            Option("none", "none: the intervals could not be closer", "They are close, and the first is ahead all the same, on the mean of five splits."),
        ),
    ),
    Question(
        slug="moved-by-a-pixel",
        prompt="The network of the picture, 64→32→10, after 40 epochs on the digits as they are (seed 0). Now each digit held out is moved by one pixel: to the right, left, down or up. To you they are the same digits. How many does it read now?",
        panel="digits",
        request={},
        view={"epoch": 40},
        before=Before({}),
        mark="moved.held_out_accuracy",
        decide=moved_by_a_pixel,
        options=(
            Option("same", "as many as before: it has learned what a digit looks like", "It sees as we do? You take it that a network learns shapes. It learns weights for 64 single numbers, and nothing tells it that pixel 20 is beside pixel 21."),
            Option("some", "nine in ten: it is a little unsure at the edges", "You expect a small change to have a small effect. A stroke is hardly wider than one pixel here, so where there was ink there is paper, and the other way round."),
            Option("half", "about half of them", "A network knows its digits where they were when it learned them, and nowhere else."),
        ),
    ),
    Question(
        slug="learned-from-copies",
        prompt="The same network, 64→32→10 with tanh, learns once more, with Adam at 0.01 in batches of 32. This time it has four copies of each digit besides, one pixel to the right, left, down and up, and only 3 epochs (seeds 0 to 2). What share of the digits held out does it read when they are moved by one pixel?",
        panel="digits",
        request=COPIES,
        view={"epoch": 3},
        before=Before({"epochs": 3, "splits": 3}),
        mark="moved.held_out_accuracy",
        decide=learned_from_copies,
        estimate=Estimate(low=0.0, high=1.0, step=0.01, start=0.2, decimals=2, tolerance=0.05),
    ),
    Question(
        slug="hands-never-seen",
        prompt="So far all digits held out were by people whose other digits the network had learned from. Now 4 of the 14 stretches of one hand are held out whole (seeds 0 to 4), and the network learns from the others: 64→32→10, tanh, Adam at 0.01, 40 epochs. How well does it read hands that it has never seen?",
        panel="digits",
        request=NEW,
        view={"epoch": 40},
        before=Before({"splits": 5}),
        mark="held_out_accuracy",
        compute=by_both,
        decide=hands_never_seen,
        options=(
            Option("same", "as well: held out is held out", "Held out is held out? What is held out must be new in the way in which the use will be new. Digits drawn at random are new digits, but their hands are known."),
            Option("fewer", "worse, but still nine in ten", "Other hands write other digits, and most of them are like those of somebody that it knows."),
            Option("half", "about half of them: it has learned these people by heart", "You take it for pure memory. It has learned from ten hands or so, and most of what they share is shared by others."),
        ),
    ),
)  # fmt: skip
