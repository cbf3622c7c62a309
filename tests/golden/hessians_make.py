"""Makes hessians.json: Hessians of small networks by PyTorch's automatic differentiation, float64.

    pip install torch==2.13.0 numpy
    python tests/golden/hessians_make.py

Of each the file keeps the network, the examples, a direction, the Hessian times that direction, and the
largest eigenvalue.
"""

import json
from itertools import pairwise
from pathlib import Path

import torch

ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": torch.nn.functional.softplus,
    "silu": torch.nn.functional.silu,
    "gelu": torch.nn.functional.gelu,
    "elu": torch.nn.functional.elu,
    "relu": torch.relu,
    "linear": lambda z: z,
}
LOSSES = {
    "mse": torch.nn.functional.mse_loss,
    "huber": torch.nn.functional.huber_loss,
    "bce": torch.nn.functional.binary_cross_entropy_with_logits,
    "cross_entropy": torch.nn.functional.cross_entropy,
}
CASES = [
    ("tanh", "linear", "mse", 1),
    ("sigmoid", "sigmoid", "mse", 2),
    ("silu", "tanh", "huber", 2),
    ("gelu", "sigmoid", "bce", 1),
    ("softplus", "softmax", "cross_entropy", 3),
    ("elu", "linear", "mse", 2),
    ("relu", "sigmoid", "bce", 1),
]


def made(hidden, output, loss, n_out):
    torch.manual_seed(0)
    sizes = [2, 4, 3, n_out]
    shapes = [shape for n_in, n in pairwise(sizes) for shape in ((n, n_in), (n,))]
    theta = torch.randn(sum(torch.Size(shape).numel() for shape in shapes))
    inputs = torch.randn(6, 2)
    classes = torch.randint(3, (6,))
    targets = (
        torch.nn.functional.one_hot(classes, 3).double() if output == "softmax" else torch.rand(6, n_out)
    )

    def parts(flat):
        pieces = flat.split([torch.Size(shape).numel() for shape in shapes])
        return [piece.view(shape) for piece, shape in zip(pieces, shapes, strict=True)]

    def value(flat):
        a = inputs
        layers = parts(flat)
        for place in range(0, len(layers), 2):
            z = a @ layers[place].T + layers[place + 1]
            is_last = place == len(layers) - 2
            on_logits = is_last and loss in ("bce", "cross_entropy")
            a = z if on_logits else ACTIVATIONS[output if is_last else hidden](z)
        return LOSSES[loss](a, targets)

    H = torch.func.hessian(value)(theta)
    direction = torch.randn(len(theta))
    return {
        "name": f"{hidden}, {output}, {loss}",
        "activations": [hidden, hidden, output],
        "weights": [piece.tolist() for piece in parts(theta)[::2]],
        "biases": [piece.tolist() for piece in parts(theta)[1::2]],
        "inputs": inputs.tolist(),
        "targets": targets.tolist(),
        "loss": loss,
        "direction": direction.tolist(),
        "product": (H @ direction).tolist(),
        "sharpness": torch.linalg.eigvalsh(H)[-1].item(),
    }


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    target = Path(__file__).with_name("hessians.json")
    lines = [json.dumps(made(*each)) for each in CASES]
    target.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    print(f"{len(lines)} Hessians")
