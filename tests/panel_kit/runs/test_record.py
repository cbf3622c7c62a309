"""What a panel has to tell at a run's end may take long: it comes in parts too, and can be given up."""

import pytest

from panel_kit.runs.record import parts_of
from panel_kit.runs.request import TrainingRequest

REQUEST = TrainingRequest.model_validate({"dataset": {"name": "xor"}, "epochs": 3})


def test_pauses_come_before_the_further_fields_and_these_win():
    def more(request, run):
        assert request is REQUEST
        assert run.snapshots[-1].epoch == 3
        yield {}
        yield {}
        return {"sentence": "further", "extra": 7}

    plain, parts = list(parts_of(REQUEST)), list(parts_of(REQUEST, more=more))
    assert len(parts) == len(plain) + 2
    assert parts[-3:-1] == [{}, {}]
    assert parts[-1]["extra"] == 7
    assert parts[-1]["sentence"] == "further"
    assert parts[-1].keys() == {*plain[-1], "extra"}


def test_whoever_stops_listening_stops_that_work_too():
    steps = []

    def more(_request, _run):
        for step in range(100):
            steps.append(step)
            yield {}
        return {}

    parts = parts_of(REQUEST, more=more)
    for _ in parts:
        if steps:
            break
    parts.close()
    assert steps == [0]
    with pytest.raises(StopIteration):
        next(parts)
