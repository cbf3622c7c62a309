"""What a process that serves does with its memory."""

import platform
import subprocess
import sys

import pytest

# Small pieces, one in a hundred of which stays: the C library gives nothing back by itself
HOLED = """
import os, time
from pathlib import Path
from web.compute import worker

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

worker.SECONDS_TO_GIVE_BACK = 0.01
worker.share_memory()
before = held()
pieces = [bytearray(20_000) for _ in range(5_000)]
full = held() - before
pieces = pieces[::100]
kept = held() - before
worker.give_memory_back()
end = time.monotonic() + 60
while held() - before > full / 4 and time.monotonic() < end:
    sum(range(100_000))
print(kept > full / 2, held() - before < full / 4)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is free so")
def test_a_calculator_gives_free_memory_back():
    done = subprocess.run([sys.executable, "-c", HOLED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
