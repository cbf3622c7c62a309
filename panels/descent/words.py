"""What came of a race, in words."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.surfaces.run_plane import RunPlane
from panel_kit.contract.words import SUPERSCRIPTS, in_words, layer_phrase, signed
from panels.descent.result import Racer

SMALL = 1e-3
ENDINGS = {
    "diverged": "left the finite numbers in step {at}",
    "left": "left: in step {at} its loss is more than 1,000 times that of the start",
    "arrived": "arrived at a minimum",
    "saddle": "came to rest on a saddle, where the surface still falls to two sides",
    "flat": "came to rest where the surface is flat",
    "bouncing": "bounces: each step turns back, and the loss stays",
    "rising": "ends above its start",
    "falling": "is still on its way",
}


def amount(value: float) -> str:
    """A loss: with three decimals, or as a power of ten where those would say nothing."""
    if value == 0.0 or abs(value) >= SMALL:
        return signed(value, 3)
    mantissa, exponent = f"{value:.1e}".split("e")
    power = str(abs(int(exponent))).translate(SUPERSCRIPTS)
    return f"{mantissa.replace('-', '−')}·10⁻{power}"


def ending(verdict: str, at: int | None) -> str:
    """How one path ended, and in which step if it did."""
    return ENDINGS[verdict].format(at=at)


def say_plane(plane: RunPlane) -> str:
    """How much of a network the picture shows."""
    share = signed(100.0 * plane.explained_share, 1)
    return (
        f" The plane shows 2 of {plane.origin.size} dimensions, and {share} % of the way that the "
        "network’s own run went."
    )


def say(racers: Sequence[Racer], steps: int) -> str:
    """Who came lowest, and who did not stay."""
    staying = sorted((each for each in racers if each.stays), key=lambda each: each.loss[-1])
    gone = [f"{each.title} {each.ending}" for each in racers if not each.stays]
    sentences = [f"{' and '.join(gone[:1])}{''.join(f'; {each}' for each in gone[1:])}."] if gone else []
    if staying:
        sentences.insert(0, first_of(staying, steps))
    bouncing = [each.title for each in staying if each.verdict == "bouncing"]
    if bouncing:
        sentences.append(f"{in_words(bouncing)} {'bounces' if len(bouncing) == 1 else 'bounce'} for ever.")
    return " ".join(sentences)


def first_of(staying: Sequence[Racer], steps: int) -> str:
    """The lowest, and the highest beside it."""
    best, last = staying[0], staying[-1]
    after = f"After {layer_phrase(steps, 'step')}"
    start = f"from {amount(best.loss[0])}"
    if best is last:
        return f"{after} {best.title} has come {start} to a loss of {amount(best.loss[-1])}."
    lowest = f"{after} {best.title} is lowest: {start} to a loss of {amount(best.loss[-1])}."
    if amount(last.loss[-1]) == amount(best.loss[-1]):
        return lowest
    return f"{lowest} {last.title} is highest of those that stayed, at {amount(last.loss[-1])}."
