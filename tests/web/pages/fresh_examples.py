"""What helps against overfitting, over draws of data and first weights, measured on fresh examples."""

from dataclasses import replace

import numpy as np

from nn_core.datasets import make_dataset
from nn_core.trainer import Trainer
from panel_kit.runs.tries import loss_of
from panels.training.panel import PANEL
from panels.training.saved_states import SAVED_STATES

DRAWS = 20
FRESH = 2000
STUDENT = 2.093  # the 97.5 % point of t with 19 degrees of freedom
WAYS = ("overfitting", "l2", "dropout", "early-stopping", "more-data")


def fresh_losses(name):
    """The loss of each draw's network on examples that no run has used, (draws,)."""
    return np.array([fresh_loss(name, seed) for seed in range(DRAWS)])


def fresh_loss(name, seed):
    """The same setting on data and from first weights of this seed."""
    fields = SAVED_STATES[name].request
    drawn = {"dataset": {**fields["dataset"], "seed": seed}, "network": {**fields["network"], "seed": seed}}
    setup = PANEL.request.model_validate({**fields, **drawn}).setup
    every = 1 if setup.spec.early_stopping else setup.spec.epochs
    held_out = (setup.validation.inputs, setup.validation.targets)
    spec = replace(setup.spec, record_every=every)
    trainer = Trainer(setup.network, setup.training.inputs, setup.training.targets, spec, validation=held_out)
    run = trainer.finish(tuple(trainer.run()))
    fresh = make_dataset("quadrants", samples=FRESH, noise=fields["dataset"]["noise"], seed=1000 + seed)
    return loss_of(setup, run.network, fresh)


def mean_and_margin(values):
    """The mean, and how far its 95 % interval reaches."""
    return values.mean(), STUDENT * values.std(ddof=1) / np.sqrt(len(values))
