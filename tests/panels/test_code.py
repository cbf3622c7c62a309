"""Programs side by side: the same steps in order, lines with the engine's values, words that hold."""

import numpy as np
import pytest
from pydantic import ValidationError

from panel_kit.programs.aligned.lesson import programs_of
from panels.code import PANEL
from panels.code.request import MOST_LINES, PROGRAM_NAMES, CodeRequest
from panels.code.walks import MAX_ITERATIONS, iterations_of
from tests.panels.reading import ask, table_of

pytestmark = pytest.mark.computes

LIBRARIES = {"numpy", "pytorch", "sklearn"}


@pytest.fixture(scope="module")
def xor():
    return ask(PANEL)


def last_of(program):
    return ask(PANEL, {"program": program, "iteration": iterations_of(program)})


def variables_of(result):
    return {each.name: each.value for line in result.walk for each in line.variables}


@pytest.mark.parametrize("program", PROGRAM_NAMES)
def test_the_blocks_of_a_column_are_its_program_line_by_line(program):
    for column in ask(PANEL, {"program": program}).columns:
        text = programs_of(program)[column.library].text
        lines = text.splitlines()
        for block in column.blocks:
            own = "".join(piece.text for piece in block.pieces)
            assert own.splitlines() == lines[block.line - 1 : block.line - 1 + own.count("\n")]
        rest = sum(piece.text.count("\n") for block in column.blocks for piece in block.pieces)
        blank = sum(not line for line in lines)
        imports = sum(line.startswith(("import ", "from ", "torch.set")) for line in lines)
        assert rest + blank + imports >= len(lines)


@pytest.mark.parametrize("program", PROGRAM_NAMES)
def test_all_libraries_take_the_steps_in_the_same_order(program):
    result = ask(PANEL, {"program": program})
    for column in result.columns:
        own = [block.step for block in column.blocks]
        assert own == [step for step in result.steps if step in own]
    there = {column.library for column in result.columns}
    assert there == (LIBRARIES if result.missing is None else LIBRARIES - {"sklearn"})


@pytest.mark.parametrize("program", PROGRAM_NAMES)
def test_every_line_of_the_walk_stands_in_the_program_at_its_number(program):
    lines = programs_of(program)["numpy"].text.splitlines()
    for result in (ask(PANEL, {"program": program}), last_of(program)):
        assert 0 < len(result.walk) <= MOST_LINES
        assert all(lines[each.line - 1].strip() == each.text for each in result.walk)
        assert all(each.sentence.endswith((".", "?")) for each in result.walk)


def test_the_loss_falls_and_the_walk_says_so(xor):
    late = last_of("xor")
    assert variables_of(xor)["loss"] == pytest.approx(0.703, abs=0.001)
    assert variables_of(late)["loss"] == pytest.approx(late.printed[-1].value, rel=1e-12)
    assert variables_of(late)["loss"] < 0.01


def test_a_step_takes_eta_times_the_gradient_off(xor):
    before = {each.name: each.value for each in xor.before}
    after = variables_of(xor)
    for name in ("W1", "b1", "W2", "b2"):
        expected = before[name] - before["eta"] * after[f"d{name}"]
        np.testing.assert_allclose(after[name], expected, rtol=1e-12, atol=1e-15)


def test_an_iteration_begins_where_the_one_before_it_ended(xor):
    then = {each.name: each.value for each in ask(PANEL, {"iteration": 2}).before}
    for name, value in variables_of(xor).items():
        if name in then:
            np.testing.assert_allclose(then[name], value, rtol=1e-12)


def test_dropout_silences_about_half_of_the_units():
    mask = variables_of(ask(PANEL, {"program": "dropout"}))["mask1"]
    assert set(mask.ravel()) == {0.0, 2.0}
    assert 0.4 < np.mean(mask == 0) < 0.6


def test_early_stopping_is_walked_to_its_break():
    result = last_of("early_stopping")
    assert result.walk[-1].text == "break"
    best = next(each.value for each in result.printed if each.name == "best_epoch")
    assert result.epoch == best + 20


def test_the_shape_of_the_answer_of_simple_net_is_32_1():
    result = ask(PANEL, {"program": "simple_net"})
    assert variables_of(result)["prediction"].shape == (32, 1)
    assert result.printed[0].value.tolist() == [32, 1]
    assert result.missing is not None


def test_the_sentence_names_the_libraries_and_what_they_print_last(xor):
    assert "NumPy, PyTorch and scikit-learn" in xor.sentence
    assert f"epoch 500: loss {xor.printed[-1].value:.3f}." in xor.sentence


def test_an_iteration_beyond_the_end_is_refused_with_the_last_that_there_is():
    with pytest.raises(ValidationError, match="at most 24"):
        CodeRequest(program="perceptron", iteration=25)
    assert max(map(iterations_of, PROGRAM_NAMES)) == MAX_ITERATIONS


def test_the_table_has_every_row_of_every_variable(xor):
    rows = table_of(PANEL).rows
    held = [*xor.before, *(each for line in xor.walk for each in line.variables)]
    assert len(rows) == sum(len(each.rows) for each in held)


def test_every_saved_state_opens():
    for state in PANEL.saved_states.values():
        request = PANEL.request.model_validate(dict(state.request))
        view = PANEL.view.model_validate(dict(state.view))
        assert view.step is None or view.step < len(PANEL.compute(request).walk)
