"""Running the text of a program, and reading what it prints."""

import ast
import contextlib
import io
import json
import os
import re
import subprocess
import sys

import numpy as np

RUNNER = """\
import contextlib, io, json, sys, traceback, warnings

warnings.simplefilter("always")
ran = []
for program in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            exec(compile(program, "program", "exec"), {"__name__": "__main__"})
        except Exception:
            traceback.print_exc()
    ran.append([out.getvalue(), err.getvalue()])
print(json.dumps(ran))
"""


def run_all(programs, **variables):
    """What each of the texts printed, and what it complained of, in one fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", RUNNER],
        input=json.dumps(programs),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **variables},
    )
    assert done.stderr == ""
    return json.loads(done.stdout)


def run(text):
    """What the program prints, by name."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), np.errstate():  # what a program sets ends with it
        exec(compile(text, "program", "exec"), {"__name__": "__main__"})
    return printed(out.getvalue())


def printed(lines):
    """The values of lines ``name = value``, by name."""
    return {
        name: ast.literal_eval(value) for name, value in (line.split(" = ") for line in lines.splitlines())
    }


def at(result, name):
    """The value at a path: ``terms``, ``functions.0.a``, or ``layer 1: z`` for ``layers.0.z``.

    A panel of programs has what they print by its own name.
    """
    told = {each.name: each.value for each in getattr(result, "printed", ())}
    if name in told:
        return told[name]
    value = result
    for part in re.sub(r"^layer (\d+): ", lambda found: f"layers.{int(found[1]) - 1}.", name).split("."):
        value = value[int(part)] if part.isdigit() else getattr(value, part)
    return value
