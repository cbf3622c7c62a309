"""The server's answers, kept by tests that ask the same again and again and look at where things are.

A run of the training simulator takes the server longer than a page takes to show it. What the numbers are,
other tests hold against the API.
"""

from tests.waiting import MILLISECONDS

KNOWN = {}  # by the address, which names the server too, by what was sent, and by the form of the answer


def keep_answers(page):
    """What a server has answered once, pages get again when they ask the same."""

    def handle(route):
        asked = (route.request.url, route.request.post_data, route.request.headers.get("accept"))
        if asked not in KNOWN:
            answer = route.fetch(timeout=MILLISECONDS)
            KNOWN[asked] = {"status": answer.status, "headers": answer.headers, "body": answer.body()}
        route.fulfill(**KNOWN[asked])

    page.route("**/api/v1/**", handle)
