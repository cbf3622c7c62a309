"""What an optimizer refuses, and what it says of itself."""

import numpy as np
import pytest

from nn_core.errors import NotFiniteError, NudgeError, RangeError, ShapeError, UnknownNameError
from nn_core.optimizers import OPTIMIZERS, create_optimizer


@pytest.mark.parametrize(
    ("name", "options", "error", "message"),
    [
        (
            "sdg",
            {},
            UnknownNameError,
            "optimizer: got 'sdg', expected one of sgd, adagrad, rmsprop, adam, adamw",
        ),
        (
            "sgd",
            {"betas": (0.9, 0.99)},
            UnknownNameError,
            "option of sgd: got 'betas', expected one of learning_rate",
        ),
        (
            "sgd",
            {"learning_rate": -0.1},
            RangeError,
            r"learning_rate of sgd: got -0.1, expected a number in \[0, inf",
        ),
        ("sgd", {"learning_rate": float("nan")}, NotFiniteError, "learning_rate of sgd: got nan"),
        ("sgd", {"learning_rate": "1"}, RangeError, "learning_rate of sgd: got '1'"),
        ("sgd", {"learning_rate": True}, RangeError, "learning_rate of sgd: got True"),
        (
            "sgd",
            {"learning_rate": [0.1, 0.2]},
            ShapeError,
            r"learning_rate of sgd: got \(2,\), expected \(\) or \(\)",
        ),
        ("sgd", {"learning_rate": [[0.1], [0.1, 0.2]]}, RangeError, "learning_rate of sgd: got"),
        ("sgd", {"momentum": 1.5}, RangeError, r"momentum of sgd: got 1.5, expected a number in \[0, 1\]"),
        ("sgd", {"momentum": "0.9"}, RangeError, "momentum of sgd: got '0.9'"),
        ("sgd", {"momentum": True}, RangeError, "momentum of sgd: got True"),
        ("sgd", {"nesterov": 1}, RangeError, "nesterov of sgd: got 1, expected True or False"),
        ("sgd", {"nesterov": True}, RangeError, "nesterov of sgd: got momentum 0.0 and dampening 0.0"),
        ("sgd", {"nesterov": True, "momentum": 0.9, "dampening": 0.1}, RangeError, "nesterov of sgd"),
        ("adagrad", {"lr_decay": float("inf")}, NotFiniteError, "lr_decay of adagrad: got inf"),
        ("rmsprop", {"alpha": 1.0}, RangeError, r"alpha of rmsprop: got 1.0, expected a number in \[0, 1\)"),
        ("rmsprop", {"eps": 0.0}, RangeError, r"eps of rmsprop: got 0.0, expected a number in \(0, inf\)"),
        ("adam", {"betas": (0.9, 1.0)}, RangeError, "betas of adam: got 1.0"),
        (
            "adam",
            {"betas": (0.9,)},
            RangeError,
            r"betas of adam: got \(0.9,\), expected 2 numbers in \[0, 1\)",
        ),
        ("adam", {"betas": 0.9}, RangeError, "betas of adam: got 0.9"),
        ("adamw", {"weight_decay": -1}, RangeError, "weight_decay of adamw: got -1"),
    ],
)
def test_a_wrong_option_names_itself_what_came_and_what_is_allowed(name, options, error, message):
    with pytest.raises(error, match=message):
        create_optimizer(name, 3, **options)


def test_a_step_or_a_state_of_another_shape_is_refused():
    optimizer = create_optimizer("adam", 3)
    with pytest.raises(ShapeError, match=r"parameters: got \(2,\), expected \(3,\)"):
        optimizer.step(np.zeros(2), np.zeros(3))
    with pytest.raises(ShapeError, match=r"gradient: got \(1, 3\), expected \(3,\)"):
        optimizer.step(np.zeros(3), np.zeros((1, 3)))
    with pytest.raises(ShapeError, match="optimizer state"):
        optimizer.restore(create_optimizer("adam", 4).state())
    with pytest.raises(UnknownNameError, match="optimizer of the state: got 'adamw', expected one of adam"):
        optimizer.restore(create_optimizer("adamw", 3).state())
    with pytest.raises(NudgeError):
        optimizer.learning_rate = [0.1, 0.2]


def test_every_optimizer_says_what_it_is():
    for name, optimizer in OPTIMIZERS.items():
        assert optimizer.name == name
        assert optimizer.use.endswith(".")
        assert optimizer.reference
        assert r"\theta" in optimizer.formula
        assert all(option.help.endswith(".") for option in optimizer.table)
        defaults = {option.name: option.default for option in optimizer.table}
        assert create_optimizer(name, 2).settings == defaults
