"""Programs are put together from one vocabulary: it has every name of the engine, and stands nowhere else."""

import re
from pathlib import Path

import pytest

from nn_core.activations import ACTIVATIONS
from nn_core.losses import LOSSES
from nn_core.optimizers import OPTIMIZERS
from nn_core.schedules import SCHEDULES
from panel_kit.programs import activations, losses, optimizers, schedules

ROOT = Path(__file__).parents[3]
VOCABULARY = [Path(each.__file__) for each in (activations, losses, optimizers, schedules)]


def test_every_activation_optimizer_and_schedule_of_the_engine_is_in_it():
    assert set(activations.SOURCES) == set(ACTIVATIONS)
    assert set(optimizers.TORCH) == set(OPTIMIZERS)
    assert {*schedules.RATES, "constant", schedules.FOLLOWS_LOSS} == set(SCHEDULES)
    assert {*schedules.TORCH, "constant", "warmup_cosine"} == set(SCHEDULES)


def test_every_loss_of_the_engine_is_in_it():
    by_z = {"bce_with_logits"}  # written by z wherever bce follows a sigmoid
    assert set(losses.SOURCES) - {"half"} == set(LOSSES) - by_z


def test_scikit_learn_has_four_activations():
    names = {name: source.sklearn for name, source in activations.SOURCES.items() if source.sklearn}
    assert names == {"linear": "identity", "sigmoid": "logistic", "tanh": "tanh", "relu": "relu"}


def phrases():
    """What the vocabulary says, cut where something is put in; only what can be mistaken for nothing else."""
    sources = [*activations.SOURCES.values(), *losses.SOURCES.values(), *losses.FUSED.values()]
    said = [text for source in sources for text in vars(source).values() if text]
    said += [share for share, _ in activations.SHARES.values()]
    said += [f"torch.optim.{name}" for name in optimizers.TORCH.values()]
    said += [f"lr_scheduler.{name}" for name in schedules.TORCH.values()]
    pieces = {piece for text in said for piece in re.split(r"\{\w+\}|\n", text)}
    return sorted(
        piece for piece in pieces if re.search(r"\b(np|nn|torch|lr_scheduler)\.", piece) and len(piece) > 8
    )


def test_there_are_phrases_to_look_for():
    assert len(phrases()) > 60
    assert "1 / (1 + np.exp(-" in phrases()


OTHERS = [
    path
    for package in ("panel_kit", "panels", "course", "web")
    for path in (ROOT / package).rglob("*.py")
    if path not in VOCABULARY
]


@pytest.mark.parametrize("phrase", phrases())
def test_no_other_module_spells_it_again(phrase):
    assert [path.name for path in OTHERS if phrase in path.read_text("utf-8")] == []
