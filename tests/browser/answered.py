"""The server's answers, kept by tests that ask the same again and again and look at where things are.

A run of the training simulator takes the server longer than a page takes to show it. What the numbers are,
other tests hold against the API.
"""

from contextlib import suppress
from urllib.parse import urlsplit

from playwright.sync_api import Error

from tests.kept import place_of, read, write
from tests.waiting import MILLISECONDS

KNOWN = {}  # what this process has read or written


def answer(route):
    """What was asked for, as it is kept or else as the server says it; only what is good is kept."""
    path = place(route.request)
    if path not in KNOWN and path.exists():
        KNOWN[path] = read(path)
    if path not in KNOWN:
        came = route.fetch(timeout=MILLISECONDS)
        told = {"status": came.status, "headers": came.headers, "body": came.body()}
        if not came.ok:
            route.fulfill(**told)
            return
        KNOWN[path] = told
        write(path, told)
    route.fulfill(**KNOWN[path])


def keep_answers(page):
    """What a server has answered once, pages get again when they ask the same."""

    def handle(route):
        with suppress(Error):  # the page has been left meanwhile, and its answers have gone with it
            answer(route)

    page.route("**/api/v1/**", handle)


def place(request):
    """Where the answer is kept: by what was asked of whichever server, and by the form of the answer."""
    asked = urlsplit(request.url)
    return place_of(asked.path, asked.query, request.method, request.post_data, request.headers.get("accept"))
