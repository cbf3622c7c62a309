"""What PyTorch calls what the engine calls otherwise."""

from __future__ import annotations

MODULES = {
    "linear": "nn.Identity()",
    "sigmoid": "nn.Sigmoid()",
    "tanh": "nn.Tanh()",
    "relu": "nn.ReLU()",
    "leaky_relu": "nn.LeakyReLU()",
    "elu": "nn.ELU()",
    "softplus": "nn.Softplus(threshold=700)",
    "gelu": "nn.GELU()",
    "silu": "nn.SiLU()",
    "softmax": "nn.Softmax(dim=1)",
}
LOSSES = {
    "bce": "nn.BCEWithLogitsLoss",
    "cross_entropy": "nn.CrossEntropyLoss",
    "mse": "nn.MSELoss",
    "mae": "nn.L1Loss",
    "huber": "nn.HuberLoss",
}
OPTIMIZERS = {
    "sgd": "SGD",
    "adagrad": "Adagrad",
    "rmsprop": "RMSprop",
    "adam": "Adam",
    "adamw": "AdamW",
}
SCHEDULERS = {
    "step": "StepLR",
    "multistep": "MultiStepLR",
    "exponential": "ExponentialLR",
    "cosine": "CosineAnnealingLR",
    "warm_restarts": "CosineAnnealingWarmRestarts",
    "one_cycle": "OneCycleLR",
    "reduce_on_plateau": "ReduceLROnPlateau",
}


def module_of(activation: str) -> str:
    """The module of an activation. PyTorch's softplus goes over into z early on; held off here."""
    return MODULES[activation]
