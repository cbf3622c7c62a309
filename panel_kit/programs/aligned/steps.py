"""The steps that every library goes through, in one order: what stands side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from panel_kit.programs.aligned.recipe import Recipe
from panel_kit.programs.literals import indented
from panel_kit.programs.program import Library, Part, PartName, Program, program

Step = Literal["data", "network", "measure", "loop", "forward", "loss", "backward", "update", "print"]
Column = dict[Step, str]
"""What a library has to write for each step; none where it needs no line."""
Columns = dict[Library, Column | None]
"""The libraries side by side, each line moved in as far as its loop; None where one has no such run."""

PARTS: Mapping[Step, PartName] = {"data": "data", "network": "weights", "measure": "functions"}
HELD_OUT = "loss_on(X_held_out, y_held_out)"
IN_BATCH: tuple[Step, ...] = ("forward", "loss", "backward", "update")


def depth_of(step: Step, recipe: Recipe) -> int:
    """How many loops a step stands in."""
    if step in PARTS or step == "loop" or recipe.is_one_pass:
        return 0
    return 2 if recipe.has_batches and step in IN_BATCH else 1


def placed(column: Column, recipe: Recipe) -> Column:
    """The lines as they stand in the program, moved into their loops."""
    return {step: indented(text, 4 * depth_of(step, recipe)) for step, text in column.items()}


def whole_program(library: Library, column: Column, named: Mapping[Step, PartName] = PARTS) -> Program:
    """The program of a placed column; all steps that ``named`` has no part for are one, the loop."""
    parts = [Part(named[step], text) for step, text in column.items() if step in named]
    loop = "".join(text for step, text in column.items() if step not in named)
    return program(library, *parts, Part("loop", loop))


def numbered_lines(column: Column, text: str) -> dict[Step, list[tuple[int, str]]]:
    """The lines of each step with their numbers in the program, from 1."""
    found: dict[Step, list[tuple[int, str]]] = {}
    start = 0
    for step, lines in column.items():
        start = text.index(lines, start)
        found[step] = list(enumerate(lines.splitlines(), text.count("\n", 0, start) + 1))
        start += len(lines)
    return found


def loop_head(recipe: Recipe) -> str:
    """The lines that begin an epoch, and a batch; ``{rows}`` of a slice in the order that was drawn."""
    if recipe.is_one_pass:
        return ""
    head = f"for epoch in range(1, {recipe.epochs} + 1):\n"
    if not recipe.has_batches:
        return head
    count = recipe.data.samples
    return f"""\
{head}    order = rng.permutation({count})
    for start in range(0, {count}, {recipe.batch_size}):
        rows = order[start : start + {recipe.batch_size}]
        x, t = X[rows], y[rows]
"""


def names_of_batch(recipe: Recipe) -> tuple[str, str]:
    """What inputs and targets of a step are called."""
    return ("x", "t") if recipe.has_batches else ("X", "y")


def printing(recipe: Recipe, loss: str) -> str:
    """What is printed after an epoch; ``loss`` is what the library calls that of the step."""
    told = [("loss", loss)]
    if recipe.measures:
        told = [("train_loss", "loss_on(X, y)")]
    if recipe.held_out is not None:
        told.append(("validation_loss", HELD_OUT))
    prints = "".join(f'    print(f"epoch {{epoch}}: {name} = {{{value}}}")\n' for name, value in told)
    return f"if epoch % {recipe.print_every} == 0:\n{prints}"


def stopping(recipe: Recipe, copied: str) -> str:
    """The lines of early stopping: the best is kept, and what does not get better in a while ends."""
    if recipe.patience is None:
        return ""
    return f"""\
now = {HELD_OUT}
if now < best:
    best, best_epoch, kept, waited = now, epoch, {copied}, 0
else:
    waited += 1
if waited == {recipe.patience}:
    print(f"best_epoch = {{best_epoch}}")
    print(f"best_loss = {{best}}")
    break
"""


def before_stopping(recipe: Recipe) -> str:
    """What early stopping begins with."""
    return "" if recipe.patience is None else 'best, best_epoch, waited = float("inf"), 0, 0\n'
