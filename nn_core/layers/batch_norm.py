"""Batch normalization: each unit's values are brought to mean 0 and variance 1 over the batch.

However the layers before it drift, the layer after it sees numbers of the same size. The unit then
chooses its own mean β and deviation γ, which are learned:

    x̂ = (x − μ) / √(σ² + ε)        μ and σ² of the batch
    z = γ x̂ + β
    a = f(z)

When predicting, an example must not depend on its neighbors, so a running mean and variance take the
place of the batch's.

Reference: Ioffe and Szegedy (2015), algorithm 1, in the form of ``torch.nn.BatchNorm1d``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn_core.activations import Activation, FloatArray
from nn_core.errors import RangeError
from nn_core.initializers import Initializer
from nn_core.layers.layer import Layer, LayerBackward, LayerTrace, State

EPS = 1e-5
MOMENTUM = 0.1


@dataclass(frozen=True, eq=False)
class BatchNormTrace(LayerTrace):
    """A batch normalization's forward pass.

    Attributes
    ----------
    gamma, beta : FloatArray, shape (…, n_out)
        γ and β.
    mean, variance : FloatArray, shape (…, 1, n_out)
        μ and σ²: of the batch when training, the running ones when predicting.
    deviation : FloatArray, shape (…, 1, n_out)
        √(σ² + ε).
    normalized : FloatArray, shape (…, batch, n_out)
        x̂.
    running_mean, running_variance : FloatArray, shape (…, n_out)
        As they were before this pass.
    training : bool
    """

    gamma: FloatArray
    beta: FloatArray
    mean: FloatArray
    variance: FloatArray
    deviation: FloatArray
    normalized: FloatArray
    running_mean: FloatArray
    running_variance: FloatArray
    training: bool


@dataclass(frozen=True, eq=False)
class BatchNormBackward(LayerBackward):
    """A batch normalization's way back.

    Attributes
    ----------
    weights : FloatArray, shape (…, n_out)
        ∂L/∂γ.
    biases : FloatArray, shape (…, n_out)
        ∂L/∂β.
    """

    weights: FloatArray
    biases: FloatArray


@dataclass(frozen=True)
class BatchNorm(Layer[BatchNormTrace, BatchNormBackward]):
    """Batch normalization of n_in units, then an activation.

    Attributes
    ----------
    n_in : int
        Units, as many out as in.
    activation : Activation
        f.
    """

    n_in: int
    activation: Activation

    @property
    def n_out(self) -> int:  # type: ignore[override]
        """As many as come in."""
        return self.n_in

    @property
    def parameter_count(self) -> int:
        """γ and β of each unit."""
        return 2 * self.n_in

    @property
    def buffer_count(self) -> int:
        """A running mean and a running variance of each unit."""
        return 2 * self.n_in

    @property
    def output_activation(self) -> Activation:
        """f."""
        return self.activation

    def start(self, parameters: FloatArray, draw: Initializer, rng: np.random.Generator) -> None:
        """γ = 1, β = 0."""
        gamma, beta = self.views(parameters)
        gamma[...] = 1.0
        beta[...] = 0.0

    def initial_buffers(self) -> FloatArray:
        """Running means 0, running variances 1."""
        return np.repeat([0.0, 1.0], self.n_in)

    def multiply_adds(self) -> int:
        """Two for each unit: to normalize, to scale."""
        return 2 * self.n_in

    def views(self, numbers: FloatArray) -> tuple[FloatArray, FloatArray]:
        """γ and β of its slice of θ, or running mean and variance of its slice of the buffers."""
        return numbers[..., : self.n_in], numbers[..., self.n_in :]

    def new_trace(self, state: State, shape: tuple[int, ...], training: bool) -> BatchNormTrace:
        if training and shape[-1] < 2:
            raise RangeError("batch of batch normalization", shape[-1], "2 examples or more when training")
        gamma, beta = self.views(state.parameters)
        running_mean, running_variance = self.views(state.buffers)
        full, row = (*shape, self.n_in), (*shape[:-1], 1, self.n_in)
        return BatchNormTrace(
            z=np.empty(full),
            a=np.empty(full),
            gamma=gamma,
            beta=beta,
            mean=np.empty(row),
            variance=np.empty(row),
            deviation=np.empty(row),
            normalized=np.empty(full),
            running_mean=running_mean,
            running_variance=running_variance,
            training=training,
        )

    def new_backward(
        self, trace: BatchNormTrace, gradient: FloatArray, dL_da: FloatArray, dL_dx: FloatArray | None
    ) -> BatchNormBackward:
        weights, biases = self.views(gradient)
        return BatchNormBackward(
            dL_da=dL_da,
            da_dz=np.empty(self.activation.slope_shape(trace.z.shape)),
            delta=np.empty_like(trace.z),
            dL_dx=dL_dx,
            weights=weights,
            biases=biases,
        )

    def forward(self, inputs: FloatArray, trace: BatchNormTrace) -> FloatArray:
        self.measure(inputs, trace)
        # x̂ = (x − μ) / √(σ² + ε)
        np.sqrt(trace.variance + EPS, out=trace.deviation)
        np.subtract(inputs, trace.mean, out=trace.normalized)
        np.divide(trace.normalized, trace.deviation, out=trace.normalized)
        # z = γ x̂ + β
        np.multiply(row(trace.gamma), trace.normalized, out=trace.z)
        np.add(trace.z, row(trace.beta), out=trace.z)
        # a = f(z)
        return self.activation.function(trace.z, trace.a)

    def measure(self, inputs: FloatArray, trace: BatchNormTrace) -> None:
        """μ and σ²: of the batch when training, else the running ones."""
        if trace.training:
            np.mean(inputs, axis=-2, keepdims=True, out=trace.mean)
            np.var(inputs, axis=-2, keepdims=True, out=trace.variance)
        else:
            np.copyto(trace.mean, row(trace.running_mean))
            np.copyto(trace.variance, row(trace.running_variance))

    def moved(self, trace: BatchNormTrace) -> tuple[FloatArray, FloatArray]:
        """Running mean and variance after a training pass, each (…, n_out).

        running ← running + 0.1 · (batch − running), where the variance of the batch is the unbiased
        one, σ² · n / (n − 1), as in PyTorch.
        """
        n = trace.z.shape[-2]
        mean, variance = trace.mean[..., 0, :], trace.variance[..., 0, :] * (n / (n - 1))
        return (
            trace.running_mean + MOMENTUM * (mean - trace.running_mean),
            trace.running_variance + MOMENTUM * (variance - trace.running_variance),
        )

    def remember(self, trace: BatchNormTrace) -> None:
        """Moves the running numbers, in place; only the trainer does, on numbers of its own."""
        trace.running_mean[...], trace.running_variance[...] = self.moved(trace)

    def error_signal(self, trace: BatchNormTrace, back: BatchNormBackward) -> None:
        # δ = ∂L/∂a · f′(z)
        self.activation.backward(back.dL_da, trace.z, trace.a, back.da_dz, back.delta)

    def gradients(self, inputs: FloatArray, trace: BatchNormTrace, back: BatchNormBackward) -> None:
        # ∂L/∂γ = Σ δ x̂,  ∂L/∂β = Σ δ
        np.sum(back.delta * trace.normalized, axis=-2, out=back.weights)
        np.sum(back.delta, axis=-2, out=back.biases)

    def input_gradient(self, trace: BatchNormTrace, back: BatchNormBackward, dL_dx: FloatArray) -> None:
        # ∂L/∂x̂ = δ γ
        np.multiply(back.delta, row(trace.gamma), out=dL_dx)
        if trace.training:
            # x moves μ and σ² too: take off the mean of ∂L/∂x̂, and its part along x̂
            along = np.mean(dL_dx * trace.normalized, axis=-2, keepdims=True)
            np.subtract(dL_dx, np.mean(dL_dx, axis=-2, keepdims=True), out=dL_dx)
            np.subtract(dL_dx, trace.normalized * along, out=dL_dx)
        # ∂L/∂x = (…) / √(σ² + ε)
        np.divide(dL_dx, trace.deviation, out=dL_dx)


def row(values: FloatArray) -> FloatArray:
    """(…, n) as (…, 1, n), to stand beside every example of a batch."""
    return values[..., np.newaxis, :]
