"""Nudge with every epoch that a trainer computes noted in a file, a byte each: NUDGE_EPOCHS names it."""

import os

import app
from nn_core.trainer import Trainer


def create_app():
    """The app, counting."""
    counter = os.open(os.environ["NUDGE_EPOCHS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    plain = Trainer.train_epoch

    def counted(trainer):
        os.write(counter, b".")
        plain(trainer)

    Trainer.train_epoch = counted
    return app.create_app()
