"""Calculations by hand, graded: what is right is called right, and each usual slip by its name."""

import numpy as np
import pytest

from panel_kit.contract.words import signed
from panels.backprop.grade import BackpropGradeRequest, grade
from panels.backprop.panel import PANEL
from tests.panels.reading import ask
from tests.panels.states import random_request

MAZUR = "Mazur’s 2→2→2"

# Graded by hand. Each row: the number asked for in Mazur's example, what came, and the slip behind it.
W5 = {"kind": "updated", "layer": 2, "unit": 0, "input": 0}
G5 = {**W5, "kind": "gradient"}
G2 = {"kind": "gradient", "layer": 1, "unit": 0, "input": 1}
H1, O1 = {"layer": 1, "unit": 0}, {"layer": 2, "unit": 0}
CASES = [
    (W5, 0.35891648, None),
    (W5, 0.3589, None),
    (W5, 0.36, "too_few_digits"),
    (W5, 0.4 + 0.5 * 0.0821670, "wrong_sign"),
    (W5, 0.4 - 0.0821670, "forgot_learning_rate"),
    (W5, -0.5 * 0.0821670, "change_only"),
    (W5, 0.4 - 0.5 * 0.7413651 * 0.5932700, "forgot_da_dz"),
    (G5, 0.0822, None),
    (G5, -0.0822, "wrong_sign"),
    (G5, 0.7413651 * 0.5932700, "forgot_da_dz"),
    (G5, 0.0410835, "other_convention"),  # half of it, as with a mean
    (G5, 0.1384986, "forgot_input"),
    (G5, 0.1384986 * 0.4, "used_weight"),
    (G5, 0.1384986 * 0.3775, "used_z"),
    (G5, 0.1384986 * 0.7513651, "own_activation"),
    ({**G5, "input": 1}, -0.0380982 * 0.5932700, "transposed"),  # row and column of δ aᵀ swapped
    (G2, 0.0087714 * 0.10, None),
    (G2, 0.0363503 * 0.10, "forgot_da_dz"),
    ({"kind": "dL_da", **H1}, 0.0363503, None),
    ({"kind": "dL_da", **H1}, 0.1384986 * 0.40 - 0.0380982 * 0.45, "transposed"),  # W δ, not Wᵀδ
    ({"kind": "dL_da", **H1}, 0.1384986 - 0.0380982, "unweighted"),
    ({"kind": "dL_da", **H1}, 0.1384986 * 0.40, "one_path"),
    ({"kind": "dL_da", **H1}, 0.7413651 * 0.40 - 0.2170715 * 0.50, "forgot_next_da_dz"),
    ({"kind": "delta", **H1}, 0.0087714, None),
    ({"kind": "delta", **H1}, 0.0363503, "forgot_da_dz"),
    ({"kind": "delta", **O1}, 0.1384986, None),
    ({"kind": "delta", **O1}, 0.7413651, "forgot_da_dz"),
    ({"kind": "delta", **O1}, -0.1384986, "wrong_sign"),
    ({"kind": "da_dz", **O1}, 0.1868156, None),
    ({"kind": "da_dz", **O1}, 0.7513651, "gave_a"),
    ({"kind": "da_dz", **O1}, 1 - 0.7513651, "one_minus_a"),
    ({"kind": "z", **O1}, 1.1059060, None),
    ({"kind": "z", **O1}, 0.5059060, "forgot_bias"),
    ({"kind": "a", **O1}, 1.1059060, "forgot_activation"),
    ({"kind": "loss"}, 0.298371, None),
    ({"kind": "loss"}, 0.596742, "other_convention"),
    ({"kind": "updated", **O1}, 0.6, None),  # the bias, which is kept
    ({"kind": "updated", **O1}, 0.6 - 0.5 * 0.1384986, "frozen_bias"),
    ({"kind": "gradient", **O1}, 0.1384986, None),
    ({"kind": "gradient", **O1}, 0.1384986 * 0.6, "times_bias"),
    (G5, 123.0, "unknown"),
]


@pytest.mark.parametrize(("quantity", "value", "slip"), CASES)
def test_a_calculation_by_hand_is_right_or_its_slip_is_named(quantity, value, slip):
    (mazur,) = [preset.request for preset in PANEL.presets if preset.name == MAZUR]
    verdict = grade(
        BackpropGradeRequest.model_validate({**mazur, "quantity": quantity, "value": round(value, 8)})
    )
    assert verdict.correct == (slip is None)
    assert verdict.mistake == (None if slip in (None, "unknown") else slip)
    if slip:
        assert verdict.sentence.startswith("Not yet")
        assert signed(verdict.expected, 4) not in verdict.sentence
    else:
        assert verdict.sentence.startswith("Right")


RANDOM = np.random.default_rng(3)
STATES = [random_request("backprop", RANDOM) for _ in range(12)]
KINDS = ["z", "a", "loss", "dL_da", "da_dz", "delta", "gradient", "updated"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fields", STATES)
def test_the_engines_own_number_is_always_right_and_one_far_off_never(kind, fields):
    rng = np.random.default_rng(len(str(fields)))
    sizes = ask(PANEL, fields).network.layers
    layer = int(rng.integers(1, len(sizes)))
    quantity = {"kind": kind, "layer": layer, "unit": int(rng.integers(sizes[layer]))}
    if kind in ("gradient", "updated"):
        quantity["input"] = int(rng.integers(sizes[layer - 1]))
    asked = {**fields, "quantity": quantity}
    expected = grade(BackpropGradeRequest.model_validate(asked)).expected
    if abs(expected) > 1e8:
        return
    right = grade(BackpropGradeRequest.model_validate({**asked, "value": expected}))
    assert right.correct
    off = grade(BackpropGradeRequest.model_validate({**asked, "value": 3 * expected + 7}))
    assert not off.correct
