"""docs/engine.md is true: its programs run, one after the other, and print what it says they print."""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "engine.md").read_text("utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.S)


def test_every_program_of_the_page_prints_what_stands_below_it():
    assert len(PROGRAMS) == PAGE.count("```python") == 11
    names = {}
    for program, expected in PROGRAMS:
        printed = StringIO()
        with redirect_stdout(printed):
            exec(program, names)
        assert printed.getvalue() == expected


def test_a_learner_trains_xor_in_ten_lines():
    program, expected = PROGRAMS[0]
    assert len([line for line in program.splitlines() if line]) <= 10
    assert "1.0\n[0. 1. 1. 0.]" in expected
