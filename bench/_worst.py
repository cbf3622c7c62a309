"""The most expensive legal request of every operation, and the pages that compute as much.

Each seed gives other requests: a server finds nothing of them in a cache.
"""

import json

from course.operations import all_operations, all_pages
from web.api.streams import NDJSON
from web.pages.url_state import write_state

LONGEST_ADDRESS = 60_000


def worst_requests(seed=0):
    """(path, request) of every operation."""
    return [(path, operation.dearest(seed)) for path, operation in all_operations().items()]


def posts(seed=0):
    """The same as (path, body) to be sent."""
    return [(f"/api/v1/{path}", json.dumps(request).encode()) for path, request in worst_requests(seed)]


def pages(seed=0):
    """(path, None) of every page that computes, its panels in the states that cost most: to be got."""
    return [(address(page, seed), None) for page in all_pages().values()]


def address(page, seed):
    """The page's address with the state of each panel, as far as an address may go."""
    states = [write_state(panel.operation.dearest(seed), {}, page.prefix_of(panel)) for panel in page.panels]
    pairs = [state.removeprefix("?") for state in states if len(state) <= LONGEST_ADDRESS]
    return f"{page.path}?{'&'.join(pairs)}"


def crowd(number, seed=0):
    """So many of all of them, the most expensive first; a question is computed once, and left out.

    What is told part by part is asked for so, as a page asks: the operation's table is its whole answer.
    """
    asked = [post for post in posts(seed) if "/questions/" not in post[0]]
    costs = {path: seconds_of(name_of(path), json.loads(body)) for path, body in asked}
    asked.sort(key=lambda post: -costs[post[0]])
    return (pages(seed) + [(path, body, wanted(path)) for path, body in asked])[:number]


def wanted(path):
    """The type of answer that is asked for."""
    return NDJSON if all_operations()[name_of(path)].streams else "application/json"


def name_of(path):
    """The operation's path in the table."""
    return path.removeprefix("/api/v1/")


def seconds_of(path, request):
    """What the table says of a request."""
    operation = all_operations()[path]
    return operation.cost(operation.request.model_validate(request)).most
