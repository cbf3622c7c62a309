"""The system's Chromium, headless."""

import shutil
import sys
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
MISSING = "needs Chromium: install the package chromium (apt-get install chromium)."


def find(names=NAMES):
    """Where the first of them is that is here; None where none is."""
    return next(filter(None, map(shutil.which, names)), None)


def program():
    """Where the browser is; leaves with one sentence where there is none."""
    return find() or sys.exit(f"This {MISSING}")


@contextmanager
def chromium():
    """A browser."""
    path = program()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
