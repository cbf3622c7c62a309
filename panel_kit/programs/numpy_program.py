"""The run in plain NumPy: forward, loss, backward, update, from the first weights to the last."""

from __future__ import annotations

from panel_kit.programs.numpy_loop import loop
from panel_kit.programs.numpy_network import definitions, start
from panel_kit.programs.parts import examples
from panel_kit.runs.request import TrainingRequest


def numpy_program(request: TrainingRequest) -> str:
    """The whole program."""
    text = "".join(
        [
            "np.seterr(all='ignore')  # a run that overflows is a result too\n\n",
            "# The examples, one a row\n",
            examples(request, "np.array"),
            start(request),
            definitions(request),
            loop(request),
            ending(request),
        ]
    )
    imports = "import math\n\nimport numpy as np\n\n" if "math." in text else "import numpy as np\n\n"
    return imports + text


def ending(request: TrainingRequest) -> str:
    """What is printed."""
    chosen = ""
    if request.early_stopping:
        chosen = "theta[...] = best_theta\nhistory = history[: best_epoch + 1]\n"
    return f"""\
{chosen}print(f"final.epoch = {{len(history) - 1}}")
for name, value in history[-1].items():
    print(f"final.{{name}} = {{value}}")
for number, (W, b) in enumerate(layers):
    print(f"network.weights.{{number}} = {{W.tolist()}}")
    print(f"network.biases.{{number}} = {{b.tolist()}}")
"""
