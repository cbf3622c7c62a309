"""Addresses that the page's script writes say the same to the server, whatever the state."""

import contextlib
import json
import random
import subprocess

import pytest
from flask import request as asked
from pydantic import ValidationError

from course.panels import all_panels
from panel_kit.contract.schema import merged
from setup import node
from setup.places import ROOT
from web.pages.url_state import nest, read_state

WRITE = """
import { writeQuery } from "./static/js/lib/url_state.js";
let text = "";
for await (const chunk of process.stdin) text += chunk;
console.log(JSON.stringify(JSON.parse(text).map((panel) => writeQuery(panel, panel.present))));
"""
WORDS = [
    *(
        "tanh",
        "two words",
        "",
        "true",
        "null",
        "NaN",
        "-1",
        "1,2",
        "0.5",
        "1e5",
        "[1]",
        "{}",
        "a.b",
        "x=1&y=2",
    ),
    *("100%", "%41", "a+b", "#", "?", "ŷ", "σ(z) ≥ ½", "😀", '"', "\\", "<b>", "\n", "\u2028", "e", "_", "-"),
]
NUMBERS = [0, -0.0, 1, -1, 0.1, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 2**53, 0.30000000000000004]


def queries(panels):
    """What the script writes for each of these."""
    command = [str(node.find().program), "--input-type=module", "-e", WRITE]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(panels), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def pairs_of(app, query):
    """The pairs of an address as a page gets them."""
    with app.test_request_context("/" + query):
        return list(asked.args.items(multi=True))


# Any value, in any place


def value(draw, depth=0):
    """Null, a bool, a number, a word, or a list of any of these."""
    kinds = ["null", "bool", "number", "float", "word"] + ["list", "numbers"] * (depth < 3)
    kind = draw.choice(kinds)
    if kind == "list":
        return [value(draw, depth + 1) for _ in range(draw.randint(0, 3))]
    if kind == "numbers":
        return [number(draw) for _ in range(draw.randint(0, 4))]
    plain = {"null": None, "bool": draw.random() < 0.5, "number": number(draw), "word": draw.choice(WORDS)}
    return plain[kind] if kind in plain else draw.uniform(-1, 1) * 10 ** draw.randint(-300, 300)


def number(draw):
    return draw.choice(NUMBERS) * draw.choice([1, -1])


def any_state(draw):
    """Two fields and a group of two more."""
    return {
        "a": value(draw),
        "b-c": value(draw),
        "group": {"d": value(draw), "inner": {"e": value(draw)}},
    }


def with_changes(defaults, changes):
    """The defaults, and over them what an address says."""
    result = dict(defaults)
    for key, each in changes.items():
        inside = isinstance(each, dict) and isinstance(result.get(key), dict)
        result[key] = with_changes(result[key], each) if inside else each
    return result


def in_floats(value):
    """Numbers as the script has them: float64, all of them. True and 1 stay apart."""
    if isinstance(value, dict):
        return {key: in_floats(each) for key, each in value.items()}
    if isinstance(value, list):
        return [in_floats(each) for each in value]
    return ("float", float(value)) if type(value) is int else (type(value).__name__, value)


def test_two_hundred_states_of_any_values_are_read_as_they_were_written(app):
    draw = random.Random(7)
    states = [
        {
            "state": any_state(draw),
            "defaults": any_state(draw),
            "view": {},
            "viewDefaults": {},
            "prefix": "",
            "present": "",
        }
        for _ in range(200)
    ]
    for panel, query in zip(states, queries(states), strict=True):
        read = with_changes(panel["defaults"], nest(pairs_of(app, query)))
        assert in_floats(read) == in_floats(panel["state"]), query


# Every panel

MOST_MOVED = 3
LISTS = ("network.weights", "network.biases", "network.hidden", "optimizer.betas")  # null until given whole
GIVEN = {
    "perceptron": [
        {"table": "a;b;kind\n1;0,5;x\n2;1,5;y\n", "reading": {"separator": ";", "leave_out": [2]}},
        {
            "examples": [{"x": [0.5], "y": 1}, {"x": [-1.5], "y": 0}],
            "input_names": ["größe (cm)"],
            "class_names": ["a, b", "true"],
        },
    ],
    "training": [
        {"dataset": {"points": [{"x": [0.1, -0.30000000000000004], "y": 1}, {"x": [1e-7, 2.0], "y": 0}]}},
        {"dataset": {"csv": "x1,x2,kind\n0.5,1,yes\n-0.5,1e-3,no\n", "target": "kind", "standardize": True}},
        {"dataset": {"name": "blobs", "classes": 4}, "network": {"hidden": [5, 4, 3]}, "epochs": 10},
        {"dataset": {"name": "sine"}, "loss": "huber", "network": {"hidden": []}},
        {"network": {"activations": ["relu", "tanh", "sigmoid"]}, "early_stopping": {"min_delta": 0.001}},
        {
            "optimizer": {"name": "adam", "betas": [0.85, 0.9990000000000001]},
            "early_stopping": {"patience": 7},
        },
        {"optimizer": {"name": "sgd", "momentum": 0.9, "nesterov": True}, "schedule": {"name": "cosine"}},
        {"schedule": {"name": "multistep", "milestones": [10, 20]}, "batch_size": 7, "validation_share": 0},
    ],
}


def at_a_step(draw, control, default):
    """Another value that the control can be set to; for a list, number by number."""
    if control.kind == "choice":
        keys = [key for key, _ in control.options]
        return draw.sample(keys, draw.randint(1, 4)) if isinstance(default, list) else draw.choice(keys)
    if isinstance(default, list):
        return [at_a_step(draw, control, each) for each in default]
    low, high = control.reach
    steps = draw.randint(0, int((high - low) / control.step))
    kind = float if control.decimals else int
    return kind(round(low + steps * control.step, control.decimals))


def moved(draw, panel):
    """What differs from the panel's defaults when some of its controls are at other values."""
    changes = {}
    share = min(0.4, MOST_MOVED / len(panel.controls))  # of many controls, few go together
    for path, control in panel.controls.items():
        # Of a table, or of a network beside the run: no control gives them
        if path.startswith("reading.") or (panel.slug == "predict" and path.startswith("network.")):
            continue
        if path not in LISTS and draw.random() < share:
            changes = merged(changes, at(path, at_a_step(draw, control, default_of(panel, path))))
    return changes


def at(path, value):
    """The value, alone in its place."""
    for name in reversed(path.split(".")):
        value = {name: value}
    return value


def default_of(panel, path):
    """The default of a field; none where what it is a part of is null."""
    value = panel.defaults
    for name in path.split("."):
        value = value and value[name]
    return value


def with_numbers_given(panel, changes):
    """The same with every weight written out, as when one of them has been changed by hand."""
    request = panel.request.model_validate(changes)
    network, plain = request.network.build(), request.model_dump(mode="json")
    given = {
        "layers": network.sizes,
        "weights": [each.tolist() for each in network.weights],
        "biases": [each.tolist() for each in network.biases],
    }
    alone = {"seeds": 1} if "seeds" in plain else {}  # weights that are given are one start
    return {**plain, **alone, "network": {**plain["network"], **given}}


def changes_of(panel, count=60):
    """Changes of the defaults that the panel accepts; half of those with a network give its numbers."""
    draw, found = random.Random(panel.slug), []
    for _ in range(10 * count):  # of a schedule's options few go with its name
        if len(found) == count:
            break
        with contextlib.suppress(ValidationError):  # controls that do not go together
            changes = moved(draw, panel)
            panel.request.model_validate(changes)
            found.append(changes)
    assert len(found) == count
    found += [{**preset.request} for preset in panel.presets] + GIVEN.get(panel.slug, [])
    if not panel.defaults.get("network") or "network.weights" not in panel.controls:
        return found
    return found + [with_numbers_given(panel, changes) for changes in found[::2]]


@pytest.mark.parametrize("slug", all_panels())
@pytest.mark.parametrize("prefix", ["", "panel."])
def test_a_panels_state_comes_back_from_its_address_to_the_last_digit(app, slug, prefix):
    panel = all_panels()[slug]
    view = panel.view(drawer="data", project=True).model_dump(mode="json")
    changes = changes_of(panel)
    requests = [panel.request.model_validate(each) for each in changes]
    kept = [panel.kept(request, each) for request, each in zip(requests, changes, strict=True)]
    common = {
        "defaults": panel.defaults,
        "start": panel.start,
        "view": view,
        "viewDefaults": panel.view().model_dump(mode="json"),
        "prefix": prefix,
        "present": "?other.x=1,1" if prefix else "",
    }
    written = queries([{**common, "state": each} for each in kept])
    for request, state, query in zip(requests, kept, written, strict=True):
        read = read_state(panel, pairs_of(app, query), prefix)
        assert read.trouble == ""
        assert read.request.model_dump(mode="json") == request.model_dump(mode="json"), query
        assert panel.kept(read.request, read.asked) == state, query
        assert read.view.model_dump(mode="json") == view
