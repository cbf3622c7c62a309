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
STANDARD_LIBRARY = {r"\bcopy\.": "import copy\n", r"\bmath\.": "import math\n"}
THIRD_PARTY = {
    r"\bnp\.": "import numpy as np\n",
    r"\bload_digits\b": "from sklearn.datasets import load_digits\n",
    r"\bRidge\(": "from sklearn.linear_model import Ridge\n",
    r"\bload_breast_cancer\b": "from sklearn.datasets import load_breast_cancer\n",
    r"\bbrier_score_loss\b": "from sklearn.metrics import brier_score_loss\n",
    r"\broc_auc_score\b": "from sklearn.metrics import roc_auc_score\n",
    r"\bMLPClassifier\b": "from sklearn.neural_network import MLPClassifier\n",
    r"\bMLPRegressor\b": "from sklearn.neural_network import MLPRegressor\n",
    r"\btorch\.": "import torch\n",
    r"\bnn\.": "from torch import nn\n",
}
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
    standard, others = (
        "".join(line for pattern, line in known.items() if re.search(pattern, text))
        for known in (STANDARD_LIBRARY, THIRD_PARTY)
    )
    return joined(standard, others)


def texts(programs: Mapping[str, Program | None]) -> dict[str, str | None]:
    """The programs as text, by library; None where one has no meaning."""
    return {library: each.text if each else None for library, each in programs.items()}
