"""Who has gone for certain: the last connection that may have brought the request has closed."""

from web.compute.departures import Awaited, Departures

HERE = ("127.0.0.1", 8000)


class Calculator:
    """Counts how often it is hung up on."""

    hung_up = 0

    def hang_up(self):
        self.hung_up += 1


def test_the_last_connection_that_may_have_asked_decides():
    departures, calculator = Departures(), Calculator()
    awaited = departures.awaited[1] = Awaited(HERE, calculator)
    first, second, newer = (("127.0.0.1", port) for port in (1, 2, 3))
    for there in ({first, second}, {first, second, newer}, {second, newer}):
        departures.look([awaited], {HERE: there})
        assert calculator.hung_up == 0
    departures.look([awaited], {HERE: {newer}})  # it came after the question
    assert calculator.hung_up == 1


def test_who_was_answered_meanwhile_is_not_hung_up_on():
    departures, calculator = Departures(), Calculator()
    departures.look([Awaited(HERE, calculator)], {})
    assert calculator.hung_up == 0


def test_who_had_gone_before_the_first_look_has_gone():
    departures, calculator = Departures(), Calculator()
    departures.awaited[1] = Awaited(HERE, calculator)
    departures.look(list(departures.awaited.values()), {("192.0.2.7", 8000): {("192.0.2.7", 1)}})
    assert calculator.hung_up == 1
