"""Bounds that a panel sets: what panels to come need fits, and runs, without touching the specs."""

from dataclasses import replace

import numpy as np
import pytest
from pydantic import Field, ValidationError

from nn_core import train
from nn_core.datasets import load_breast_cancer, load_digits
from panel_kit.contract.schema import FieldError, Request, controls_of
from panel_kit.specs.data import DataSpec
from panel_kit.specs.data_bounds import PlacedExample, data_within
from panel_kit.specs.limits import LIMITS, TABLES, Limits
from panel_kit.specs.network import NetworkSpec, network_within
from panel_kit.specs.network_result import NetworkResult
from panel_kit.specs.training_network import MAX_TRAINED, TrainingNetwork

DIGITS = Limits(inputs=64, units=64, examples=1797)
TUMOR = Limits(inputs=30, examples=569)
APPROXIMATION = Limits(layers=3, inputs=1, outputs=1, units=60)
GRADIENT_FLOW = Limits(layers=32, inputs=64, units=64, outputs=64)
ARCHITECTURE = Limits(layers=10, inputs=1024, units=1024, outputs=100)


@network_within(replace(DIGITS, weight=MAX_TRAINED), layers=[64, 32, 10], output_activation="softmax")
class DigitsNetwork(TrainingNetwork):
    """Looks at 8 × 8 pixels."""


@data_within(DIGITS)
class DigitsData(DataSpec):
    """Images as points."""


@network_within(TUMOR, layers=[30, 8, 1])
class TumorNetwork(TrainingNetwork):
    """Looks at 30 measurements."""


@data_within(TUMOR)
class TumorData(DataSpec):
    """Patients as points."""


@network_within(APPROXIMATION, layers=[1, 60, 1], output_activation="linear")
class Approximator(NetworkSpec):
    """One input, one layer, one output."""


@network_within(GRADIENT_FLOW, layers=[64] * 32, hidden_activation="gelu")
class DeepNetwork(NetworkSpec):
    """Thirty hidden layers."""


@network_within(ARCHITECTURE, layers=[784, 128, 10])
class Architecture(NetworkSpec):
    """To be counted."""


KINDS = [DigitsNetwork, TumorNetwork, Approximator, DeepNetwork, Architecture]


@data_within(Limits(inputs=16))
class FewColumns(DataSpec):
    """Too few for the tumors."""


def points(data):
    """A dataset of the engine as a request places it."""
    classes = data.labels.tolist()
    return [{"x": x, "y": y} for x, y in zip(data.inputs.tolist(), classes, strict=True)]


def test_the_digits_fit_and_a_network_learns_from_them():
    data = DigitsData.model_validate({"points": points(load_digits()), "standardize": True}).dataset
    assert (data.samples, data.inputs.shape[1], data.targets.shape[1]) == (1797, 64, 10)
    spec = DigitsNetwork.model_validate({"hidden": [32]}).fitted(64, 10, "softmax")
    network = spec.build_for_training()
    assert network.parameter_count == 64 * 32 + 32 + 32 * 10 + 10
    run = train(
        network, data.inputs / 16, data.targets, loss="cross_entropy", optimizer="adam", learning_rate=0.01,
        epochs=15, record_every=15,
    )  # fmt: skip
    assert run.history.train_loss[-1] < 0.5 * run.history.train_loss[0]
    again = DigitsNetwork.model_validate(
        {"weights": [W.tolist() for W in run.network.weights], "activations": run.network.activations}
    )
    assert again.layers == [64, 32, 10]


def test_the_tumors_fit_as_a_table_too():
    data = load_breast_cancer()
    placed = TumorData.model_validate({"points": points(data)}).dataset
    np.testing.assert_array_equal(placed.inputs, data.inputs)
    rows = [",".join(map(repr, [*x, int(y)])) for x, y in zip(data.inputs.tolist(), data.labels, strict=True)]
    table = TumorData.model_validate({"csv": "\n".join(rows)}).dataset
    np.testing.assert_array_equal(table.inputs, data.inputs)
    with pytest.raises(ValidationError, match="columns"):
        FewColumns.model_validate({"csv": "\n".join(rows)})


@pytest.mark.parametrize("kind", KINDS)
def test_the_default_of_each_kind_computes_forward_and_back(kind):
    network = kind().build()
    x = np.full((1, network.sizes[0]), 0.3)
    trace = network.forward(x)
    back = network.backward(trace, np.full((1, network.sizes[-1]), 0.25), "mse")
    assert np.isfinite(trace.prediction).all()
    assert np.isfinite(back.gradient).all()
    assert NetworkResult.of(network).parameter_count == network.parameter_count


def test_the_largest_network_of_an_architecture_is_built_and_not_kept():
    spec = Architecture.model_validate({"layers": [1024, *[1024] * 8, 100], "initializer": "zeros"})
    assert spec.build().parameter_count == 8 * (1024 * 1024 + 1024) + 1024 * 100 + 100
    assert spec.build() is not spec.build()
    assert NetworkSpec().build() is NetworkSpec().build()


@pytest.mark.parametrize(
    ("kind", "fields", "path"),
    [
        (DigitsNetwork, {"layers": [65, 1]}, ("layers", 0)),
        (DigitsNetwork, {"hidden": [65]}, ("hidden", 0)),
        (DigitsNetwork, {"layers": [2, 17, 17]}, ("layers", 2)),  # 16 outputs unless said otherwise
        (TumorNetwork, {"layers": [30, 17, 1]}, ("layers", 1)),
        (Approximator, {"layers": [2, 60, 1]}, ("layers", 0)),
        (Approximator, {"layers": [1, 60, 60, 1]}, ("layers",)),
        (Architecture, {"layers": [1, 101]}, ("layers", 1)),
        (Architecture, {"layers": [1, 1025, 1]}, ("layers", 1)),
        (DeepNetwork, {"layers": [2] * 33}, ("layers",)),
        (TumorNetwork, {"weights": [[[1001.0]]]}, ("weights", 0, 0, 0)),
        (TumorNetwork, {"weights": [[[1.0]] * 17]}, ("weights", 0)),
        (TumorData, {"samples": 570}, ("samples",)),
        (TumorData, {"points": [{"x": [0.0] * 31, "y": 0}]}, ("points", 0, "x")),
    ],
)
def test_one_more_than_a_bound_is_refused_with_the_field_to_blame(kind, fields, path):
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(fields)
    error = caught.value.errors()[0]
    cause = error.get("ctx", {}).get("error")
    assert (cause.path if isinstance(cause, FieldError) else error["loc"]) == path


def test_bounds_and_defaults_are_in_the_schema_under_the_names_of_the_classes():
    class Asked(Request):
        """Two networks and two kinds of data, side by side."""

        plain: NetworkSpec = Field(default=NetworkSpec())
        digits: DigitsNetwork = Field(default=DigitsNetwork())
        data: DataSpec = Field(default=DataSpec())
        images: DigitsData = Field(default=DigitsData())

    defined = Asked.model_json_schema()["$defs"]
    assert {"NetworkSpec", "DigitsNetwork", "DataSpec", "DigitsData"} <= defined.keys()
    assert {"PlacedExample", "DigitsDataExample"} <= defined.keys()
    sizes = {name: defined[name]["properties"]["layers"] for name in ("NetworkSpec", "DigitsNetwork")}
    assert [each["items"]["maximum"] for each in sizes.values()] == [LIMITS.units, 64]
    assert sizes["DigitsNetwork"]["default"] == [64, 32, 10]
    assert defined["DigitsDataExample"]["properties"]["x"]["maxItems"] == 64
    assert defined["DigitsData"]["properties"]["samples"]["anyOf"][0]["maximum"] == 1797
    assert controls_of(Asked)["digits.network".replace("network", "layers")].high == 64


def test_a_kind_with_its_own_bounds_leaves_the_others_as_they_were():
    assert (NetworkSpec.limits, DataSpec.limits) == (LIMITS, TABLES)
    assert (DigitsNetwork.limits.inputs, DigitsData.limits.examples) == (64, 1797)
    with pytest.raises(ValidationError, match="less than or equal to 16"):
        NetworkSpec.model_validate({"layers": [64, 1]})
    assert isinstance(DigitsData.model_validate({"points": [{"x": [0.0], "y": 1}]}).points[0], PlacedExample)
