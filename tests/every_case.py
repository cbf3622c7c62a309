"""Many small cases in one test: all are tried, and each that fails is named with what was wrong.

For families of hundreds. As tests of their own they would all be collected by each process first.
"""

import pytest


def check_every(cases, check):
    """Call ``check(*case)`` for each name and case; fail once, with all that failed."""
    tried, failed = 0, []
    for name, case in cases:
        tried += 1
        try:
            check(*case)
        except (
            Exception,
            pytest.fail.Exception,
        ) as error:  # what was expected to be raised and is not: a Failed
            failed.append(f"{name}: {type(error).__name__}: {error}")
    assert tried, "There is no case to try."
    assert not failed, f"{len(failed)} of {tried} cases failed:\n" + "\n".join(failed)
