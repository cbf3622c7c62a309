"""Every field of every panel and grade × each way to get it wrong: refused, and the field is named."""

import json
from functools import cache

import pytest

from course.operations import all_operations
from course.syllabus import PANEL_SLUGS
from tests.every_case import check_every
from tests.web.api.bad_values import literal_requests, wrong_requests

NETWORK = {"weights": [[[0.5, 0.5]], [[1.0]]], "biases": [[0.0], [0.0]]}
JSON = "application/json"


# Programs, tables and files take what their panel takes; a question takes nothing, unless it is drawn
MODELS = {
    path: operation.request
    for path, operation in all_operations().items()
    if operation.group not in ("code", "tables") and not operation.files and operation.request.model_fields
}


@cache
def schema_of(path):
    return MODELS[path].model_json_schema()


# These hold a whole training request, whose fields are tried out one and all at the panel itself
WITH_A_RUN = {"training/epoch": "", "training/seeds": "", "import/training": "/request"}
# How good a kept run was is carried along, whatever it was: losses and RMSE have no largest value, R² no
# smallest
CARRIED = [
    (f"import/{slug}", {"final": {f"{part}_{measure}": value}})
    for slug in ("training", "digits")
    for part in ("train", "validation")
    for measure, value in (("loss", 1e300), ("rmse", 1e300), ("r2", -1e300))
]


def without_repeats(path, cases):
    """The cases; of those that are the training panel's too, every twelfth."""
    if path not in WITH_A_RUN:
        return list(cases)
    run = {f"{WITH_A_RUN[path]}{pointer}" for _, pointer in wrong_requests(schema_of("training")) if pointer}
    return [case for number, case in enumerate(cases) if case[1] not in run or number % 12 == 0]


def cases_of(make):
    """Each path with each wrong request to it, and the field to blame."""
    return [
        (path, body, pointer)
        for path in MODELS
        for body, pointer in without_repeats(path, make(schema_of(path)))
        if (path, body) not in CARRIED
    ]


WRONG = cases_of(wrong_requests)
LITERAL = cases_of(literal_requests)
WRONG_FOR_PANELS = [case for case in WRONG if case[0] in PANEL_SLUGS][::9]


def to(path, cases):
    """The cases of one path, each by its field, its number and what is sent."""
    for number, case in enumerate(cases):
        if case[0] == path:
            yield f"{path} {case[2]} ({number}) {str(case[1])[:200]}", case


def check(response, status, pointer):
    """The answer is a problem of that status that points at the field and says what is allowed."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    assert "Traceback" not in response.text
    errors = response.get_json(force=True)["errors"]
    assert pointer in [error["pointer"] for error in errors]
    for error in errors:
        assert "allowed: " in error["message"]


def test_the_matrix_is_large_enough_to_mean_something():
    assert len(WRONG) >= 1000
    assert len(LITERAL) >= 200
    for path in MODELS:
        fields = {f"/{name}" for name in schema_of(path)["properties"]}
        if path in WITH_A_RUN:
            fields -= {f"/{name}" for name in schema_of("training")["properties"]}
        blamed = {case[2] for case in WRONG if case[0] == path}
        assert fields < blamed


def test_the_matrix_has_backpropagation_and_its_grades_down_to_single_numbers():
    blamed = {path: {case[2] for case in WRONG if case[0] == path} for path in MODELS}
    of_a_pass = {"/network/weights/0/0/0", "/y/0", "/loss", "/reduction", "/half", "/optimizer", "/steps"}
    of_a_grade = {"/quantity/kind", "/quantity/layer", "/quantity/unit", "/quantity/input", "/value"}
    assert of_a_pass < blamed["backprop"] < blamed["grade/backprop"]
    assert of_a_grade < blamed["grade/backprop"] - blamed["backprop"]


@pytest.mark.parametrize("path", MODELS)
def test_a_bad_field_is_named_with_what_came_and_what_is_allowed(client, path):
    def refused(path, body, pointer):
        response = client.post(f"/api/v1/{path}", data=json.dumps(body), content_type=JSON)
        check(response, 422, pointer)

    check_every(to(path, WRONG), refused)


@pytest.mark.parametrize("path", sorted({path for path, _, _ in LITERAL}))
def test_what_is_no_json_number_is_named_too(client, path):
    def refused(path, text, pointer):
        check(client.post(f"/api/v1/{path}", data=text, content_type=JSON), 400, pointer)

    check_every(to(path, LITERAL), refused)


@pytest.mark.parametrize("kind", ["code", "table"])
@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_programs_and_tables_refuse_what_the_panel_refuses(client, kind, slug):
    def refused(slug, body, pointer):
        bodies = {"data": json.dumps(body), "content_type": JSON}
        response = client.post(f"/api/v1/{kind}/{slug}", **bodies)
        check(response, 422, pointer)
        assert response.data == client.post(f"/api/v1/{slug}", **bodies).data

    check_every(to(slug, WRONG_FOR_PANELS), refused)


def parts(value, path=()):
    """The path of every member of an object and of the objects inside it."""
    for name, item in value.items():
        yield (*path, name)
        if isinstance(item, dict):
            yield from parts(item, (*path, name))


def without(value, path):
    """The object but for the member at the path."""
    name, *rest = path
    if rest:
        return {**value, name: without(value[name], rest)}
    return {other: item for other, item in value.items() if other != name}


@pytest.mark.parametrize("path", MODELS)
def test_a_field_left_out_takes_its_default(client, path):
    model = MODELS[path]
    short = {"epochs": 10} if "epochs" in model.model_fields else {}
    full = model().model_dump(mode="json") | short
    assert client.post(f"/api/v1/{path}", json=full).data == client.post(f"/api/v1/{path}", json=short).data
    taken = model.model_validate(full).model_dump()
    for place in parts(full):
        assert model.model_validate(without(full, place) | short).model_dump() == taken, place


def disagreements():
    """Each field allowed alone, but not with another."""
    yield {"x": [0, 0, 0]}, "/x"
    for network, place in (
        ({"weights": [[[1.0, 2.0], [3.0]]]}, "weights/0/1"),
        ({"weights": [[[1.0]], [[1.0, 2.0]]]}, "weights/1/0"),
        ({"weights": [[[1.0]]], "layers": [2, 1]}, "layers"),
        ({"biases": [[0.0]]}, "biases"),
        ({"biases": [[0.0] * 3, [0.0] * 2, [0.0]]}, "biases/1"),
        ({"activations": ["tanh"]}, "activations"),
        ({"activations": ["tanh", "tan", "relu"]}, "activations/1"),
        ({"activations": ["tanh", "tanh", "relu"], "output_activation": "tanh"}, "output_activation"),
        ({"activations": ["tanh", "relu", "relu"], "hidden_activation": "tanh"}, "hidden_activation"),
        ({"parameter_count": 26}, "parameter_count"),
        ({**NETWORK, "parameter_count": 6}, "parameter_count"),
    ):
        yield {"network": network}, f"/network/{place}"


@pytest.mark.parametrize(("body", "pointer"), [*disagreements()])
def test_fields_that_do_not_fit_each_other_are_refused_at_one_of_them(client, body, pointer):
    check(client.post("/api/v1/forward", json=body), 422, pointer)


def test_the_perceptrons_work_is_bounded_at_its_epochs(client):
    examples = [{"x": [0, 0], "y": 1}] * 24
    body = {"examples": examples, "max_epochs": 100}
    check(client.post("/api/v1/perceptron", json=body), 422, "/max_epochs")


def test_a_wrong_place_inside_a_list_is_named_by_its_number(client):
    check(client.post("/api/v1/forward", json={"x": [0, "1"]}), 422, "/x/1")
    layers = {"network": {"layers": [2, 3, 3, 1.5]}}
    check(client.post("/api/v1/forward", json=layers), 422, "/network/layers/3")
    examples = {"examples": [{"x": [0, 0], "y": 1}, {"x": [0, 9e6], "y": 1}]}
    check(client.post("/api/v1/perceptron", json=examples), 422, "/examples/1/x/1")


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ('{"x": [1, NaN]}', "/x/1"),
        ('{"x": ["NaN", NaN]}', "/x/1"),
        ('{"a/b~": {"NaN": -Infinity}}', "/a~1b~0/NaN"),
        ('{"x": [1e308, 1e309]}', "/x/1"),
        ('{"x": [' + "9" * 400 + "]}", "/x/0"),
        ("NaN", ""),
        ('{"x": [NaN}', ""),
    ],
)
def test_the_pointer_to_a_number_that_is_none_leads_to_it(client, text, pointer):
    check(client.post("/api/v1/forward", data=text, content_type=JSON), 400, pointer)


def test_a_bad_number_under_a_key_that_comes_twice_is_told_by_the_key(client):
    response = client.post("/api/v1/forward", data='{"x": NaN, "x": 1}', content_type=JSON)
    assert response.status_code == 400
    assert "twice" in response.get_json(force=True)["detail"]
