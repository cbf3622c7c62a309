"""A run on digits as whole programs: the digits from scikit-learn, the first weights drawn as here."""

from __future__ import annotations

from itertools import pairwise

from panel_kit.programs.numpy_run import numpy_run
from panel_kit.programs.program import Part, Program, Programs, program
from panel_kit.programs.pytorch_run import pytorch_run
from panel_kit.programs.run_settings import RunSettings
from panels.digits.data import held_out_stretches
from panels.digits.mnist import OF_TEST, OF_TRAINING
from panels.digits.request import DigitsRequest

SHIFTED = """\


def shifted(images, right, down):  # what leaves at an edge is lost
    square, moved = images.reshape(-1, 8, 8), np.zeros((len(images), 8, 8))
    into = [slice(n, None) if n >= 0 else slice(None, n) for n in (down, right)]
    out_of = [slice(-n, None) if n <= 0 else slice(None, -n) for n in (down, right)]
    moved[:, into[0], into[1]] = square[:, out_of[0], out_of[1]]
    return moved.reshape(-1, 64)


learned = [pixels[rest], *(shifted(pixels[rest], *by) for by in [(1, 0), (-1, 0), (0, 1), (0, -1)])]
copies = len(learned)
"""


BUNDLED = """\
# 1,797 digits of 8 x 8 pixels from 0 to 16, one a row
digits = load_digits()
pixels, classes = digits.data / 16, np.eye(10)[digits.target]
"""

FILES = f"""\
folder = Path(".")  # where the four files of MNIST are


def read(part, kind, most):  # IDX: a count of dimensions, their sizes, then a byte each
    path = min(folder.glob(f"{{part}}-{{kind}}?idx?-ubyte*"))
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    sizes = np.frombuffer(content, ">u4", content[3], 4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * content[3]).reshape(sizes)[:most]


def reduced(image):  # the box around the ink on 32 x 32 dots, in the middle; the ink of each 4 x 4 of them
    dots, ends = np.zeros((32, 32)), [np.flatnonzero((image >= 128).any(axis)) for axis in (1, 0)]
    if ends[0].size:
        longer = max(at[-1] - at[0] + 1 for at in ends)
        steps = (np.arange(32) - 15.5) * longer / 32
        y, x = (np.floor((at[0] + at[-1] + 1) / 2 + steps).astype(int) for at in ends)
        rows, columns = (np.flatnonzero((at >= 0) & (at < 28)) for at in (y, x))
        dots[np.ix_(rows, columns)] = image[np.ix_(y[rows], x[columns])] >= 128
    return dots.reshape(8, 4, 8, 4).sum(axis=(1, 3)).ravel()


parts = [("train", {OF_TRAINING}), ("t10k", {OF_TEST})]
pixels = np.array([reduced(image) for part, most in parts for image in read(part, "images", most)]) / 16
classes = np.eye(10)[np.concatenate([read(part, "labels", most) for part, most in parts])]
"""


def programs(request: DigitsRequest) -> Programs:
    """The run in NumPy and in PyTorch; scikit-learn draws an order of its own."""
    setup = request.setup
    validation = setup.data.take(setup.split.validation_rows)
    run = RunSettings(setup.training, validation, setup.network, setup.spec)
    made = {"numpy": numpy_run(run), "pytorch": pytorch_run(run)}
    return {
        **{library: with_digits(each, request, library) for library, each in made.items()},
        "sklearn": None,
    }


def with_digits(whole: Program, request: DigitsRequest, library: str) -> Program:
    """The program with the digits read and the weights drawn, in place of all their numbers."""
    parts = []
    for part in whole.parts[1:]:
        text = part.text
        if part.name == "data":
            text = head_of(text) + examples(request, "torch.tensor" if library == "pytorch" else "np.array")
        if part.name == "weights":
            text = with_drawn_weights(text, request)
        parts.append(Part(part.name, text))
    return program("pytorch" if library == "pytorch" else "numpy", *parts)


def head_of(text: str) -> str:
    """What stands before the examples."""
    return text.partition("# The examples")[0]


def examples(request: DigitsRequest, array: str) -> str:
    """The digits in two parts; ``array`` is what makes an array of a list."""
    copied = SHIFTED if request.shifted_copies else "learned, copies = [pixels[rest]], 1\n"
    return f"""\
{BUNDLED if request.images == "uci" else FILES}\
held_out = {held_out(request)}
rest = np.setdiff1d(np.arange(len(pixels)), held_out)
{copied}X, y = {array}(np.concatenate(learned)), {array}(np.tile(classes[rest], (copies, 1)))
X_held_out, y_held_out = {array}(pixels[held_out]), {array}(classes[held_out])
"""


def held_out(request: DigitsRequest) -> str:
    """The rows held out: whole stretches, or one by one."""
    whose = "stretches of one hand" if request.images == "uci" else "the test file"
    rows = request.setup.split.validation_rows.tolist()
    if request.split == "new_writers":
        stretches = ", ".join(
            f"{first}:{end}" for first, end in held_out_stretches(set(rows), request.images)
        )
        return f"np.r_[{stretches}]  # {whose}"
    lines = [", ".join(str(row) for row in rows[start : start + 16]) for start in range(0, len(rows), 16)]
    return "[\n" + "".join(f"    {line},\n" for line in lines) + "]"


def with_drawn_weights(text: str, request: DigitsRequest) -> str:
    """The first weights drawn by Xavier's rule, in place of their numbers."""
    before, _, rest = text.partition("# Before training")
    _, _, after = rest.partition("\n]\n")
    sizes = list(pairwise(request.setup.network.sizes))
    drawn = f"""\
# Before training: W of shape (n_out, n_in), drawn by Xavier's rule, and b of each layer
draw, first = np.random.default_rng({request.seed}), []
for n_in, n_out in {sizes!r}:
    r = np.sqrt(6 / (n_in + n_out))
    first.append((draw.uniform(-r, r, (n_out, n_in)), np.zeros(n_out)))
"""
    return before + drawn + after
