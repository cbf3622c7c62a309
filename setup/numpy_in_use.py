"""What NumPy computes with in this process, as JSON.

Runs inside `.venv`, where scikit-learn brings threadpoolctl.
"""

import importlib
import json

import threadpoolctl


def main() -> None:
    core = importlib.import_module("numpy._core._multiarray_umath")
    blas = [library for library in threadpoolctl.threadpool_info() if library["user_api"] == "blas"]
    kernels = [library["architecture"] for library in blas if library["internal_api"] == "openblas"]
    features = [name for name, is_there in core.__cpu_features__.items() if is_there]
    print(json.dumps({"kernels": kernels, "features": features, "dispatched": core.__cpu_dispatch__}))


if __name__ == "__main__":
    main()
