"""The most expensive legal request of every operation, and the pages that compute as much, new ones each time."""

import json

from course.operations import all_operations, all_pages
from web.api.limits import body_limit
from web.pages.url_state import write_state

LONGEST_ADDRESS = 8000


def worst_requests(seed=0):
    """(path, request) of every operation; another one for each seed, so that nothing of it is known."""
    return [(path, operation.dearest(seed)) for path, operation in all_operations().items()]


def posts(seed=0):
    """The same as (path, body) to be sent."""
    return [(f"/api/v1/{path}", json.dumps(request).encode()) for path, request in worst_requests(seed)]


def pages(seed=0):
    """(path, None) of every page that computes, its panels in the states that cost most: to be got."""
    return [(address(page, seed), None) for page in all_pages().values()]


def address(page, seed):
    """The page's address with the state of each panel, as far as an address may go."""
    queries = [write_state(panel.operation.dearest(seed), {}, page.prefix_of(panel)) for panel in page.panels]
    pairs = [query.removeprefix("?") for query in queries if len(query) < LONGEST_ADDRESS]
    return f"{page.path}?{'&'.join(pairs)}"
