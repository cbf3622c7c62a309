"""Points placed by hand: what they become, and what is refused, naming the point."""

import pytest

from nn_core.datasets import from_points
from nn_core.errors import NotFiniteError, RangeError, ShapeError, UnknownNameError

GOOD = {"x": [0.5, -1], "y": 1}


def test_points_become_a_dataset():
    dataset = from_points([{"x": [0.5, -1], "y": 1}, {"x": [2, 3.5], "y": 0}])
    assert dataset.inputs.tolist() == [[0.5, -1.0], [2.0, 3.5]]
    assert dataset.targets.tolist() == [[1.0], [0.0]]
    assert dataset.input_names == ("x1", "x2")
    assert dataset.class_names == ("0", "1")


def test_classes_may_still_lack_points():
    dataset = from_points([{"x": [0.5, -1], "y": 2}], classes=4)
    assert dataset.targets.tolist() == [[0.0, 0.0, 1.0, 0.0]]
    assert dataset.class_counts == (0, 0, 1, 0)


def test_points_without_classes_are_for_regression():
    dataset = from_points([{"x": [0.5], "y": -2.5}, {"x": (1,), "y": 3}], classes=None)
    assert dataset.task == "regression"
    assert dataset.targets.tolist() == [[-2.5], [3.0]]
    assert dataset.input_names == ("x",)


def test_points_of_a_regression_may_have_several_targets():
    dataset = from_points([{"x": [0.5], "y": [1, -2]}, {"x": [1], "y": (3, 4.5)}], classes=None)
    assert dataset.targets.tolist() == [[1.0, -2.0], [3.0, 4.5]]
    assert dataset.target_names == ("y1", "y2")
    with pytest.raises(RangeError, match=r"^y of points\[1\]: got \[3\], expected 2 numbers"):
        from_points([{"x": [0.5], "y": [1, -2]}, {"x": [1], "y": [3]}], classes=None)


@pytest.mark.parametrize(
    ("second", "error", "message"),
    [
        ({"x": [1, 2]}, RangeError, r"y of points\[1\]: got nothing, expected a whole number in \[0, 1\]"),
        ({"y": 0}, RangeError, r"x of points\[1\]: got nothing"),
        (GOOD | {"x": [1]}, RangeError, r"x of points\[1\]: got \[1\], expected 2 numbers in \[-1e\+09, 1e"),
        (GOOD | {"x": [1, 2, 3]}, RangeError, r"x of points\[1\]: got \[1, 2, 3\], expected 2 numbers"),
        (GOOD | {"x": 1.0}, RangeError, r"x of points\[1\]: got 1.0, expected 2 numbers"),
        (GOOD | {"x": "12"}, RangeError, r"x of points\[1\]: got '12'"),
        (GOOD | {"x": [1, None]}, RangeError, r"x of points\[1\]: got None"),
        (GOOD | {"x": [1, True]}, RangeError, r"x of points\[1\]: got True"),
        (GOOD | {"x": [1, 2e9]}, RangeError, r"x of points\[1\]: got 2000000000.0"),
        (GOOD | {"x": [1, float("nan")]}, NotFiniteError, r"x of points\[1\]: got nan"),
        (GOOD | {"x": [1, float("inf")]}, NotFiniteError, r"x of points\[1\]: got inf"),
        (GOOD | {"x": [1, 10**400]}, RangeError, r"x of points\[1\]"),
        (GOOD | {"y": 2}, RangeError, r"y of points\[1\]: got 2, expected a whole number in \[0, 1\]"),
        (GOOD | {"y": -1}, RangeError, r"y of points\[1\]: got -1"),
        (GOOD | {"y": 0.5}, RangeError, r"y of points\[1\]: got 0.5"),
        (GOOD | {"y": True}, RangeError, r"y of points\[1\]: got True"),
        (GOOD | {"y": "1"}, RangeError, r"y of points\[1\]: got '1'"),
        (GOOD | {"label": 1}, UnknownNameError, r"option of points\[1\]: got 'label', expected one of x, y"),
        ([1, 2], ShapeError, r"points\[1\]: got list, expected \{\"x\": \[numbers\], \"y\": number\}"),
        (None, ShapeError, r"points\[1\]: got NoneType"),
    ],
)
def test_a_bad_point_is_named(second, error, message):
    with pytest.raises(error, match=f"^{message}"):
        from_points([GOOD, second])


@pytest.mark.parametrize("y", ["a", None, 2e9, [], [[1.0]]])
def test_a_bad_number_to_predict_is_named(y):
    with pytest.raises(
        RangeError, match=r"^y of points\[0\]: got .* expected (a|1) numbers? in \[-1e\+09, 1e"
    ):
        from_points([{"x": [1], "y": y}], classes=None)


@pytest.mark.parametrize(
    ("points", "error", "message"),
    [
        ([], RangeError, "points: got 0 points, expected 1 to 1000"),
        ([GOOD] * 1001, RangeError, "points: got 1001 points, expected 1 to 1000"),
        (GOOD, ShapeError, "points: got dict, expected a list of points"),
        ("xy", ShapeError, "points: got str"),
        (None, ShapeError, "points: got NoneType"),
        ([{"x": [], "y": 0}], RangeError, r"x of points\[0\]: got 0 numbers, expected 1 to 100"),
        ([{"x": [0] * 101, "y": 0}], RangeError, r"x of points\[0\]: got 101 numbers, expected 1 to 100"),
        ([{"x": 1, "y": 0}], RangeError, r"x of points\[0\]: got 1, expected a list of numbers"),
        ([None], ShapeError, r"points\[0\]: got NoneType"),
    ],
)
def test_a_bad_list_is_refused(points, error, message):
    with pytest.raises(error, match=f"^{message}"):
        from_points(points)


@pytest.mark.parametrize("classes", [1, 11, 2.0, True, "2"])
def test_a_bad_number_of_classes_is_refused(classes):
    with pytest.raises(RangeError, match=r"^classes of from_points: got .* a whole number in \[2, 10\]"):
        from_points([GOOD], classes=classes)
