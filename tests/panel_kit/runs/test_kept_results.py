"""Results that several requests share."""

from panel_kit.runs.kept_results import KeptResults


def computing(result):
    yield "a pause"
    return result


def ended(work):
    """The pauses of the work, and its result."""
    pauses = []
    while True:
        try:
            pauses.append(next(work))
        except StopIteration as end:
            return pauses, end.value


def test_what_is_kept_is_not_computed_again():
    kept: KeptResults[int] = KeptResults(2)
    assert ended(kept.get_or_compute("a", lambda: computing(1))) == (["a pause"], 1)
    assert ended(kept.get_or_compute("a", lambda: computing(2))) == ([], 1)
    assert ended(kept.get_or_compute("b", lambda: computing(2))) == (["a pause"], 2)


def test_what_the_time_limit_ended_is_computed_again():
    kept: KeptResults[int] = KeptResults(2)
    for result, left in ((1, None), (2, 2)):
        work = kept.get_or_compute("a", lambda result=result: computing(result), lambda found: found < 2)
        assert ended(work) == (["a pause"], result)
        assert kept.get("a") == left


def test_the_oldest_makes_room():
    kept: KeptResults[int] = KeptResults(2)
    for number, key in enumerate("abc"):
        assert kept.get(key) is None
        kept.keep(key, number)
    assert [kept.get(key) for key in "abc"] == [None, 1, 2]
