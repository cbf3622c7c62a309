"""The perceptron: its rule by hand, its convergence by Novikoff's bound, its cycles by proof."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn_core.errors import NotFiniteError, NudgeError, RangeError, ShapeError
from nn_core.perceptron import train_perceptron

CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]
GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0], "nor": [1, 0, 0, 0]}
XOR = [0, 1, 1, 0]


def predict(run, inputs):
    """ŷ for every example."""
    return (np.asarray(inputs) @ run.weights + run.bias >= 0.0).astype(int).tolist()


def test_the_first_epoch_of_or_is_the_hand_worked_one():
    # w = (0, 0), b = 0. (0,0): z = 0 → 1, wrong: b = −1. (0,1): z = −1 → 0, wrong: w = (0, 1), b = 0.
    # (1,0): z = 0 → 1, right. (1,1): z = 1 → 1, right.
    run = train_perceptron(CORNERS, GATES["or"])
    first = run.updates[:4]
    assert [update.prediction for update in first] == [1, 0, 1, 1]
    assert [update.target for update in first] == [0, 1, 1, 1]
    assert [update.error for update in first] == [-1, 1, 0, 0]
    assert [update.weights.tolist() for update in first] == [[0, 0], [0, 1], [0, 1], [0, 1]]
    assert [update.bias for update in first] == [-1, 0, 0, 0]
    assert [(update.epoch, update.example) for update in run.updates[:5]] == [
        (1, 0),
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 0),
    ]


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("learning_rate", [1.0, 0.1, 0.3])
def test_a_separable_gate_converges(gate, learning_rate):
    run = train_perceptron(CORNERS, GATES[gate], learning_rate=learning_rate)
    assert run.converged
    assert run.cycle is None
    assert predict(run, CORNERS) == GATES[gate]
    assert [update.error for update in run.updates[-4:]] == [0, 0, 0, 0]
    assert run.epochs == run.updates[-1].epoch < 10
    assert run.mistakes == sum(update.error != 0 for update in run.updates)


@pytest.mark.parametrize("learning_rate", [1.0, 0.1, 0.3])
def test_xor_is_proven_never_to_converge(learning_rate):
    run = train_perceptron(CORNERS, XOR, learning_rate=learning_rate)
    assert not run.converged
    assert run.cycle is not None
    assert run.epochs < 5  # long before the 50 it may take
    assert_cycle_is_real(run)


def assert_cycle_is_real(run):
    """The state before the cycle is the state after it, at the same place, with mistakes between."""
    first, length = run.cycle.first, run.cycle.length
    assert first + length == len(run.updates)
    before, after = run.updates[first - 1], run.updates[-1]
    assert after.example == before.example
    assert after.weights.tobytes() == before.weights.tobytes()
    assert after.bias == before.bias
    assert any(update.error for update in run.updates[first:])


def test_a_cycle_goes_on_as_it_was_proven():
    # Taken up where the state came back, the run makes the updates of the cycle again.
    run = train_perceptron(CORNERS, XOR)
    order = [update.example for update in run.updates[run.cycle.first :]]
    again = train_perceptron(
        np.array(CORNERS)[order], np.array(XOR)[order], weights=run.weights, bias=run.bias, max_epochs=1
    )
    cycle = run.updates[run.cycle.first :]
    assert [update.error for update in again.updates] == [update.error for update in cycle]
    assert [update.weights.tolist() for update in again.updates] == [
        update.weights.tolist() for update in cycle
    ]


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(0, 1)), min_size=1, max_size=8))
def test_on_whole_numbers_it_is_always_known_how_it_ends(rows):
    # Weights stay bounded (Block and Levin), so on whole numbers some state must come back.
    data = np.array(rows)
    run = train_perceptron(data[:, :2], data[:, 2], max_epochs=2000)
    assert run.converged != (run.cycle is not None)
    if run.converged:
        assert predict(run, data[:, :2]) == data[:, 2].tolist()


@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(2, 30), st.floats(0.05, 0.5))
def test_separable_data_converge_within_novikoffs_bound(seed, n_in, batch, margin):
    # With the bias as a weight on a constant input 1: at most (R / γ)² mistakes, for data of norm R at
    # margin γ from some plane through 0.
    rng = np.random.default_rng(seed)
    plane = rng.normal(size=n_in + 1)
    plane /= np.linalg.norm(plane)
    X = rng.uniform(-2.0, 2.0, size=(batch * 20, n_in))
    distance = X @ plane[:-1] + plane[-1]
    kept = np.abs(distance) >= margin
    if not kept.any():
        return
    X, distance = X[kept][:batch], distance[kept][:batch]
    bound = (
        np.linalg.norm(np.column_stack([X, np.ones(len(X))]), axis=1).max() / np.abs(distance).min()
    ) ** 2
    run = train_perceptron(X, (distance > 0).astype(int), max_epochs=int(bound) + 2)
    assert run.converged
    assert run.mistakes <= bound


def test_a_run_that_ends_too_soon_claims_neither():
    run = train_perceptron(CORNERS, GATES["and"], max_epochs=1)
    assert not run.converged
    assert run.cycle is None
    assert run.epochs == 1


def test_it_goes_on_from_the_weights_given():
    run = train_perceptron(CORNERS, GATES["and"], weights=[1, 1], bias=-1.5)
    assert run.converged
    assert run.mistakes == 0
    assert run.epochs == 1


def test_records_are_frozen():
    run = train_perceptron(CORNERS, XOR)
    with pytest.raises(ValueError, match="read-only"):
        run.updates[0].weights[0] = 5.0
    with pytest.raises(AttributeError):
        run.updates[0].bias = 5.0


@pytest.mark.parametrize(
    ("request_", "error", "message"),
    [
        ({"inputs": [[1, 2], [3]]}, ShapeError, "inputs: got rows of unequal length"),
        ({"inputs": [1, 2]}, ShapeError, r"inputs: got \(2,\), expected \(batch, n_in\)"),
        ({"inputs": np.zeros((0, 2)), "targets": []}, ShapeError, r"inputs: got \(0, 2\)"),
        ({"inputs": [[1], [np.nan]]}, NotFiniteError, "inputs: got nan"),
        ({"targets": [0]}, ShapeError, r"targets: got \(1,\), expected \(2,\)"),
        ({"targets": [0, -1]}, RangeError, "targets: got -1.0, expected 0 or 1"),
        ({"weights": [0, 0]}, ShapeError, r"weights: got \(2,\), expected \(1,\)"),
        ({"learning_rate": 0.0}, RangeError, r"learning_rate: got 0.0, expected a number in \(0, inf\)"),
        ({"learning_rate": float("nan")}, NudgeError, "learning_rate: got nan"),
        ({"max_epochs": 0}, RangeError, "max_epochs: got 0, expected 1 or more"),
        ({"bias": float("inf")}, NotFiniteError, "bias: got inf"),
    ],
)
def test_bad_requests_name_the_field(request_, error, message):
    with pytest.raises(error, match=message):
        train_perceptron(**{"inputs": [[1], [2]], "targets": [0, 1]} | request_)
