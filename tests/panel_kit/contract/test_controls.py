"""What a request model says of a field reaches the control that sets it."""

from typing import Annotated

from pydantic import Field

from panel_kit.contract.schema import Request, controls_of, slider

Weight = Annotated[float, Field(ge=-3, le=3)]


class Weights(Request):
    """A number, a list of them, and a list that may be left out."""

    bias: Weight = slider("Bias", step=0.1, default=0.0)
    weights: list[Weight] = slider("Weight {_}", step=0.1, default=[0.0], min_length=1, max_length=4)
    given: Annotated[list[Weight], Field(min_length=2, max_length=5)] | None = slider(
        "Given {_}", step=0.1, default=None
    )


CONTROLS = controls_of(Weights)


def test_a_list_says_how_few_and_how_many_values_it_holds():
    assert CONTROLS["weights"].count == (1, 4)
    assert CONTROLS["given"].count == (2, 5)


def test_a_single_number_has_no_count():
    assert CONTROLS["bias"].count is None


def test_the_bounds_are_those_of_the_numbers_in_a_list():
    assert {(each.low, each.high) for each in CONTROLS.values()} == {(-3, 3)}
