"""What a first visit fetches: requests, and compressed bytes of scripts and styles."""

from bench._browser import chromium
from bench._servers import both_servers, verdict

SIZES = "() => performance.getEntriesByType('resource').map(e => [new URL(e.name).pathname, e.transferSize])"


def main():
    """Each kind of page with an empty cache."""
    with both_servers() as (nudge, _bare), chromium() as browser:
        for path in ("/", "/lessons/forward-pass", "/panels/forward"):
            page = browser.new_context().new_page()
            page.goto(f"http://127.0.0.1:{nudge.port}{path}")
            page.wait_for_timeout(500)
            fetched = page.evaluate(SIZES)
            code = sum(size for name, size in fetched if name.endswith((".js", ".css")))
            verdict(f"{path}: kB of JS and CSS", f"{code / 1000:.0f}", "≤ 200", code <= 200_000)
            count = len(fetched) + 1
            verdict(f"{path}: requests", str(count), "≤ 25", count <= 25)


if __name__ == "__main__":
    main()
