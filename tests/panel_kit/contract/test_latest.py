"""A result that comes in parts: of what comes again the latest stands."""

from dataclasses import dataclass

import pytest

from panel_kit.contract.operation import latest


@dataclass(frozen=True)
class Told:
    """Two fields."""

    count: int
    sentence: str


def test_what_comes_again_stands_and_a_pause_changes_nothing():
    parts = [{"count": 1, "sentence": "one"}, None, {}, {"sentence": "two"}]
    assert latest(Told)(parts) == Told(1, "two")


def test_a_field_that_never_comes_or_is_none_is_an_error():
    with pytest.raises(TypeError, match="sentence"):
        latest(Told)([{"count": 1}])
    with pytest.raises(TypeError, match="other"):
        latest(Told)([{"count": 1, "sentence": "", "other": 2}])
