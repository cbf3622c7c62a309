"""Nudge with every epoch that a trainer computes noted in a file, which NUDGE_EPOCHS names.

A byte each: how many inputs the network has, by which the epochs of two runs are told apart.
"""

import os

import app
from nn_core.trainer import Trainer


def create_app():
    """The app, counting."""
    counter = os.open(os.environ["NUDGE_EPOCHS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    plain = Trainer.train_epoch

    def counted(trainer):
        os.write(counter, bytes([trainer.plan.inputs.shape[-1]]))
        plain(trainer)

    Trainer.train_epoch = counted
    return app.create_app()
