"""What the runs of a comparison take, in time and in memory, and the most of each that may be asked for."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.layer_counts import multiply_adds, parameter_count

WORK = 20_000_000_000
"""The most that may be asked for, in multiplications with addition of all runs together."""
MEGABYTES = 640
"""The most memory that the seeds of one network may take, which are trained together."""
PASSES, WORK_OF_AN_ANSWER = 3, 100
"""Forward, back, and the gradient of the weights; and what a unit's answer to an example costs besides,
measured in multiplications."""
BYTES_OF_AN_ANSWER, BYTES_OF_A_PARAMETER = 160, 160
"""Eight for every number that is kept of it: what layers keep, masks; gradients, moments, steps."""


def work_of(sizes: Sequence[int]) -> int:
    """What one example costs one network in one epoch."""
    return PASSES * multiply_adds(sizes) + WORK_OF_AN_ANSWER * sum(sizes[1:])


def bytes_of(sizes: Sequence[int], samples: int) -> int:
    """What one seed of a network holds while it learns so many examples."""
    return BYTES_OF_AN_ANSWER * samples * sum(sizes) + BYTES_OF_A_PARAMETER * parameter_count(sizes)


def prices() -> dict[str, int]:
    """All of these by name: the page tells by them, before anything is asked for, what may be trained."""
    return {
        "work": WORK,
        "passes": PASSES,
        "answer": WORK_OF_AN_ANSWER,
        "bytes": 1_000_000 * MEGABYTES,
        "bytes_of_an_answer": BYTES_OF_AN_ANSWER,
        "bytes_of_a_parameter": BYTES_OF_A_PARAMETER,
    }
