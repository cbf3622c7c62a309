"""What a first visit fetches: requests, compressed bytes of scripts and styles, and the hosts asked."""

from urllib.parse import urlsplit

from bench._browser import chromium
from bench._goals import conclude, verdict
from bench._servers import both_servers

PAGES = ("/", "/lessons/forward-pass", "/panels/forward")
CODE = ("script", "stylesheet")


def visit(browser, url):
    """Every request of a page opened with an empty cache, those that fail too."""
    page = browser.new_context().new_page()
    requests = []
    page.on("request", lambda request: requests.append(request))
    page.goto(url, wait_until="load")
    page.wait_for_timeout(500)
    return [request for request in requests if request.url.startswith("http")]


def wire_bytes(request):
    """The size of an answer as it came over the wire, compressed."""
    return request.sizes()["responseBodySize"] if request.response() else 0


def report(path, requests):
    """Three lines a page."""
    code = sum(wire_bytes(request) for request in requests if request.resource_type in CODE)
    hosts = {urlsplit(request.url).hostname for request in requests}
    verdict(f"{path}: kB of JS and CSS", f"{code / 1000:.0f}", "≤ 200", code <= 200_000)
    verdict(f"{path}: requests", str(len(requests)), "≤ 25", len(requests) <= 25)
    verdict(f"{path}: other hosts", str(len(hosts) - 1), "0", hosts == {"127.0.0.1"})


def main():
    """Each kind of page, first with nothing in the cache."""
    with both_servers() as (nudge, _bare), chromium() as browser:
        for path in PAGES:
            report(path, visit(browser, f"http://127.0.0.1:{nudge.port}{path}"))


if __name__ == "__main__":
    main()
    conclude()
