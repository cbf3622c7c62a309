"""Addresses that the page's script writes say the same to the server, whatever the state."""

import contextlib
import copy
import json
import random
import subprocess

import orjson
import pytest
from flask import request as asked
from pydantic import ValidationError

from panels.panel import all_panels
from setup import node
from setup.places import ROOT
from web.url_state import nest, read_state

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
        read = with_changes(panel["defaults"], nest(dict(pairs_of(app, query))))
        assert in_floats(read) == in_floats(panel["state"]), query


# Every panel


def at_a_step(draw, control, default):
    """Another value that the control can be set to; for a list, number by number."""
    if control.kind == "choice":
        keys = [key for key, _ in control.options]
        return draw.sample(keys, draw.randint(1, 4)) if isinstance(default, list) else draw.choice(keys)
    if isinstance(default, list):
        return [at_a_step(draw, control, each) for each in default]
    if not isinstance(default, int | float):
        return default
    low, high = control.reach
    steps = draw.randint(0, int((high - low) / control.step))
    return type(default)(round(low + steps * control.step, control.decimals))


def moved(draw, panel):
    """The panel's defaults with some of its controls at other values."""
    request = copy.deepcopy(panel.defaults)
    for path, control in panel.controls.items():
        *way, last = path.split(".")
        inside = request
        for name in way:
            inside = inside[name]
        if draw.random() < 0.4:
            inside[last] = at_a_step(draw, control, inside[last])
    return request


def with_numbers_given(panel, request):
    """The same with every weight written out, as when one of them has been changed by hand."""
    result = json.loads(orjson.dumps(panel.compute(request), option=orjson.OPT_SERIALIZE_NUMPY))
    given = {key: result["network"][key] for key in ("layers", "weights", "biases")}
    plain = request.model_dump(mode="json")
    return panel.request.model_validate({**plain, "network": {**plain["network"], **given}})


def requests_of(panel, count=60):
    """Requests that the panel accepts; half of those with a network give its numbers."""
    draw, found = random.Random(panel.slug), []
    for _ in range(count):
        with contextlib.suppress(ValidationError):  # controls that do not go together
            found.append(panel.request.model_validate(moved(draw, panel)))
    found += [panel.request.model_validate({**preset.request}) for preset in panel.presets]
    assert len(found) >= 5
    if "network.weights" not in panel.controls:
        return found
    return found + [with_numbers_given(panel, request) for request in found[::2]]


@pytest.mark.parametrize("slug", all_panels())
@pytest.mark.parametrize("prefix", ["", "panel."])
def test_a_panels_state_comes_back_from_its_address_to_the_last_digit(app, slug, prefix):
    panel = all_panels()[slug]
    view = panel.view(drawer="data", project=True).model_dump(mode="json")
    requests = requests_of(panel)
    common = {
        "defaults": panel.defaults,
        "view": view,
        "viewDefaults": panel.view().model_dump(mode="json"),
        "prefix": prefix,
        "present": "?other.x=1,1" if prefix else "",
    }
    written = queries([{**common, "state": request.model_dump(mode="json")} for request in requests])
    for request, query in zip(requests, written, strict=True):
        state = read_state(panel, pairs_of(app, query), prefix)
        assert state.trouble == ""
        assert state.request.model_dump(mode="json") == request.model_dump(mode="json"), query
        assert state.view.model_dump(mode="json") == view
