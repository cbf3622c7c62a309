"""A program as a value: its parts in order, from which its text is made, and other forms can be.

Every panel's ``programs(request)`` answers with one for each library that can print its numbers. Imports are
read off what the parts use, so no panel lists them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from panel_kit.programs.literals import joined

Library = Literal["numpy", "pytorch", "sklearn"]
LIBRARY_NAMES = {"numpy": "NumPy", "pytorch": "PyTorch", "sklearn": "scikit-learn"}
PartName = Literal["imports", "data", "weights", "functions", "loop", "prints"]
# What a module's names look like where they are used
STANDARD_LIBRARY = {
    "copy.": "import copy\n",
    "gzip.": "import gzip\n",
    "math.": "import math\n",
    "Path(": "from pathlib import Path\n",
}
THIRD_PARTY = {
    "np.": "import numpy as np\n",
    "load_digits(": "from sklearn.datasets import load_digits\n",
    "Ridge(": "from sklearn.linear_model import Ridge\n",
    "load_breast_cancer(": "from sklearn.datasets import load_breast_cancer\n",
    "brier_score_loss(": "from sklearn.metrics import brier_score_loss\n",
    "roc_auc_score(": "from sklearn.metrics import roc_auc_score\n",
    "MLPClassifier(": "from sklearn.neural_network import MLPClassifier\n",
    "MLPRegressor(": "from sklearn.neural_network import MLPRegressor\n",
    "torch.": "import torch\n",
    "nn.": "from torch import nn\n",
}
USED = re.compile(r"\b[A-Za-z_]\w*[.(]")
FLOAT64 = "torch.set_default_dtype(torch.float64)\n"


@dataclass(frozen=True)
class Part:
    """Some lines of a program.

    Attributes
    ----------
    name : {"imports", "data", "weights", "functions", "loop", "prints"}
        What they are there for: the examples and settings, the network before the first step, functions to
        call, what is done with all that, and what is shown at the end.
    text : str
        Whole lines.
    """

    name: PartName
    text: str


@dataclass(frozen=True)
class Program:
    """A whole program that needs nothing but its library."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """All of it, as a file would hold it."""
        return joined(*(part.text for part in self.parts))


Programs = dict[str, Program | None]


def program(library: Library, *parts: Part) -> Program:
    """A program of these parts, after its imports; PyTorch computes in float64, as the engine does."""
    setting = FLOAT64 if library == "pytorch" else ""
    imports = imports_for(setting + "".join(part.text for part in parts))
    return Program((Part("imports", joined(imports, setting)), *parts))


def imports_for(text: str) -> str:
    """The import lines of all modules that the text uses, the standard library's first."""
    used = set(USED.findall(text))
    standard, others = (
        "".join(line for name, line in known.items() if name in used)
        for known in (STANDARD_LIBRARY, THIRD_PARTY)
    )
    return joined(standard, others)


def texts(programs: Mapping[str, Program | None]) -> dict[str, str | None]:
    """The programs as text, by library; None where one has no meaning."""
    return {library: each.text if each else None for library, each in programs.items()}
