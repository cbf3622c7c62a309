"""A network 4 → 16 → 8 → 1 and a batch of 32: what goes in is [32, 4], what comes out is [32, 1]."""

from __future__ import annotations

from collections.abc import Mapping

from panel_kit.programs.activations import SOURCES
from panel_kit.programs.aligned.steps import PARTS, Columns, Step
from panel_kit.programs.program import PartName

FUNCTIONS: Mapping[Step, PartName] = {**PARTS, "forward": "functions"}
"""Its forward pass is a function, or a module."""
SIZES, BATCH, SEED = (4, 16, 8, 1), 32, 1
DRAWN = f"""\
rng = np.random.default_rng({SEED})
x = {{array}}(rng.normal(size=({BATCH}, {SIZES[0]})))
"""
LAYERS = """\
layers = []
for n_in, n_out in [(4, 16), (16, 8), (8, 1)]:
    r = np.sqrt(6 / (n_in + n_out))
    layers.append((rng.uniform(-r, r, (n_out, n_in)), np.zeros(n_out)))
"""
NUMPY = f"""\
def simple_net(x):
    (W1, b1), (W2, b2), (W3, b3) = layers
    a1 = np.maximum(0, x @ W1.T + b1)  # [32, 16]
    a2 = np.maximum(0, a1 @ W2.T + b2)  # [32, 8]
    z3 = a2 @ W3.T + b3  # [32, 1]
    return {SOURCES["sigmoid"].numpy.format(z="z3")}
"""
PYTORCH = """\
class SimpleNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2, self.fc3 = nn.Linear(4, 16), nn.Linear(16, 8), nn.Linear(8, 1)

    def forward(self, x):
        a1 = torch.relu(self.fc1(x))  # [32, 16]
        a2 = torch.relu(self.fc2(a1))  # [32, 8]
        return torch.sigmoid(self.fc3(a2))  # [32, 1]


simple_net = SimpleNet()
with torch.no_grad():
    for linear, (W, b) in zip(simple_net.children(), layers):
        linear.weight.copy_(torch.tensor(W))
        linear.bias.copy_(torch.tensor(b))
"""
PRINTED = """\
prediction = simple_net(x)
print(f"shape = {list(prediction.shape)}")
print(f"mean = {prediction.mean().item()}")
"""


def simple_net_columns() -> Columns:
    """A function in NumPy, a module in PyTorch, the same weights."""
    return {
        "numpy": {
            "data": DRAWN.format(array="np.asarray"),
            "network": LAYERS,
            "forward": NUMPY,
            "print": PRINTED,
        },
        "pytorch": {
            "data": DRAWN.format(array="torch.tensor"),
            "network": LAYERS,
            "forward": PYTORCH,
            "print": PRINTED,
        },
        "sklearn": None,
    }
