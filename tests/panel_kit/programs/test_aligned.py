"""One network in three libraries: every program runs, agrees with the engine, and is walked line by line."""

import contextlib
import io
import itertools
import json
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from nn_core import Network
from nn_core.perceptron import train_perceptron
from panel_kit.programs.aligned import simple_net
from panel_kit.programs.aligned.lesson import LESSON_PROGRAMS
from panel_kit.programs.aligned.recipes import recipes
from panel_kit.programs.aligned.walk import walk
from panel_kit.programs.aligned.walk_of_others import walk_perceptron, walk_simple_net
from tests.panel_kit.programs.running import run

pytestmark = pytest.mark.computes

NAMES = list(recipes())
LOOPS = [name for name in NAMES if not recipes()[name].is_one_pass]
PASSES = 6
GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "aligned_programs.json"


def text_of(name, library):
    return LESSON_PROGRAMS[name]()[library].text


@pytest.mark.parametrize("name", LOOPS)
def test_the_losses_that_numpy_prints_are_those_of_the_engine(name):
    history = recipes()[name].run.history
    told = {key: value for key, value in run(text_of(name, "numpy")).items() if key.startswith("epoch ")}
    assert told
    for key, value in told.items():
        epoch, column = re.fullmatch(r"epoch (\d+): (\w+)", key).groups()
        # The loss of a step is that before it
        expected = history.train_loss[int(epoch) - 1]
        if column != "loss":
            expected = getattr(history, column)[int(epoch)]
        assert value == pytest.approx(float(expected), rel=1e-9)


def test_early_stopping_ends_where_the_engine_does():
    told, ended = run(text_of("early_stopping", "numpy")), recipes()["early_stopping"].run
    assert ended.status == "early_stopped"
    assert told["best_epoch"] == ended.best_epoch
    assert told["best_loss"] == pytest.approx(ended.history.validation_loss.min(), rel=1e-9)


def test_one_pass_prints_every_gradient():
    recipe, told = recipes()["backpropagation"], run(text_of("backpropagation", "numpy"))
    trace = recipe.network.forward(recipe.data.inputs)
    back = recipe.network.backward(trace, recipe.data.targets, "bce")
    assert told["loss"] == pytest.approx(float(back.loss), rel=1e-12)
    for n in recipe.layers:
        np.testing.assert_allclose(told[f"dW{n}"], back.weights[n - 1], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(told[f"db{n}"], back.biases[n - 1], rtol=1e-9, atol=1e-12)


def test_the_perceptron_learns_what_the_engine_s_does():
    told = run(text_of("perceptron", "numpy"))
    learned = train_perceptron([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])
    assert learned.converged
    assert told == {"epochs": learned.epochs, "weights": learned.weights.tolist(), "bias": learned.bias}


def test_a_batch_of_32_through_simple_net_has_the_shape_32_1():
    told = run(text_of("simple_net", "numpy"))
    rng = np.random.default_rng(simple_net.SEED)
    x = rng.normal(size=(simple_net.BATCH, simple_net.SIZES[0]))
    network = Network.create(simple_net.SIZES, rng=rng, hidden_activation="relu")
    prediction = network.forward(x).prediction
    assert told["shape"] == [32, 1] == list(prediction.shape)
    assert told["mean"] == pytest.approx(float(prediction.mean()), rel=1e-12)


@pytest.mark.parametrize("name", LOOPS)
def test_scikit_learn_prints_the_same(name):
    made = LESSON_PROGRAMS[name]()["sklearn"]
    assert (made is None) == (name == "dropout")
    if made is not None:
        assert run(made.text) == pytest.approx(run(text_of(name, "numpy")), rel=1e-8)


@pytest.mark.parametrize("case", json.loads(GOLDEN.read_text("utf-8")), ids=lambda case: case["name"])
def test_pytorch_printed_the_same(case):
    assert text_of(case["name"], "pytorch") == case["program"], "make the golden file anew"
    told = run(text_of(case["name"], "numpy"))
    assert set(case["printed"]) == set(told)
    for key, value in case["printed"].items():
        np.testing.assert_allclose(value, told[key], rtol=1e-9, atol=1e-12, err_msg=key)


def test_every_program_of_the_lesson_has_a_golden_one():
    assert [case["name"] for case in json.loads(GOLDEN.read_text("utf-8"))] == list(LESSON_PROGRAMS)


def really_run(text, most):
    """Each line of the module that runs, with all variables after it."""
    seen, names = [], {"__name__": "__main__"}

    def trace(frame, event, _argument):
        if frame.f_code.co_filename != "program" or frame.f_code.co_name != "<module>":
            return None
        if event == "line":
            if seen:
                seen[-1][1].update(frame.f_globals)
            if len(seen) >= most:
                raise StopIteration
            seen.append((frame.f_lineno, {}))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        exec(compile(text, "program", "exec"), names)
        seen[-1][1].update(names)
    except StopIteration:
        pass
    finally:
        sys.settrace(before)
    return seen


def walked_passes(name, first, count):
    """The lines of some passes, one after the other."""
    recipe = recipes()[name]
    last = min(recipe.passes, first + count - 1)
    return [moment for number in range(first, last + 1) for moment in walk(recipe, number)]


def agrees(moments, ran):
    """The same lines in the same order, and every value that is told is the program's."""
    assert [moment.line for moment in moments] == [line for line, _ in ran]
    for moment, (_, names) in zip(moments, ran, strict=True):
        for key, value in moment.values.items():
            np.testing.assert_allclose(
                value, names[key], rtol=1e-9, atol=1e-12, err_msg=f"{moment.line} {key}"
            )


def ran_from(name, first, most):
    """The lines of the loop that the program really runs."""
    return [each for each in really_run(text_of(name, "numpy"), most) if each[0] >= first]


@pytest.mark.parametrize("name", NAMES)
def test_a_walk_goes_through_the_lines_that_run_with_the_values_they_set(name):
    moments = walked_passes(name, 1, PASSES)
    first = min(moment.line for moment in moments)
    agrees(moments, ran_from(name, first, 1000 + 3 * len(moments))[: len(moments)])
    assert len(moments) > 10


@pytest.mark.parametrize("name", ["dropout", "full_loop", "early_stopping"])
def test_a_late_pass_is_walked_with_the_chance_and_the_weights_that_it_has_then(name):
    late = 2 * recipes()[name].batches + 1
    earlier, moments = walked_passes(name, 1, late - 1), walked_passes(name, late, 1)
    first = min(moment.line for moment in earlier)
    whole = len(earlier) + len(moments)
    agrees(moments, ran_from(name, first, 1000 + 3 * whole)[len(earlier) : whole])


def test_the_last_pass_of_early_stopping_ends_the_loop():
    recipe = recipes()["early_stopping"]
    *_, last = walk(recipe, recipe.passes)
    assert last.text == "break"
    assert all(moment.text != "break" for moment in walk(recipe, recipe.passes - 1))


def test_the_perceptron_is_walked_to_its_end():
    moments = [each for number in range(1, 25) for each in walk_perceptron(number)]
    first = moments[0].line
    agrees(moments, [each for each in ran_from("perceptron", first, 1000) if each[0] >= first])


def test_simple_net_is_walked_through_its_function():
    moments = list(walk_simple_net())
    assert [moment.text.split(" ")[0] for moment in moments[2:6]] == ["a1", "a2", "z3", "return"]
    names = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(text_of("simple_net", "numpy"), "program", "exec"), names)
    told = {key: value for moment in moments for key, value in moment.values.items()}
    assert told["a1"].shape == (32, 16)
    np.testing.assert_allclose(told["prediction"], names["prediction"], rtol=1e-12)


@pytest.mark.parametrize("name", LOOPS)
def test_a_walk_tells_what_every_line_of_a_step_sets(name):
    steps = [moment for moment in walked_passes(name, 1, 2) if moment.step not in ("loop", "print")]
    assert all(moment.values for moment in steps)
    order = [step for step, _ in itertools.groupby(moment.step for moment in steps)]
    assert order[:5] == ["forward", "loss", "backward", "update", "forward"]
