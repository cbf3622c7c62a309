"""Each published limit may be reached; one more is refused before anything is computed."""

import json

import pytest

from app import create_app
from course.operations import all_operations
from nn_core import Network
from nn_core.trainer import Trainer
from panel_kit.specs.activations import FUNCTION_NAMES
from panel_kit.specs.network import WIDEST_IN_THE_PLANE
from panels.training import dearest
from tests.every_case import check_every
from tests.web.api.test_bad_fields import WRONG, to
from web.api.limits import limits
from web.compute.queue import LONG_JOBS

LIMITS = {
    f"{group}.{name}".removeprefix("."): value
    for group, values in {"": limits(), **limits()}.items()
    if isinstance(values, dict)
    for name, value in values.items()
    if not isinstance(value, dict)
}
TINY = {"dataset": {"name": "xor"}, "epochs": 1}
ALL_OF_A_RUN = (
    "training",
    "training/epoch",
    "training/seeds",
    "export/training",
    "code/training",
    "table/training",
)
RATES = ("learning-rate", "code/learning-rate", "table/learning-rate")
SCHEDULE = ("schedule", "code/schedule", "table/schedule")
BRIEF = {"epochs": 1, "seeds": 2, "batch_size": None}
FLOW = ("gradient-flow", "code/gradient-flow", "table/gradient-flow")
BUILT = ("architecture", "code/architecture", "table/architecture")
FINDER = ("lr-finder", "code/lr-finder", "table/lr-finder")
APPROXIMATION = ("approximation", "code/approximation", "table/approximation")
OVERFITTING = ("overfitting", "code/overfitting", "table/overfitting")
TRANSFER = ("transfer", "code/transfer", "table/transfer")
ONE_EPOCH = {"seeds": 1, "epochs": 1, "hidden": 2}
SOME_CURES = ("l1", "l2", "dropout", "jitter", "early_stopping")
BRIEFLY = {"epochs": 2, "cures": [], "network": {"layers": [2, 3, 1]}}
TUNER = ("tuner", "code/tuner", "table/tuner")
QUICK_SEARCH = {"epochs": 1, "dataset": {"samples": 20}}
ONE_TRIAL = {**QUICK_SEARCH, "trials": 1}
DESCENDING = ("double-descent", "code/double-descent", "table/double-descent")
FEW_EPOCHS = {"how": "trained", "hidden": 2, "epochs": 2}
TUMOR = ("tumor", "code/tumor", "table/tumor")
FEW_STEPS = {"hidden": [2], "epochs": 2}
DIGITS = ("digits", "code/digits", "table/digits")
QUICK_DIGITS = {"hidden": [1], "epochs": 1, "batch_size": 512}
WITH_NETWORKS = ("forward", "predict", *ALL_OF_A_RUN)


def network(**fields):
    return lambda value: {"network": {name: make(value) for name, make in fields.items()}}


BARE = {"networks": [{"hidden": []}], "seeds": 2}


def compared(**fields):
    """Networks without hidden layers side by side, for one epoch."""
    return {"compare": {**BARE, "epochs": 1, **fields}}


def rows(value):
    return {"points": [{"x": [0.1, i / 5000], "y": i % 2} for i in range(value)]}


def table(columns):
    header = ",".join([*(f"x{place}" for place in range(columns - 1)), "y"])
    line = ",".join(["1"] * columns)
    return {"csv": f"{header}\n{line}\n{line[:-1]}0\n"}


def of_a_run(**fields):
    return lambda value: TINY | {name: make(value) for name, make in fields.items()}


def placed(value):
    return [{"x": [i / 24, i * 7 % 24 / 24], "y": i * 5 % 2} for i in range(value)]


def thin(sizes):
    return [2, *[1] * (sizes - 1)]


def plane(last=1):
    return {"layers": [*WIDEST_IN_THE_PLANE[:-1], last]}


ON_A_NETWORK = {"surface": "network"}


# limit ↦ (paths, value ↦ request, field that is blamed)
CASES = {
    "predict.values": (
        ("predict",),
        # 100 × 100 places of 25 units are a quarter of them: four θ have room, a fifth has none
        lambda value: {
            "network": {"layers": [2, 9, 16]},
            "grid": {"resolution": 100, "units": True},
            "parameters": [[0.1] * (27 + 160)] * (value // (100 * 100 * 25) + (value % 2)),
        },
        "/grid/resolution",
    ),
    "predict.parameters": (
        ("predict",),
        lambda value: {"network": {"layers": [1, 1]}, "parameters": [[0.5, 0.5]] * value},
        "/parameters",
    ),
    "predict.resolution": (("predict",), lambda value: {"grid": {"resolution": value}}, "/grid/resolution"),
    "network.layers": (WITH_NETWORKS, network(layers=thin), "/network/layers"),
    "network.units_per_layer": (
        WITH_NETWORKS, network(layers=lambda units: [2, units, 1]), "/network/layers/1",
    ),
    "network.absolute_weight": (
        ("forward",),
        lambda value: {"network": {"layers": [1, 1], "weights": [[[value]]]}, "x": [0]},
        "/network/weights/0/0/0",
    ),
    "network.seed": (WITH_NETWORKS, network(seed=lambda value: value), "/network/seed"),
    "absolute_input": (("forward",), lambda value: {"x": [value, 0]}, "/x/0"),
    "training.examples": (ALL_OF_A_RUN, of_a_run(dataset=rows), "/dataset/points"),
    "training.seeds": (("training/seeds",), of_a_run(seeds=lambda value: value), "/seeds"),
    "training.csv_columns": (ALL_OF_A_RUN, of_a_run(dataset=table), "/dataset/csv"),
    "training.epochs": (ALL_OF_A_RUN, lambda value: {**TINY, "epochs": value}, "/epochs"),
    "training.batches_of_an_epoch": (
        ("training/epoch",),
        lambda value: {"dataset": rows(value), "validation_share": 0, "batch_size": 1, "epochs": 1},
        "/batch_size",
    ),
    "perceptron.examples": (
        ("perceptron", "code/perceptron", "table/perceptron"),
        lambda value: {"examples": placed(value), "max_epochs": 1},
        "/examples",
    ),
    "perceptron.epochs": (("perceptron",), lambda value: {"max_epochs": value}, "/max_epochs"),
    "perceptron.looks": (
        ("perceptron",),
        # 12 examples a hundred times are 1200; one more is one too many
        lambda value: {"examples": placed(12 + value % 2), "max_epochs": 100},
        "/max_epochs",
    ),
    "activation.functions": (
        ("activation", "code/activation", "table/activation"),
        lambda value: {"names": list(FUNCTION_NAMES)[:value]},
        "/names",
    ),
    "softmax.logits": (("softmax",), lambda value: {"logits": [0.5] * value}, "/logits"),
    "linear_collapse.examples": (
        ("linear-collapse",), lambda value: {"inputs": [[0, i / 32] for i in range(value)]}, "/inputs",
    ),
    "descent.steps": (("descent",), lambda value: {"steps": value}, "/steps"),
    "descent.optimizers": (
        ("descent",), lambda value: {"steps": 1, "optimizers": [{"name": "sgd"}] * value}, "/optimizers",
    ),
    "learning_rate.rates": (RATES, lambda value: {"rates": [0.1] * value, "epochs": 1}, "/rates"),
    "learning_rate.seeds": (RATES, lambda value: {"seeds": value, "epochs": 1}, "/seeds"),
    "learning_rate.epochs": (
        ("code/learning-rate",), lambda value: {"epochs": value, "rates": [0.1, 0.2]}, "/epochs",
    ),
    "learning_rate.examples": (
        RATES,
        lambda value: {"dataset": {"name": "moons", "samples": value}, "epochs": 1},
        "/dataset/samples",
    ),
    "gradient_flow.hidden_layers": (FLOW, lambda value: {"depth": value, "width": 2}, "/depth"),
    "gradient_flow.units_per_layer": (FLOW, lambda value: {"width": value, "depth": 2}, "/width"),
    "gradient_flow.seeds": (FLOW, lambda value: {"seeds": value, "width": 2, "depth": 2}, "/seeds"),
    "gradient_flow.epochs": (
        FLOW, lambda value: {"train_epochs": value, "width": 2, "depth": 2}, "/train_epochs",
    ),
    "digits.epochs": (DIGITS, lambda value: {**QUICK_DIGITS, "epochs": value}, "/epochs"),
    "digits.splits": (DIGITS, lambda value: {**QUICK_DIGITS, "splits": value}, "/splits"),
    "digit.strokes": (
        ("digit",), lambda value: {"strokes": [[[0.2, 0.2], [0.8, 0.8]]] * value, "network": {}}, "/strokes",
    ),
    "digit.points": (
        ("digit",),
        lambda value: {"strokes": [[[0.5, i / 2500] for i in range(value)]], "network": {}},
        "/strokes/0",
    ),
    "lr_finder.steps": (FINDER, lambda value: {"steps": value}, "/steps"),
    "lr_finder.seeds": (FINDER, lambda value: {"seeds": value, "steps": 20}, "/seeds"),
    "lr_finder.epochs": (
        FINDER, lambda value: {"epochs": value, "prove": True, "batch_size": None, "steps": 20}, "/epochs",
    ),
    "architecture.units_per_layer": (BUILT, lambda value: {"layers": [2, value, 1]}, "/layers/1"),
    "architecture.outputs": (BUILT, lambda value: {"layers": [2, value]}, "/layers/1"),
    "architecture.hidden_layers": (BUILT, lambda value: {"layers": [2, *[1] * value, 1]}, "/layers"),
    "architecture.networks": (
        BUILT, lambda value: compared(networks=[{"hidden": [1]}] * value), "/compare/networks",
    ),
    "architecture.examples": (
        BUILT, lambda value: compared(dataset={"samples": value}), "/compare/dataset/samples",
    ),
    "architecture.epochs": (
        ("code/architecture",), lambda value: {"compare": {**BARE, "epochs": value}}, "/compare/epochs",
    ),
    "architecture.seeds": (BUILT, lambda value: compared(seeds=value), "/compare/seeds"),
    "descent.epochs": (
        ("descent",),
        lambda value: {**ON_A_NETWORK, "steps": 1, "plane": {"epochs": value}},
        "/plane/epochs",
    ),
    "descent.predictions": (
        ("descent",),
        # 32 rates of one optimizer · 125 examples · 150 steps are 600,000; one step more is too many
        lambda value: {
            **ON_A_NETWORK,
            "optimizers": [{"name": "sgd"}],
            "rates": "best",
            "plane": {"dataset": {"samples": 125}, "epochs": 2},
            "steps": 150 + value % 2,
        },
        "/steps",
    ),
    "schedule.epochs": (SCHEDULE, lambda value: {**BRIEF, "epochs": value}, "/epochs"),
    "schedule.examples": (
        SCHEDULE, lambda value: {**BRIEF, "dataset": {"samples": value}}, "/dataset/samples",
    ),
    "schedule.units_per_layer": (
        SCHEDULE, lambda value: {**BRIEF, "network": {"hidden": [value]}}, "/network/hidden/0",
    ),
    "schedule.seeds": (SCHEDULE, lambda value: {**BRIEF, "seeds": value}, "/seeds"),
    "approximation.hidden": (APPROXIMATION, lambda value: {"hidden": value}, "/hidden"),
    "approximation.epochs": (
        ("code/approximation",), lambda value: {**FEW_EPOCHS, "epochs": value}, "/epochs",
    ),
    "approximation.seeds": (APPROXIMATION, lambda value: {**FEW_EPOCHS, "seeds": value}, "/seeds"),
    "approximation.points": (
        APPROXIMATION, lambda value: {"points": [[i / 99, 0.5] for i in range(value)]}, "/points",
    ),
    "approximation.depth": (APPROXIMATION, lambda value: {"how": "folded", "depth": value}, "/depth"),
    "code.iterations": (
        ("code", "code/code", "table/code"), lambda value: {"iteration": value}, "/iteration",
    ),
    "double_descent.features": (DESCENDING, lambda value: {"features": [10, 20, value]}, "/features/2"),
    "double_descent.places": (
        DESCENDING, lambda value: {"features": [*range(10, 10 + value)]}, "/features",
    ),
    "double_descent.examples": (
        DESCENDING, lambda value: {"features": [10, 20, 30], "examples": value, "seeds": 1}, "/examples",
    ),
    "double_descent.seeds": (
        DESCENDING, lambda value: {"features": [10, 20, 30], "seeds": value}, "/seeds",
    ),
    "transfer.examples": (TRANSFER, lambda value: {**ONE_EPOCH, "examples": value}, "/examples"),
    "transfer.seeds": (("code/transfer",), lambda value: {**ONE_EPOCH, "seeds": value}, "/seeds"),
    "transfer.epochs": (TRANSFER, lambda value: {**ONE_EPOCH, "epochs": value}, "/epochs"),
    "transfer.hidden": (TRANSFER, lambda value: {**ONE_EPOCH, "hidden": value}, "/hidden"),
    "overfitting.cures": (
        OVERFITTING,
        lambda value: {**BRIEFLY, "cures": [{"name": name} for name in SOME_CURES[:value]]},
        "/cures",
    ),
    "overfitting.seeds": (OVERFITTING, lambda value: {**BRIEFLY, "seeds": value}, "/seeds"),
    "overfitting.epochs": (("code/overfitting",), lambda value: {**BRIEFLY, "epochs": value}, "/epochs"),
    "overfitting.units": (
        OVERFITTING, lambda value: {**BRIEFLY, "network": {"layers": [2, value, 1]}}, "/network/layers/1",
    ),
    "tuner.trials": (TUNER, lambda value: {**QUICK_SEARCH, "trials": value}, "/trials"),
    "tuner.epochs": (("code/tuner",), lambda value: {**ONE_TRIAL, "epochs": value}, "/epochs"),
    "tuner.examples": (
        TUNER, lambda value: {**ONE_TRIAL, "dataset": {"samples": value}}, "/dataset/samples",
    ),
    "tuner.layers": (
        TUNER,
        lambda value: {**ONE_TRIAL, "space": {"layers": {"low": 1, "high": value}}},
        "/space/layers/high",
    ),
    "tuner.neurons": (
        TUNER,
        lambda value: {**ONE_TRIAL, "space": {"neurons": {"low": 1, "high": value}}},
        "/space/neurons/high",
    ),
    "tumor.hidden_layers": (TUMOR, lambda value: {"epochs": 2, "hidden": [2] * value}, "/hidden"),
    "tumor.units_per_layer": (TUMOR, lambda value: {"epochs": 2, "hidden": [value]}, "/hidden/0"),
    "tumor.epochs": (TUMOR, lambda value: {"hidden": [2], "epochs": value}, "/epochs"),
    "tumor.splits": (TUMOR, lambda value: {**FEW_STEPS, "splits": value}, "/splits"),
    "tumor.measurements": (
        (*TUMOR, "tumor/patient"), lambda value: {"features": [0.0] * value}, "/features",
    ),
    "tumor.patients": (
        ("tumor/decision",),
        lambda value: {"probabilities": [0.5] * value, "targets": [0, 1, *[1] * (value - 2)]},
        "/probabilities",
    ),
    "loss.pairs": (
        ("loss",), lambda value: {"predictions": [0.5] * value, "targets": [1] * value}, "/predictions",
    ),
    "slow_start.epochs": (
        ("slow-start", "code/slow-start", "table/slow-start"), lambda value: {"epochs": value}, "/epochs",
    ),
    "accuracy_vs_loss.examples": (
        ("accuracy-vs-loss",), lambda value: {"dataset": {"samples": value}}, "/dataset/samples",
    ),
    "accuracy_vs_loss.points": (("accuracy-vs-loss",), lambda value: {"points": value}, "/points"),
    "accuracy_vs_loss.epochs_before": (("accuracy-vs-loss",), lambda value: {"pretrain": value}, "/pretrain"),
    "backprop.layers": (
        ("backprop", "grade/backprop"),
        network(layers=thin),
        "/network/layers",
    ),
    "backprop.units_per_layer": (
        ("backprop", "grade/backprop"), network(layers=lambda units: [2, units, 1]), "/network/layers/1",
    ),
    "backprop.absolute_input": (("backprop", "grade/backprop"), lambda value: {"x": [value, 0]}, "/x/0"),
    "backprop.steps": (("backprop", "grade/backprop"), lambda value: {"steps": value}, "/steps"),
}  # fmt: skip
# These have a test of their own below, or hold a result down instead of a request
APART = {
    "overfitting.work",
    "tuner.work",
    *("learning_rate.work", "lr_finder.work", "architecture.work", "approximation.work"),
    "architecture.megabytes",
    *("body_bytes", "csv_body_bytes", "json_depth", "predict.work", "gradient_flow.work"),
    *("schedule.steps", "schedule.work", "tumor.seconds"),
    *("long_computations", "long_computations_megabytes"),
    *(
        "digits.work",
        "digits.mnist",
        "digits.batches_of_an_epoch",
        "digits.seconds",
        "digits.snapshots",
        "digits.snapshot_numbers",
    ),
    *("training.work", "training.seeds_answers"),
    *("training.seconds", "training.snapshots", "training.snapshot_numbers"),
}
GRADED = {"quantity": {"kind": "loss"}, "value": 1}
EACH = [(limit, path) for limit, (paths, _, _) in CASES.items() for path in paths]


@pytest.fixture(scope="module")
def served():
    """An app and its operations: other tests make tables of their own, which this app would not ask."""
    return create_app(), all_operations()


@pytest.fixture
def client(served):
    return served[0].test_client()


@pytest.fixture
def computed(monkeypatch, served):
    """How often an engine was set to work: any pass through a network, and any training."""
    counted = []

    def counting(plain):
        def count(*arguments, **named):
            counted.append(plain)
            return plain(*arguments, **named)

        return count

    for owner, name in ((Network, "forward"), (Network, "backward"), (Trainer, "__init__"), (Trainer, "run")):
        monkeypatch.setattr(owner, name, counting(getattr(owner, name)))
    for operation in served[1].values():  # a frozen dataclass keeps its fields in its dict
        monkeypatch.setitem(operation.__dict__, "run", counting(operation.run))
    return counted


def send(client, path, request):
    return client.post(f"/api/v1/{path}", data=json.dumps(request), content_type="application/json")


def check_refused(response, computed, pointer):
    assert response.status_code == 422, response.text[:300]
    assert pointer in [error["pointer"] for error in response.get_json(force=True)["errors"]]
    assert not computed


def test_every_limit_that_is_published_is_tried():
    assert LIMITS.keys() == CASES.keys() | APART


@pytest.mark.parametrize(("limit", "path"), EACH)
def test_one_more_than_a_limit_is_refused_before_anything_is_computed(client, computed, limit, path):
    _, request_of, pointer = CASES[limit]
    graded = GRADED if path.startswith("grade") else {}
    check_refused(send(client, path, request_of(LIMITS[limit] + 1) | graded), computed, pointer)


@pytest.mark.parametrize("limit", CASES)
def test_a_limit_itself_may_be_reached(client, computed, limit):
    paths, request_of, _ = CASES[limit]
    at = send(client, paths[0], request_of(LIMITS[limit]))
    assert at.status_code == 200, at.text[:300]
    assert computed


@pytest.mark.parametrize(("path", "size"), [("forward", "body_bytes"), ("data/csv", "csv_body_bytes")])
def test_a_body_of_one_byte_more_is_refused_unread(client, computed, path, size):
    spaces = b" " * (LIMITS[size] - 2)
    assert (
        client.post(f"/api/v1/{path}", data=b"{}" + spaces, content_type="application/json").status_code
        == 200
    )
    computed.clear()
    larger = client.post(f"/api/v1/{path}", data=b"{} " + spaces, content_type="application/json")
    assert (larger.status_code, computed) == (413, [])


def test_one_bracket_too_deep_is_refused_unread(client, computed):
    deep = LIMITS["json_depth"]
    for depth, status in ((deep, 422), (deep + 1, 400)):
        body = '{"x":' + "[" * (depth - 1) + "]" * (depth - 1) + "}"
        assert (
            client.post("/api/v1/forward", data=body, content_type="application/json").status_code == status
        )
    assert not computed


@pytest.mark.parametrize("path", ALL_OF_A_RUN)
def test_a_run_that_costs_more_than_the_work_allowed_is_refused_with_what_fits(client, computed, path):
    run = {
        "dataset": {"name": "circles", "samples": 1000},
        "network": plane(),
        "batch_size": 8,
        "epochs": 5000,
    }
    response = send(client, path, run)
    check_refused(response, computed, "/epochs")
    assert "about" in response.text


def test_predictions_that_cost_more_than_the_work_allowed_are_refused(client, computed):
    grid, theta = {"resolution": 128}, [1] * (16 * 3 + 17 * 16 * 3 + 17)
    for members, status in ((20, 200), (21, 422)):
        computed.clear()
        request = {"network": plane(), "grid": grid, "parameters": [theta] * members}
        assert send(client, "predict", request).status_code == status
    assert not computed
    assert 128 * 128 * len(theta) * 20 <= LIMITS["predict.work"] < 128 * 128 * len(theta) * 21


def test_many_seeds_at_once_are_refused_beyond_the_memory_allowed(client, computed):
    most = dearest.seeds(0) | {"network": plane(), "epochs": 1}
    examples = most["dataset"]["samples"]
    for samples in (examples, examples + 1):
        computed.clear()
        response = send(client, "training/seeds", most | {"dataset": {"name": "circles", "samples": samples}})
        if samples == examples:
            assert response.status_code == 200
    check_refused(response, computed, "/seeds")


def test_the_places_published_are_those_there_are():
    assert (LONG_JOBS.most, LONG_JOBS.megabytes) == (
        LIMITS["long_computations"],
        LIMITS["long_computations_megabytes"],
    )


OUT_OF_BOUNDS = WRONG[::7]


@pytest.mark.parametrize("path", sorted({path for path, _, _ in OUT_OF_BOUNDS}))
def test_no_field_out_of_its_bounds_reaches_the_engine(client, computed, path):
    def refused(path, body, pointer):
        computed.clear()
        check_refused(send(client, path, body), computed, pointer)

    check_every(to(path, OUT_OF_BOUNDS), refused)
