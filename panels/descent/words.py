"""What came of a race, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nn_core.surfaces.run_plane import RunPlane
from panel_kit.contract.words import amount, digits_that_count, in_words, layer_phrase, signed
from panels.descent.result import Racer

SYMBOLS = {"learning_rate": "η", "momentum": "μ", "weight_decay": "λ", "betas": "β", "alpha": "α"}
ENDINGS = {
    "diverged": "left the finite numbers in step {at}",
    "left": "left: in step {at} its loss is more than 1,000 times that of the start",
    "arrived": "arrived at a minimum",
    "saddle": "came to rest on a saddle, where the surface still falls to two sides",
    "flat": "came to rest where the surface is flat",
    "still": "stands still where the slope is not 0",
    "bouncing": "bounces: each step turns back, and the loss stays",
    "rising": "ends above its start",
    "falling": "is still on its way",
}
BELOW_BUT_NOISY = "is below its start, and the noise goes on moving it"


def ending(verdict: str, at: int | None, is_noisy: bool = False) -> str:
    """How one path ended, and in which step if it did."""
    if verdict == "falling" and is_noisy:
        return BELOW_BUT_NOISY
    return ENDINGS[verdict].format(at=at)


def names_of(titles: Sequence[str], settings: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each is called: of several with one title, with those settings that tell them apart.

    >>> names_of(["SGD", "Adam", "SGD"], [{"learning_rate": rate} for rate in (0.0005, 0.1, 0.25)])
    ['SGD with η = 0.0005', 'Adam', 'SGD with η = 0.25']
    """
    return [
        name_of(title, own, [s for t, s in zip(titles, settings, strict=True) if t == title])
        for title, own in zip(titles, settings, strict=True)
    ]


def name_of(title: str, own: Mapping[str, Any], alike: Sequence[Mapping[str, Any]]) -> str:
    """One of those; ``alike`` are the settings of all that have its title, its own among them."""
    if len(alike) == 1:
        return title
    apart = [name for name in own if any(each[name] != own[name] for each in alike)]
    told = [f"{SYMBOLS.get(name, name)} = {setting_text(own[name])}" for name in apart or ["learning_rate"]]
    return f"{title} with {', '.join(told)}"


def setting_text(value: Any) -> str:
    """An option of an optimizer: a number, several, or on and off."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Sequence):
        return " and ".join(setting_text(each) for each in value)
    return digits_that_count(value)


def say_plane(plane: RunPlane) -> str:
    """How much of a network the picture shows."""
    share = signed(100.0 * plane.explained_share, 1)
    return (
        f" The plane shows 2 of {plane.origin.size} dimensions, and {share} % of the way that the "
        "network’s own run went."
    )


def say_start(racers: Sequence[Racer], start: Sequence[float]) -> str:
    """Where they stand before the first step."""
    names = in_words([each.name for each in racers])
    verb = "starts" if len(racers) == 1 else "start"
    at = ", ".join(digits_that_count(each, 6) for each in start)
    return f"{names} {verb} at ({at}), at a loss of {amount(racers[0].loss[0])}."


def say(racers: Sequence[Racer], steps: int) -> str:
    """Who came lowest, and who did not stay."""
    staying = sorted((each for each in racers if each.stays), key=lambda each: each.loss[-1])
    gone = [f"{each.name} {each.ending}" for each in racers if not each.stays]
    sentences = [f"{'; '.join(gone)}."] if gone else []
    if staying:
        sentences.insert(0, first_of(staying, steps, bool(gone)))
    bouncing = [each.name for each in staying if each.verdict == "bouncing"]
    if bouncing:
        verb = "bounces" if len(bouncing) == 1 else "bounce"
        sentences.append(f"{in_words(bouncing)} {verb} from side to side.")
    return " ".join(sentences)


def first_of(staying: Sequence[Racer], steps: int, is_anybody_gone: bool) -> str:
    """The lowest, and the highest beside it; several whose losses are written alike are lowest together."""
    best, last = (amount(each.loss[-1]) for each in (staying[0], staying[-1]))
    alike = [each.name for each in staying if amount(each.loss[-1]) == best]
    names, start = in_words(alike), amount(staying[0].loss[0])
    after = f"After {layer_phrase(steps, 'step')} {names}"
    if len(alike) < len(staying):
        lowest = f"{after} {'is' if len(alike) == 1 else 'are'} lowest: from {start} to a loss of {best}."
        of_whom = " of those that stayed" if is_anybody_gone else ""
        return f"{lowest} {staying[-1].name} is highest{of_whom}, at {last}."
    if best == start:
        return f"{after} {'is' if len(alike) == 1 else 'are'} at a loss of {best}, as at the start."
    return f"{after} {'has' if len(alike) == 1 else 'have'} come from {start} to a loss of {best}."
