"""One network as three programs: pure NumPy, PyTorch, scikit-learn, with the same steps side by side.

A framework does nothing that cannot be written down in forty lines. Here those forty lines stand beside the
calls that replace them, and the loop is walked line by line: every number that a line sets comes from the
engine, and a test holds each against the program as it really runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from panel_kit.contract.operation import QUICK, Cost, Operation, at_once
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.table import Table, table, words
from panel_kit.contract.words import amount, signed
from panel_kit.programs.aligned.lesson import columns_of, programs_of
from panel_kit.programs.aligned.recipes import recipes
from panel_kit.programs.aligned.steps import Column, Step, numbered_lines
from panel_kit.programs.program import LIBRARY_NAMES, Program, Programs
from panel_kit.programs.segments import segments
from panel_kit.programs.size import cost_of_numbers
from panels.code.printed import printed_by
from panels.code.request import MOST_LINES, PROGRAM_NAMES, CodeRequest, CodeView
from panels.code.result import (
    CodeBlock,
    CodeColumn,
    CodeLine,
    CodePiece,
    CodePrinted,
    CodeResult,
    CodeVariable,
    variable,
)
from panels.code.walks import MAX_ITERATIONS, iterations_of, known_before, lines_of
from panels.code.words import say, say_line, say_missing, title_of

LONG_BESIDE_OTHERS = 60
"""Characters from which on numbers are folded: three programs share the room."""
SECONDS_OF_A_RUN = 0.1
"""Of the engine's own run, from which the iterations are taken."""


def compute(request: CodeRequest) -> CodeResult:
    """The columns, and the lines of the iteration that is asked for."""
    name, iteration = request.program, request.iteration
    printed, moments = printed_by(name), list(lines_of(name, iteration))
    columns = side_by_side(name)
    return CodeResult(
        title=title_of(name),
        steps=[block.step for block in columns[0].blocks],
        columns=columns,
        missing=say_missing(name),
        iteration=iteration,
        iterations=iterations_of(name),
        epoch=moments[0].epoch,
        epochs=printed[-1][0],
        before=[variable(*each) for each in known_before(name, iteration).items()],
        walk=[
            CodeLine(
                each.line,
                each.text,
                each.step,
                [variable(*item) for item in each.values.items()],
                say_line(name, each, printed),
            )
            for each in moments
        ],
        printed=[printed_variable(*each) for each in printed],
        sentence=say(name, [LIBRARY_NAMES[column.library] for column in columns], printed),
    )


def printed_variable(epoch: int, name: str, value: object) -> CodePrinted:
    """A line that is printed."""
    held = variable(name, value)
    return CodePrinted(held.name, held.shape, held.rows, held.whole, epoch)


@lru_cache(maxsize=16)
def side_by_side(name: str) -> list[CodeColumn]:
    """What the libraries that can do it write, NumPy first: the same in all iterations."""
    written = programs_of(name)
    return [
        CodeColumn(library, blocks_of(column, program))
        for library, column in columns_of(name).items()
        if column is not None and (program := written[library]) is not None
    ]


def blocks_of(column: Column, program: Program) -> list[CodeBlock]:
    """Step by step, long numbers told apart."""
    lines = numbered_lines(column, program.text)

    def block(step: Step, text: str) -> CodeBlock:
        pieces = [CodePiece(each.text, each.is_numbers) for each in segments(text, LONG_BESIDE_OTHERS)]
        return CodeBlock(step, lines[step][0][0], pieces)

    return [block(step, text) for step, text in column.items()]


def programs(request: CodeRequest) -> Programs:
    """The programs that stand side by side, each in one piece."""
    return programs_of(request.program)


def cost(request: CodeRequest) -> Cost:
    """The first to ask waits for the engine's own run."""
    return Cost(SECONDS_OF_A_RUN) if request.program in recipes() else QUICK


def programs_cost(request: CodeRequest) -> Cost:
    """Examples and first weights are spelled out."""
    recipe = recipes().get(request.program)
    if recipe is None:
        return cost_of_numbers(0)
    held_out = 0 if recipe.held_out is None else recipe.held_out.inputs.size
    return cost_of_numbers(3 * (recipe.data.inputs.size + held_out) + 3 * recipe.network.parameter_count)


def all_numbers(request: CodeRequest, result: CodeResult) -> Table:
    """Every line that runs, with what it sets, row by row."""
    columns = [words(name) for name in ("line", "step", "variable", "row", "numbers")]
    set_by_lines = [
        [each.line, each.step, held.name, place, numbers_said(held, row)]
        for each in result.walk
        for held in each.variables
        for place, row in enumerate(held.rows, 1)
    ]
    begun = [
        [None, "before", held.name, place, numbers_said(held, row)]
        for held in result.before
        for place, row in enumerate(held.rows, 1)
    ]
    return table(f"Iteration {result.iteration}, line by line", columns, [*begun, *set_by_lines])


def numbers_said(held: CodeVariable, row: Sequence[float] | np.ndarray) -> str:
    """The numbers of a row, one after the other."""
    return " ".join(signed(each, 0) if held.whole else amount(float(each)) for each in row)


SAVED_STATES = {
    "side-by-side": SavedState({}),
    "begin": SavedState({}, {"step": 0}),
    "backward": SavedState({}, {"step": 6}),
    "late": SavedState({"iteration": 500}, {"step": 5}),
    "perceptron": SavedState({"program": "perceptron"}, {"step": 3}),
    "pytorch": SavedState({"program": "backpropagation"}, {"column": "pytorch"}),
    "dropout": SavedState({"program": "dropout"}, {"step": 3}),
    "early-stopping": SavedState({"program": "early_stopping"}),
    "full-loop": SavedState({"program": "full_loop"}),
    "batch": SavedState({"program": "full_loop"}, {"step": 3}),
    "simple-net": SavedState({"program": "simple_net"}, {"step": 5}),
}


def dearest(seed: int) -> dict[str, object]:
    """The run with the largest arrays, at one of its iterations."""
    return {"program": "full_loop", "iteration": 1 + seed % iterations_of("full_loop")}


PANEL = Panel(
    operation=Operation(
        path="code",
        title="One network, three programs",
        summary="Put NumPy, PyTorch and scikit-learn side by side, and walk the loop line by line.",
        request=CodeRequest,
        result=CodeResult,
        run=at_once(compute),
        cost=cost,
        dearest=dearest,
        limits={"code.iterations": MAX_ITERATIONS},
        examples={name: {"program": program} for program, name in PROGRAM_NAMES.items()},
    ),
    programs=programs,
    table=all_numbers,
    view=CodeView,
    saved_states=SAVED_STATES,
    programs_cost=programs_cost,
    constants=lambda: {"most_lines": MOST_LINES},
)
