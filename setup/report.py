"""What set-up tells the person at the terminal."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(sentence: str) -> None:
    """Print one line at once."""
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    """Print an error."""
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def step(sentence: str) -> Iterator[None]:
    """Say what begins now and, when it has ended, how long it took; of two at once on its own line."""
    start = time.monotonic()
    LINE.begin(sentence)
    try:
        yield
    except BaseException:
        LINE.end(sentence, "")
        raise
    LINE.end(sentence, f"{time.monotonic() - start:.1f} s")


class Line:
    """The last line on the terminal: at most one step's beginning waits on it for its end."""

    def __init__(self) -> None:
        self.waits: str | None = None
        self.lock = threading.Lock()

    def begin(self, sentence: str) -> None:
        """Say what begins, on a new line."""
        with self.lock:
            print("" if self.waits is None else "\n", f"{sentence} …", sep="", end=" ", flush=True)
            self.waits = sentence

    def end(self, sentence: str, words: str) -> None:
        """Say what is to be said of its end, on its own line or, if another has begun, on a new one."""
        with self.lock:
            if self.waits == sentence:
                print(words, flush=True)
                self.waits = None
            elif words:
                begun = "" if self.waits is None else "\n"
                print(f"{begun}{sentence}: {words}", flush=True)
                self.waits = None


LINE = Line()
