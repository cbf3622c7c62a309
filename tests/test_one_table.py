"""Bounds, labels and names of options stand in the request models; no script says them again."""

import re

import pytest

from course.panels import all_panels
from tests.test_house import JS, script_name

SCRIPTS = sorted(JS.rglob("*.js"))
# Words of the page that happen to be labels, too: (script, word) ↦ what it says there
WORDS = {
    ("panel/played.js", "Step"): "the button that goes one step on; the label is a step function's",
    ("panels/code/inside.js", "Data"): "the name of a drawer",
    ("panels/code/inside.js", "Step"): "the beginning of a sentence",
    ("panels/code/panel.js", "Step"): "the button that plays",
    ("panels/code/picture.js", "spaces"): "how far a line stands in",
    ("panels/code/steps.js", "Loss"): "the name of a step",
    ("panels/training/controls.js", "your own"): "the picture that opens the sheet for a table or examples",
    ("panels/training/controls.js", "centered"): "the field's own name",
    ("run/own_data.js", "Examples"): "the beginning of a heading",
    ("panels/perceptron/parts.js", "Step"): "the slider through time; the label is a step function's",
    ("panels/accuracy_vs_loss.js", "The weight"): "the beginning of a sentence",
    ("panels/perceptron/parts.js", "From"): "the beginning of a sentence",
    ("panels/descent/parts.js", "Step"): "the slider through time; the label is a step function's",
    ("panels/descent/maths.js", "α"): "the symbol in the formula",
    ("panels/descent/maths.js", "centered"): "the name of an option, by which it is looked up",
    ("run/curves.js", "Loss"): "the title of a graph",
    ("panels/gradient_flow/picture.js", "Loss"): "the title of a graph",
    ("panels/learning_rate/picture.js", "Loss"): "the title of a graph",
    ("panels/schedule/picture.js", "Learning rate η"): "the title of a graph",
    ("panels/overfitting/picture.js", "Loss"): "the title of a graph",
    ("panels/overfitting/seeds.js", "Loss"): "the beginning of a sentence",
    ("panels/learning_rate/picture.js", "Sharpness"): "the title of a graph",
    ("panels/lr_finder/picture.js", "Loss"): "the beginning of a sentence",
    ("panels/lr_finder/proof.js", "Loss"): "the title of a graph",
    ("panels/lr_finder/parts.js", "Step"): "the slider through the test; the label is a step function's",
    ("panels/lr_finder/maths.js", "Step"): "the step that is shown",
    ("panels/lr_finder/inside.js", "Step"): "the step that is shown",
    ("run/curves.js", "cross-entropy"): "the short name of a loss over its graph",
    ("run/curves.js", "Huber"): "the short name of a loss over its graph",
    ("panels/backprop/parts.js", "Loss"): "the name of a stage",
    ("patterns/runs.js", "Loss"): "the title of a graph",
    ("panels/backprop/softmax.js", "cross-entropy"): "the loss that a sentence is about",
    (
        "panels/slow_start.js",
        "cross-entropy",
    ): "one of the two losses that this panel is about, in a sentence",
}
# Numbers that happen to be bounds, too
NUMBERS = {
    ("panels/architecture/comparison.js", 0.5): "where a decision changes",
    ("panels/architecture/comparison.js", 0.9): "where an axis of shares begins at most",
    ("panels/architecture/comparison.js", 20): "the smallest plane, in units of the drawing",
    ("panels/architecture/network.js", 20): "the least room for columns, in units of the drawing",
    ("panels/architecture/scale.js", 10): "a power of ten",
    ("panels/lr_finder/panel.js", 16): "milliseconds of a frame of the screen",
    ("panels/descent/panel.js", 16): "milliseconds of a frame of the screen",
    ("panels/descent/arrows.js", 4): "the shortest arrow, in units of the drawing",
    ("panels/descent/racers.js", 3): "the decimals of a loss, and the name of a kind of dashes",
    ("panels/forward/maths.js", 6): "how many products a formula writes out",
    ("panels/predict/maths.js", 6): "how many products a formula writes out",
    ("panels/predict/places.js", 10): "a power of ten",
    ("panels/predict/rows.js", 7): "the digits of a number in a table",
    ("panels/predict/rows.js", 3): "how many inputs are listed beside the answers",
    ("panels/training/controls.js", 10): "where the size of a batch begins that is not all examples",
    ("panels/tuner/lines.js", 3): "how far a pointer moves that brushes, in units of the drawing",
}
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems")
EVERYWHERE = {0, 1, 2}  # too common to mean a bound
NUMBER = r"(-?\d[\d_]*(?:\.\d+)?)(?![\w.%])"
# Where a bound would stand: a constant, a comparison, a remainder, an end of an input, a least or a most
LIMIT = re.compile(
    rf"const [A-Z_]+ = {NUMBER}|[<>=]=? {NUMBER}|% {NUMBER}|\b(?:min|max)=\"?{NUMBER}"
    rf"|Math\.(?:min|max)\({NUMBER},|Math\.(?:min|max)\([^;]*?, {NUMBER}\)"
)


def code(path):
    """A script without its comments."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"(^|\s)//.*", "", text)


def labels():
    """What controls and their options are called, where that is not just the value."""
    for panel in all_panels().values():
        for control in panel.controls.values():
            yield control.label
            yield from (name for value, name in control.options if name != value)


def test_no_script_repeats_a_label_or_the_name_of_an_option():
    words = {label: re.compile(rf"(?<!\w){re.escape(label)}(?!\w)") for label in labels()}
    texts = {script_name(path): code(path) for path in SCRIPTS}
    said = {
        (name, label) for name, text in texts.items() for label, word in words.items() if word.search(text)
    }
    assert said - WORDS.keys() == set()
    assert WORDS.keys() - said == set()  # every exception is needed


def bounds(schema):
    """Every bound in a model, those of the objects inside it too."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in BOUNDS:
                yield abs(value)
            else:
                yield from bounds(value)
    elif isinstance(schema, list):
        for each in schema:
            yield from bounds(each)


def limits(text):
    """The numbers of a script that stand where a bound would."""
    for found in LIMIT.finditer(text):
        yield abs(float(next(filter(None, found.groups())).replace("_", "")))


def test_no_script_of_a_panel_repeats_a_bound_of_its_request():
    repeated = {
        (script_name(path), number)
        for slug, panel in all_panels().items()
        for path in SCRIPTS
        if script_name(path).startswith(f"panels/{slug.replace('-', '_')}")
        for number in limits(code(path))
        if number in set(bounds(panel.request.model_json_schema())) - EVERYWHERE
    }
    assert repeated - NUMBERS.keys() == set()
    assert NUMBERS.keys() - repeated == set()


@pytest.mark.parametrize(
    "line",
    [
        "const MOST = 24;",
        "if (points.length < 24) return;",
        "depth >= 24 ? 1 : 0",
        "seed = (seed + 1) % 24",
        '<input type="number" min="-24">',
        "Math.min(24, steps + 1)",
        "Math.max(0, Math.min(value, 24))",
    ],
)
def test_a_bound_is_seen_wherever_it_stands(line):
    assert 24 in set(limits(line))
