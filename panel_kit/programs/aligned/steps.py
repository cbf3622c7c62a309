"""The steps that every library goes through, in one order: what stands side by side."""

from __future__ import annotations

from typing import Literal

from panel_kit.programs.aligned.recipe import Recipe
from panel_kit.programs.literals import indented
from panel_kit.programs.program import Library, Part, PartName, Program, program

Step = Literal["data", "network", "measure", "loop", "forward", "loss", "backward", "update", "print"]
Column = dict[Step, str]
"""What a library has to write for each step, without the indent of the loop; none where it needs no line."""

PARTS: dict[Step, PartName] = {"data": "data", "network": "weights", "measure": "functions"}
IN_BATCH: tuple[Step, ...] = ("forward", "loss", "backward", "update")


def depth_of(step: Step, recipe: Recipe) -> int:
    """How many loops a step stands in."""
    if step in PARTS or step == "loop" or recipe.is_one_pass:
        return 0
    return 2 if recipe.has_batches and step in IN_BATCH else 1


def placed(column: Column, recipe: Recipe) -> Column:
    """The lines as they stand in the program, moved into their loops."""
    return {step: indented(text, 4 * depth_of(step, recipe)) for step, text in column.items()}


def whole_program(library: Library, column: Column, recipe: Recipe) -> Program:
    """The program; all that is in the loop is one part."""
    lines = placed(column, recipe)
    parts = [Part(PARTS[step], text) for step, text in lines.items() if step in PARTS]
    loop = "".join(text for step, text in lines.items() if step not in PARTS)
    return program(library, *parts, Part("loop", loop))


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


def printing(recipe: Recipe, measured: str, loss: str) -> str:
    """What is printed after an epoch, and the end of a run whose held-out loss no longer falls.

    ``measured`` is what measures a loss, with ``{}`` for examples and targets; ``loss`` is that of the step.
    """
    told = [("loss", loss)]
    if recipe.measures:
        told = [("train_loss", measured.format("X, y"))]
    if recipe.held_out is not None:
        told.append(("validation_loss", measured.format("X_held_out, y_held_out")))
    prints = "".join(f'    print(f"epoch {{epoch}}: {name} = {{{value}}}")\n' for name, value in told)
    return f"if epoch % {recipe.print_every} == 0:\n{prints}"


def stopping(recipe: Recipe, measured: str, copied: str) -> str:
    """The lines of early stopping: the best is kept, and what ``{}`` epochs did not make better ends."""
    if recipe.patience is None:
        return ""
    return f"""\
now = {measured.format("X_held_out, y_held_out")}
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
