"""The course: thirteen lessons in order, and the panels each one holds.

A lesson can be read as soon as ``templates/lessons/<name>.html`` stands; until then the course
lists it without a link.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Lesson:
    """One lesson.

    Attributes
    ----------
    number : int
    slug, title : str
    question : str
        What it answers, in a learner's words.
    panels : tuple of str
        Slugs, in the order of the page.
    """

    number: int
    slug: str
    title: str
    question: str
    panels: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The slug as files spell it."""
        return self.slug.replace("-", "_")


LESSONS: tuple[Lesson, ...] = (
    Lesson(1, "neuron", "The neuron", "What does one neuron compute?", ("neuron", "perceptron")),
    Lesson(
        2,
        "activations",
        "Activation functions",
        "Why must a neuron bend its sum?",
        ("activation", "softmax", "linear-collapse"),
    ),
    Lesson(3, "forward-pass", "The forward pass", "How does an input become an answer?", ("forward",)),
    Lesson(
        4,
        "loss",
        "Loss",
        "How wrong is an answer, as one number?",
        ("loss", "slow-start", "accuracy-vs-loss"),
    ),
    Lesson(
        5,
        "backpropagation",
        "Backpropagation",
        "How much does each weight matter for the loss?",
        ("backprop", "gradient-flow"),
    ),
    Lesson(
        6,
        "gradient-descent",
        "Gradient descent and optimizers",
        "Which way is down, and how far?",
        ("descent",),
    ),
    Lesson(
        7,
        "learning-rate",
        "The learning rate",
        "How big should a step be?",
        ("learning-rate", "schedule", "lr-finder"),
    ),
    Lesson(
        8,
        "architecture",
        "Architecture",
        "How many layers, how many units?",
        ("architecture", "approximation"),
    ),
    Lesson(9, "training", "Training", "What happens when it all repeats?", ("training",)),
    Lesson(
        10,
        "predictions",
        "Predictions",
        "What can a trained network be used for?",
        ("predict", "digits", "tumor", "transfer"),
    ),
    Lesson(
        11,
        "generalization",
        "Generalization",
        "Does it work on what it has not seen?",
        ("overfitting", "double-descent"),
    ),
    Lesson(12, "tuner", "Hyperparameter tuner", "Who chooses the settings?", ("tuner",)),
    Lesson(13, "code", "From scratch to the frameworks", "What does it look like as code?", ("code",)),
)

PLAN: dict[str, tuple[str, ...]] = {}
"""What lessons that are not written yet have to say besides what their panels show."""

PANEL_SLUGS: tuple[str, ...] = tuple(slug for lesson in LESSONS for slug in lesson.panels)


def lesson_of(panel_slug: str) -> Lesson:
    """The lesson that a panel belongs to."""
    return next(lesson for lesson in LESSONS if panel_slug in lesson.panels)
