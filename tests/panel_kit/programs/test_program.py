"""A program is a value: parts in order, imports read off them, text made from them."""

import pytest

from panel_kit.programs.program import Part, program, texts


def imports(library, text):
    return program(library, Part("loop", text)).parts[0].text


@pytest.mark.parametrize(
    ("library", "text", "expected"),
    [
        ("numpy", "print(np.exp(1))\n", "import numpy as np\n"),
        ("numpy", "print(np.exp(math.pi))\n", "import math\n\nimport numpy as np\n"),
        ("numpy", "print(2**3)\n", ""),
        ("pytorch", "", "import torch\n\ntorch.set_default_dtype(torch.float64)\n"),
        (
            "pytorch",
            "copy.copy(nn.ReLU(), np.pi)\n",
            "import copy\n\nimport numpy as np\nimport torch\nfrom torch import nn\n\n"
            "torch.set_default_dtype(torch.float64)\n",
        ),
        ("sklearn", "MLPRegressor()\n", "from sklearn.neural_network import MLPRegressor\n"),
    ],
)
def test_imports_are_those_of_the_modules_in_use(library, text, expected):
    assert imports(library, text) == expected


def test_names_that_only_end_like_a_module_import_nothing():
    assert imports("numpy", "inp.x, cnn.y, mathematics.z\n") == ""


def test_the_text_is_the_parts_one_after_the_other():
    made = program("numpy", Part("data", "x = 1\n"), Part("prints", "print(x)\n"))
    assert [part.name for part in made.parts] == ["imports", "data", "prints"]
    assert made.text == "x = 1\n\nprint(x)\n"


def test_where_there_is_no_program_there_is_no_text():
    made = program("numpy", Part("prints", "print(1)\n"))
    assert texts({"numpy": made, "sklearn": None}) == {"numpy": "print(1)\n", "sklearn": None}
