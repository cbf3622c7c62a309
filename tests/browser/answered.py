"""The server's answers, kept by tests that ask the same again and again and look at where things are.

A run of the training simulator takes the server longer than a page takes to show it. What the numbers are,
other tests hold against the API.
"""

from urllib.parse import urlsplit

from playwright.sync_api import Error

from tests.kept import place_of, read, write
from tests.waiting import MILLISECONDS

KNOWN = {}  # what this process has read or written


def keep_answers(page):
    """What a server has answered once, pages get again when they ask the same."""

    def handle(route):
        path = place(route.request)
        if path not in KNOWN and path.exists():
            KNOWN[path] = read(path)
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
            write(path, told)
        route.fulfill(**KNOWN[path])

    page.route("**/api/v1/**", handle)


def place(request):
    """Where the answer is kept: by what was asked of whichever server, and by the form of the answer."""
    asked = urlsplit(request.url)
    return place_of(asked.path, asked.query, request.method, request.post_data, request.headers.get("accept"))
