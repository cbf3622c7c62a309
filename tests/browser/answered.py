"""The server's answers, kept by a test that asks the same again and again and looks at where things are.

A run of the training simulator takes the server longer than a page takes to show it. What the numbers are,
other tests hold against the API.
"""

from tests.waiting import MILLISECONDS


def keep_answers(page):
    """What the server has answered a page once, the page gets again when it asks the same."""
    known = {}

    def handle(route):
        asked = (route.request.url, route.request.post_data, route.request.headers.get("accept"))
        if asked not in known:
            known[asked] = route.fetch(timeout=MILLISECONDS)
        route.fulfill(response=known[asked])

    page.route("**/api/v1/**", handle)
