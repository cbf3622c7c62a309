"""A long fuzzing run against a server as a user starts it: ``python3 run.py fuzz``.

Schemathesis makes the requests up from the OpenAPI document: the documented examples, every field at, within
and beyond its bounds, wrong types, methods and content types, and random ones. What is checked is what
``test_fuzzing.py`` checks in the suite. The seed is fixed, so a failure comes again.
"""

import subprocess
import sys

from bench._servers import Server

SEED = 1
# Rules between fields (as many inputs as the network has) cannot stand in a JSON Schema. So a request that
# the schema allows may still be refused, with 422 and the field's name. What the schema forbids never passes.
LEFT_OUT = "positive_data_acceptance"
# Seconds: the longest run that is allowed computes for 20, in turns with three others
SLOWEST = "120"


def command(url: str, requests: int) -> list[str]:
    """What is run: Schemathesis's own command line."""
    return [
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{url}/api/v1/openapi.json"),
        *("--phases", "examples,coverage,fuzzing", "--exclude-checks", LEFT_OUT, "--checks", "all"),
        *("--max-examples", str(requests), "--seed", str(SEED), "--generation-database", "none"),
        *("--workers", "4", "--request-timeout", SLOWEST, "--max-response-time", SLOWEST),
    ]


def main(words: list[str]) -> int:
    """Fuzz with so many random requests to each operation; return 0 if nothing was found."""
    with Server() as server:
        return subprocess.run(command(server.url, int(words[0]))).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
