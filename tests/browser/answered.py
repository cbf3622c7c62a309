"""The server's answers, kept by tests that ask the same again and again and look at where things are.

A run of the training simulator takes the server longer than a page takes to show it. What the numbers are,
other tests hold against the API. All processes of one run of the tests keep their answers in one folder, for
their servers run the same code.
"""

import hashlib
import os
import pickle
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error

from tests.waiting import MILLISECONDS

FOLDER = Path()  # of the present run of the tests: conftest.py says where
KNOWN = {}  # what this process has read from there or written to it


def keep_answers(page):
    """What a server has answered once, pages get again when they ask the same."""

    def handle(route):
        path = place(route.request)
        if path not in KNOWN and path.exists():
            KNOWN[path] = pickle.loads(path.read_bytes())
        if path not in KNOWN:
            try:
                answer = route.fetch(timeout=MILLISECONDS)
                told = {"status": answer.status, "headers": answer.headers, "body": answer.body()}
            except Error:  # the page has been left meanwhile, and its answers have gone with it
                return
            if not answer.ok:
                route.fulfill(**told)
                return
            KNOWN[path] = told
            write(path, pickle.dumps(told))
        route.fulfill(**KNOWN[path])

    page.route("**/api/v1/**", handle)


def place(request):
    """Where the answer is kept: by what was asked of whichever server, and by the form of the answer."""
    asked = (*urlsplit(request.url)[2:4], request.method, request.post_data, request.headers.get("accept"))
    return FOLDER / hashlib.sha256(repr(asked).encode()).hexdigest()


def write(path, content):
    """The whole file at once: another process may look for it at any time."""
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)
