"""What came of the four ways, in words."""

from __future__ import annotations

from collections.abc import Sequence

from panel_kit.contract.words import layer_phrase, percent
from panel_kit.runs.words import stopped_after
from panels.transfer.request import TransferRequest
from panels.transfer.result import LineName, TransferLine

LINE_NAMES: dict[LineName, str] = {
    "scratch": "from scratch",
    "fine_tuned": "fine-tuned",
    "frozen": "frozen",
    "random_frozen": "random frozen",
}


def say(request: TransferRequest, lines: Sequence[TransferLine], seeds: Sequence[int], is_cut: bool) -> str:
    """How many new digits are right from scratch, and how far the other ways are from that."""
    if is_cut:
        return f"{stopped_after(len(seeds), request.seeds, 'seeds')}: a run took too long."
    of = f"From {request.examples} of each class, {layer_phrase(len(seeds), 'seed')}"
    first, *others = lines
    beside = ", ".join(map(say_difference, others))
    return f"{of}: {first.label} {percent(first.mean)} % of new digits right. Points beside it: {beside}."


def say_difference(line: TransferLine) -> str:
    """“frozen −9.4 (−11.5 to −7.2)”."""
    found = line.against
    if found is None:
        return line.label
    between = ""
    if found.low is not None and found.high is not None:
        between = f" ({percent(found.low)} to {percent(found.high)})"
    return f"{line.label} {percent(found.mean)}{between}"
