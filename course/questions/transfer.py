"""Lesson 10: whether features that one task has taught help another."""

from __future__ import annotations

from course.questions.question import Before, Option, Outcome, Question
from panel_kit.contract.words import percent
from panels.transfer.result import TransferLine, TransferResult


def told(line: TransferLine) -> str:
    """“84.2 % (82.1 to 86.4)”."""
    between = ""
    if line.interval is not None:
        low, high = map(percent, line.interval)
        between = f" ({low} to {high})"
    return f"{percent(line.mean)} %{between}"


def lent_features(result: TransferResult) -> Outcome:
    """Whether frozen features of the source beat a network that learns from scratch."""
    lines = {line.name: line for line in result.lines}
    frozen, scratch, random = (lines[name] for name in ("frozen", "scratch", "random_frozen"))
    verdict = frozen.against.verdict if frozen.against else None
    rights = {"higher": "lent", "lower": "scratch"}
    return Outcome(
        right=rights.get(verdict or "", "same"),
        because=f"With frozen features {told(frozen)} of the new digits are right, from scratch {told(scratch)}, over {len(result.seeds)} seeds. Features that nobody has trained, frozen too, get {told(random)}. The hidden layer has learned what tells 0 to 4 apart, and has dropped what does not. What tells 5 to 9 apart was dropped as well.",
    )


QUESTIONS = (
    Question(
        slug="lent-features",
        prompt="A network 64→32→5 with tanh units has learned to tell the digits 0 to 4 apart, from several hundred of them, and reads nearly all new ones. Now there are ten examples of each of the digits 5 to 9. One network borrows the hidden layer of the first, frozen: only a new output layer learns. Another one learns everything from scratch. Both take 60 steps of Adam at 0.03, each with all 50 examples (ten seeds, 0 to 9). Which of them reads more new digits 5 to 9?",
        panel="transfer",
        request={},
        before=Before({"examples": 2}),
        mark="lines.2.mean",
        decide=lent_features,
        keeps_back=True,
        options=(
            Option("lent", "the one with borrowed features: it can already see digits, and ten examples are few", "Transfer always helps? You take it that features for one task are features for all. They are features for what the first task asked."),
            Option("same", "both about as many: the output layer decides", "The output layer decides by what the features tell it. If they tell it little of what it needs, it cannot decide well."),
            Option("scratch", "the one that learns from scratch, from 50 examples", "It has more to learn from just as few examples, and it learns the right thing."),
        ),
    ),
)  # fmt: skip
