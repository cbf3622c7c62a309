"""Numbers too long for their digits: powers of ten, the same in sentences and in pictures."""

import json
import subprocess

import numpy as np
import pytest

from panel_kit.contract.words import signed
from setup import node
from setup.places import ROOT

WRITE = """
import { fixed } from "./static/js/lib/format.js";
let text = "";
for await (const chunk of process.stdin) text += chunk;
console.log(JSON.stringify(JSON.parse(text).map(([value, decimals]) => fixed(value, decimals))));
"""


def in_the_browser(pairs):
    """The numbers as the scripts write them."""
    command = [str(node.find().program), "--input-type=module", "-e", WRITE]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(pairs), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_numbers_of_any_size_are_written_alike():
    rng = np.random.default_rng(1)
    values = rng.choice([-1, 1], 2000) * rng.uniform(1, 10, 2000) * 10.0 ** rng.integers(-8, 40, 2000)
    halves = [sign * (k + 0.5) / 100 for k in range(40) for sign in (-1, 1)]
    edges = [
        0.0,
        -0.0,
        999_999.994,
        999_999.995,
        1e6,
        9.995e6,
        9.9949e20,
        9.996e20,
        1e21,
        1.7976931348623157e308,
    ]
    pairs = [[float(value), decimals] for value in [*values, *halves, *edges] for decimals in (2, 4)]
    assert in_the_browser(pairs) == [signed(*pair) for pair in pairs]


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e6, "1.00·10⁶"), (-1.4e23, "−1.40·10²³"), (9.999e9, "1.00·10¹⁰"), (999_999.0, "999999.00")],
)
def test_large_numbers_are_powers_of_ten(value, text):
    assert signed(value) == text


def test_whole_numbers_stay_whole():
    assert signed(12_345_678, 0) == "12345678"
