"""Lesson 10: tumors, and what is decided by a probability."""

from __future__ import annotations

import numpy as np

from course.questions.question import Before, Estimate, Option, Outcome, Question, Trap
from panel_kit.contract.words import signed
from panels.tumor.result import TumorResult
from panels.tumor.words import percent

A_TEST = {"sensitivity": 0.95, "specificity": 0.98}
RARE = {"assumed": A_TEST, "prevalence": 0.005}
LOWERED = {"threshold": 0.05}
DEAR_MISSES = {"prevalence": 0.01, "cost_ratio": 20.0}
HALF = 0.5


def alarm_rings(result: TumorResult) -> Outcome:
    """How likely somebody is sick for whom the test says yes."""
    s, t, sick = result.used_sensitivity, result.used_specificity, result.prevalence
    right, false = 1000 * sick * s, 1000 * (1 - sick) * (1 - t)
    return Outcome(
        value=result.predictive_value or 0.0,
        because=f"Of 1,000 people {signed(1000 * sick, 0)} are sick, and {signed(right, 2)} of them are alarmed. The other {signed(1000 * (1 - sick), 0)} are healthy, and {percent(1 - t)} of them are alarmed too: {signed(false, 1)} people. So of all alarms the share {signed(right, 2)} / ({signed(right, 2)} + {signed(false, 2)}) is right.",
        traps=[
            Trap(s, "That is the sensitivity: how likely an alarm is if somebody is sick. You were asked how likely somebody is sick if there is an alarm, which is another question."),
            Trap(t, "That is the specificity: the share of the healthy who are left alone. The few who are not are many people, since nearly all are healthy."),
            Trap(sick, "That is the prevalence, what one knows before the test. The alarm has made it far likelier."),
        ],
    )  # fmt: skip


def lower_threshold(result: TumorResult) -> Outcome:
    """What a lower threshold changes, against one of a half."""
    alarms = np.asarray(result.probabilities) >= HALF
    malignant = np.asarray(result.targets) == 1
    found, false = int((alarms & malignant).sum()), int((alarms & ~malignant).sum())
    now = result.confusion
    right = "nothing" if (now.tp, now.fp) == (found, false) else "both" if now.fp < false else "exchange"
    return Outcome(
        right=right,
        because=f"At 0.5 it finds {found} malignant tumors and alarms {false} patients with a benign one; at 0.05 it is {now.tp} and {now.fp}. The probabilities are the same, and so is the AUC of {signed(result.auc, 4)}. Only where yes begins has moved.",
    )


def dear_misses(result: TumorResult) -> Outcome:
    """On which side of a half the cheapest threshold lies."""
    best = result.cheapest
    return Outcome(
        right="higher" if best.threshold > HALF else "lower" if best.threshold < HALF else "half",
        because=f"The cheapest threshold for these patients is {signed(best.threshold)}: mistakes then cost {signed(best.cost, 1)} for 1,000 people. With 990 healthy people to 10 who are sick, even a few percent of false alarms are many, and they cost more than the misses that they prevent. The network learned where more than a third was malignant, so its probabilities are too high for these people.",
    )


QUESTIONS = (
    Question(
        slug="alarm-rings",
        prompt="A test finds 95 % of the sick (its sensitivity) and leaves 98 % of the healthy alone (its specificity). 1 in 200 people has the illness. Somebody is tested, and the alarm rings. How likely is this person sick?",
        panel="tumor",
        request=RARE,
        before=Before({"assumed": A_TEST, "prevalence": 0.4}),
        mark="predictive_value",
        decide=alarm_rings,
        estimate=Estimate(low=0, high=1, step=0.01, start=0.5, decimals=2, tolerance=0.03),
    ),
    Question(
        slug="lower-threshold",
        prompt="The network calls a tumor malignant from a probability of 0.5 on. Now the threshold goes down to 0.05; nothing is trained again. What becomes of its decisions about the patients held out?",
        panel="tumor",
        request=LOWERED,
        before=Before({}),
        mark="confusion.fp",
        decide=lower_threshold,
        options=(
            Option("both", "it gets better: more of the malignant are found, and fewer of the benign alarmed", "A better network would do that. A threshold cannot make one better, only choose between its mistakes."),
            Option("exchange", "of both kinds more get an alarm, malignant and benign", "A threshold exchanges one kind of mistake for the other."),
            Option("nothing", "nothing, since the network and its probabilities stay the same", "The probabilities do stay. A decision is made of a probability and a threshold."),
        ),
    ),
    Question(
        slug="dear-misses",
        prompt="1 in 100 people is sick, and a missed tumor costs as much as 20 false alarms. The network (seed 0) learned from patients of whom 37.3 % had a malignant tumor. Where is the threshold with which its mistakes cost least: less than 0.5, at 0.5, or more?",
        panel="tumor",
        request=DEAR_MISSES,
        before=Before({"prevalence": 0.4, "cost_ratio": 1.0}),
        mark="cheapest.threshold",
        decide=dear_misses,
        options=(
            Option("lower", "less than 0.5: where misses are expensive, one alarm too many is better", "For each person, yes. But there are 99 healthy people for each sick one, and all their false alarms are paid too."),
            Option("half", "at 0.5, where malignant becomes likelier than benign", "That counts both mistakes alike, and it trusts the probabilities, which were learned where malignant tumors were common."),
            Option("higher", "more than 0.5", "The illness is so rare here that false alarms cost more than misses, even at 1 to 20."),
        ),
    ),
)  # fmt: skip
