"""The training panel: figures, laws, and what goes wrong said plainly."""

import math

import pytest

from panels.training import PANEL
from tests.panels.reading import ask


def test_before_training_a_network_knows_nothing():
    history = ask(PANEL, {"epochs": 0}).history
    assert history.train_loss.tolist() == pytest.approx([math.log(2)], abs=1e-15)
    assert f"{history.train_loss[0]:.4f}" == "0.6931"
    assert history.train_accuracy.tolist() == history.validation_accuracy.tolist() == [0.5]
