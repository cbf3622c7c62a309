"""waitress's connections, with a time for each request: it bounds silence by itself, but not slowness."""

from __future__ import annotations

import time
from typing import Any

from waitress.channel import HTTPChannel


class TimedChannel(HTTPChannel):  # type: ignore[misc]
    """A connection that is closed when a request does not come in time, head and body."""

    seconds = 60.0
    began = 0.0

    def received(self, data: bytes) -> bool:
        """Some bytes of a request."""
        if self.request is None:
            self.began = time.monotonic()
        elif time.monotonic() - self.began > self.seconds:
            self.will_close = True
            return False
        return bool(super().received(data))


def time_requests(server: Any, seconds: float) -> None:
    """From now on a waitress server gives each request so many seconds to come in."""
    channel = type("Channel", (TimedChannel,), {"seconds": seconds})
    for listener in server.map.values() if hasattr(server, "map") else [server]:
        listener.channel_class = channel
