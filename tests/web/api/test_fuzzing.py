"""Requests made up from the OpenAPI document, right and wrong ones: nothing breaks, all is as described.

Schemathesis takes the examples, each field at, within and beyond its bounds, wrong types, methods and content
types, and random requests. ``python3 run.py fuzz`` does so for longer, against a real server.
"""

from dataclasses import replace

import pytest
import schemathesis
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import derive_operation_seed
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.python._constants.orchestrator import make_constants_value_source

from app import create_app
from course.operations import all_operations
from nn_core.trainer import TrainingSpec
from panel_kit.runs.request import TrainingRequest
from panel_kit.specs.limits import Limits
from panels.digits.request import DigitsRequest
from panels.double_descent.request import DoubleDescentRequest
from panels.overfitting.request import OverfittingRequest
from panels.transfer.request import TransferRequest
from tests.web.api.fuzzing import LEFT_OUT

# These take the request of a panel, whose every field is tried out at the panel itself.
LIKE_A_PANEL = "^/api/v1/((code|table|export|import)/.+|(digits|training)/epoch|training/seeds)$"
CONFIG = {
    "generation": {"max-examples": 6, "deterministic": True, "database": "none"},
    "checks": {
        LEFT_OUT: {"enabled": False},
        # A list that is too long may make a body that is too large: 413 refuses it, too
        "negative_data_rejection": {"expected-statuses": [400, 413, 415, 422, 503]},
    },
    "operations": [{"include-path-regex": LIKE_A_PANEL, "phases": {"coverage": {"enabled": False}}}],
}
SOON = 0.005
# Here each seed takes its time however soon a run ends: one or two show all that more would
MANY = {
    (TransferRequest, "all_seeds"): 1,
    (DoubleDescentRequest, "all_seeds"): 2,
    (OverfittingRequest, "drawings"): 2,
}
# An app with operations of its own: what they remember of runs that end too soon nobody else is told
all_operations.cache_clear()
SCHEMA = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", create_app(), config=schemathesis.Config.from_dict(CONFIG)
)
all_operations.cache_clear()
OPERATIONS = {operation.label: operation for operation in (each.ok() for each in SCHEMA.get_all_operations())}
FEEDBACK = FeedbackSources(constants_value_source=make_constants_value_source(SCHEMA))


@pytest.fixture(autouse=True)
def _runs_end_soon(monkeypatch, request):
    """Whatever is trained ends after some milliseconds, with what it has by then.

    Of a question's runs only the training panel's do, for an answer may need all that the others tell.
    """
    check_spec = TrainingSpec.__post_init__

    def shorten(spec):
        if spec.time_limit is not None:
            object.__setattr__(spec, "time_limit", SOON)
        check_spec(spec)

    monkeypatch.setattr(TrainingRequest, "limits", Limits(seconds=SOON))
    for bound in ("MOST_TRIES", "LEAST_TRIES"):
        monkeypatch.setattr(f"panel_kit.runs.tries.{bound}", 1)
    if "/questions/" not in request.node.name:
        for (asked, name), most in MANY.items():
            monkeypatch.setattr(asked, name, first_of(getattr(asked, name), most))
        monkeypatch.setattr(TrainingSpec, "__post_init__", shorten)
        monkeypatch.setattr(DigitsRequest, "limits", replace(DigitsRequest.limits, seconds=SOON))
    # Else no question were settled here
    monkeypatch.setattr("course.operations.ran_out_of_time", lambda _result: False)


def first_of(seeds, most):
    """The property of a request, cut short."""
    return property(lambda asked: seeds.fget(asked)[:most])


def holds(case):
    response = case.call_and_validate()
    assert b"Traceback" not in response.content


# Made up when it is tried: `SCHEMA.parametrize` does so for all, in each process that collects tests
@pytest.mark.parametrize("label", OPERATIONS)
def test_what_the_document_says_holds_for_requests_made_up_from_it(label):
    create_test(operation=OPERATIONS[label], test_func=holds, config=made_up_for(OPERATIONS[label]))()


def made_up_for(operation):
    """What makes an operation's requests up, in the words of every Schemathesis that the locks name."""
    config, phase = SCHEMA.config, HypothesisTestMode.FUZZING
    phases = config.phases_for(operation=operation)
    return HypothesisTestConfig(
        project=config,
        modes=[mode for mode in HypothesisTestMode if getattr(phases, mode.value).enabled],
        settings=config.get_hypothesis_settings(operation=operation, phase=phase.value),
        explicit_setting_names=config.explicit_hypothesis_settings(operation=operation, phase=phase.value),
        seed=derive_operation_seed(config.seed, operation.label),
        feedback=FEEDBACK,
    )


def check_all(path, method, **case):
    return SCHEMA[path][method].Case(**case).call_and_validate()


def test_a_crash_would_be_found(monkeypatch):
    def crash():
        raise RuntimeError

    monkeypatch.setattr("web.api.routes.limits", crash)
    with pytest.raises(FailureGroup, match="Server error"):
        check_all("/api/v1/limits", "GET")


def test_an_answer_that_is_not_as_described_would_be_found(monkeypatch):
    monkeypatch.setattr("web.api.answers.every_form", lambda *_: {"numpy": 1})
    with pytest.raises(FailureGroup, match="violates schema"):
        check_all("/api/v1/code/forward", "POST", body={}, media_type="application/json")
