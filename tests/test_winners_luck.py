"""How lucky winners are: the share that is told is the one that was measured."""

import json

import pytest

from bench.winners_luck import SEARCHES, TARGET, lucky, sentence, winner_of

MEASURED = json.loads(TARGET.read_text("utf-8"))


def test_every_search_was_measured_and_most_winners_were_lucky():
    assert len(MEASURED) == SEARCHES
    assert lucky(MEASURED) == 19
    assert sentence(MEASURED) == "19 of 20 winners (95 % interval 76 to 99 %)"


@pytest.mark.computes
def test_the_script_measures_what_is_kept():
    """A small search has the same three numbers; a winner of few trials is no better than one of many."""
    small = winner_of(0, trials=4, epochs=10)
    assert small.keys() == MEASURED[0].keys()
    assert small["won_with"] > MEASURED[0]["won_with"]
