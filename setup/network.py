"""Ports and addresses: is this port free, under which addresses is this computer known, is it up yet?"""

import errno
import http.client
import os
import socket
import time

EVERY_ADDRESS = ("0.0.0.0", "::")
# One address of each private network and one reserved for documentation. Nothing is sent to them:
# the system only tells which of its own addresses it would send from.
ELSEWHERE = ("192.168.255.254", "10.255.255.254", "172.31.255.254", "192.0.2.1")
ELSEWHERE_IPV6 = ("fdff:ffff:ffff::1", "2001:db8::1")

CAN_SHARE_PORTS = hasattr(socket, "SO_REUSEPORT")


def why_not(host: str, port: int) -> str | None:
    """Return one sentence that says why the server cannot listen there, or None if it can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        return explain(error, host, port)
    return None


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that has this address; where `CAN_SHARE_PORTS`, others of this user may have it too."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    if CAN_SHARE_PORTS:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.bind(address)
    return listener


def explain(error: OSError, host: str, port: int) -> str:
    """Put a failure to listen into words."""
    if error.errno == errno.EADDRINUSE or getattr(error, "winerror", 0) in (10013, 10048):
        another = port + 1 if port < 65535 else 8000
        return f"Port {port} is taken by another program: stop it, or choose another with --port {another}."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the system: choose one above 1023, such as --port 8000."
    return f"This computer has no address {host}: leave --host out, or use --lan to serve the network."


def every_address() -> str:
    """Return what to listen on to be reached at each of this computer's addresses, by IPv6 too if it can."""
    return "::" if takes_both() else "0.0.0.0"


def takes_both() -> bool:
    """Tell whether IPv4 reaches a server that listens on "::": this is for the system to say."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::", 0))
            return not probe.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)
    except OSError:
        return False


def own_addresses(host: str = "0.0.0.0") -> list[str]:
    """Return this computer's addresses on its networks as URLs have them, for "::" those of IPv6 too."""
    found = [address_towards(target) for target in ELSEWHERE] if host != "::" or takes_both() else []
    if host == "::":
        found += [bracket(address_towards(target)) for target in ELSEWHERE_IPV6]
    local = ("127.", "0.", "[::]", "[::1]", "[fe80:")
    return [address for address in dict.fromkeys(found) if address and not address.startswith(local)]


def address_towards(target: str) -> str:
    """Return the address this computer would send from, or "" where no network leads there."""
    try:
        family = socket.AF_INET6 if ":" in target else socket.AF_INET
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return ""


def host_names(host: str) -> list[str]:
    """Return the host names under which requests are answered, as a browser writes them."""
    names = ["127.0.0.1", "localhost", "[::1]"]
    if host in EVERY_ADDRESS:
        name = socket.gethostname().lower()
        return [*names, *own_addresses(host), name, f"{name}.local"]
    bracketed = bracket(host.lower())
    return names if bracketed in names else [*names, bracketed]


def bracket(host: str) -> str:
    """Write an IPv6 address as URLs have it."""
    return f"[{host}]" if ":" in host else host


def local_address(host: str) -> str:
    """Return the address at which this computer itself reaches a server that listens on `host`."""
    if host not in EVERY_ADDRESS:
        return host
    return "::1" if host == "::" and not takes_both() else "127.0.0.1"


def url(host: str, port: int) -> str:
    return f"http://{bracket(local_address(host))}:{port}"


def wait_until_up(host: str, port: int, seconds: float = 30.0) -> bool:
    """Wait until a server answers HTTP there; False if it does not within `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.05)
        if answers(host, port):
            return True
    return False


def answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(local_address(host), port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Connection": "close"})
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
