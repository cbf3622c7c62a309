"""What each part of an answer tells: only what is new since the last, and how parts are put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from panels.tuner.result import TunerResult

Part = dict[str, Any]
LISTED = ("trials", "best")


class News:
    """What has been told of a search, so that it is not told twice."""

    def __init__(self) -> None:
        self.known: Part = {}

    def of(self, part: Part) -> Part:
        """Of a part what is new: trials that are new or others now, and the lowest so far from there on."""
        changed = {name: value for name, value in part.items() if self.known.get(name, ...) != value}
        for name in LISTED:
            if name in changed:
                changed[name] = news_of(self.known.get(name), changed[name], is_tail=name == "best")
        self.known |= part
        return changed


def news_of(before: list[Any] | None, now: list[Any], *, is_tail: bool) -> list[Any]:
    """The entries that are others than before; of a tail all from the first of them on."""
    told = before or []
    places = [place for place, each in enumerate(now) if place >= len(told) or told[place] != each]
    if is_tail:
        return now[places[0] :] if places else []
    return [now[place] for place in places]


def joined(parts: Iterable[Mapping[str, Any] | None]) -> TunerResult:
    """The result: what comes again stands; trials by their numbers, and the lowest so far from its end."""
    fields: Part = {"trials": [], "best": []}
    for part in parts:
        fields = with_part(fields, part or {})
    return TunerResult(**fields)


def with_part(fields: Part, part: Mapping[str, Any]) -> Part:
    """What is known with one part more."""
    trials = {trial.number: trial for trial in (*fields["trials"], *part.get("trials", ()))}
    tail = part.get("best", [])
    best = [*fields["best"][: len(trials) - len(tail)], *tail]
    return {**fields, **part, "trials": [trials[number] for number in sorted(trials)], "best": best}
