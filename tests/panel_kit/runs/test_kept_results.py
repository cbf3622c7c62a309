"""Results that several requests share."""

from panel_kit.runs.kept_results import KeptResults


def test_the_oldest_makes_room():
    kept: KeptResults[int] = KeptResults(2)
    for number, key in enumerate("abc"):
        assert kept.get(key) is None
        kept.keep(key, number)
    assert [kept.get(key) for key in "abc"] == [None, 1, 2]
