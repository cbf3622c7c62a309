"""What each program prints, as the engine computes it: the same from all libraries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from panel_kit.programs.aligned import walk_of_others as others
from panel_kit.programs.aligned.recipe import Recipe
from panel_kit.programs.aligned.recipes import recipes

Told = tuple[int, str, Any]
"""The epoch after which it is printed, the name, and the value."""


@lru_cache(maxsize=16)
def printed_by(program: str) -> tuple[Told, ...]:
    """Every line that the program prints, in order."""
    if program == "simple_net":
        x, network = others.simple_net_before()
        prediction = network.forward(x).prediction
        return (1, "shape", list(prediction.shape)), (1, "mean", float(prediction.mean()))
    if program == "perceptron":
        run = others.perceptron_run()
        end = {"epochs": run.epochs, "weights": run.weights, "bias": run.bias}
        return tuple((run.epochs, name, value) for name, value in end.items())
    recipe = recipes()[program]
    return tuple(of_one_pass(recipe) if recipe.is_one_pass else of_epochs(recipe))


def of_one_pass(recipe: Recipe) -> Iterator[Told]:
    """The loss, and every gradient."""
    back = recipe.network.backward(recipe.network.forward(recipe.data.inputs), recipe.data.targets, "bce")
    yield 1, "loss", float(back.loss)
    for n in recipe.layers:
        yield 1, f"dW{n}", back.weights[n - 1]
        yield 1, f"db{n}", back.biases[n - 1]


def of_epochs(recipe: Recipe) -> Iterator[Told]:
    """Losses every so many epochs; where it stops early, the best."""
    history = recipe.run.history
    last = len(recipe.run.snapshots) - 1
    for epoch in range(recipe.print_every, last + 1, recipe.print_every):
        if recipe.measures:
            yield epoch, f"epoch {epoch}: train_loss", float(history.train_loss[epoch])
        else:  # the loss of a step is that before it
            yield epoch, f"epoch {epoch}: loss", float(history.train_loss[epoch - 1])
        if recipe.held_out is not None:
            yield epoch, f"epoch {epoch}: validation_loss", float(history.validation_loss[epoch])
    if recipe.patience is not None:
        yield last, "best_epoch", int(recipe.run.best_epoch)
        yield last, "best_loss", float(history.validation_loss[recipe.run.best_epoch])
