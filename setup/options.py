"""The options of run.py and app.py, and the words in which wrong ones are refused."""

import argparse
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from setup.network import every_address
from setup.places import BUILD

COMMANDS = {
    "serve": "set up what is missing, then serve (also without any word)",
    "setup": "set up what is missing, and stop there",
    "test": "run all tests (--python 3.13: with another Python); what follows goes to pytest, but for\n"
    "            a panel's name (forward): run its tests alone, and for\n"
    "            --cpus [two]: run those that compute as on every (or two) other processors",
    "check": "run the linters and type checkers",
    "bench": "run the benchmarks, or those named",
    "lock": "choose the releases of the Python packages anew, within the ranges (--upgrade: the newest)",
    "audit": "ask the registries for known holes in the packages in use",
    "fuzz": "send a running server thousands of requests made up from the API's document",
    "pictures": "take a picture of every page, into .build/pictures or the folder named",
}


STOPS_WITH_INPUT = "NUDGE_STOPS_WITH_INPUT"
"""The name in the environment by which run.py tells app.py that standard input is its pipe."""
SECRET = "NUDGE_CALCULATORS_SECRET"
"""The name in the environment of what calculators want to be shown."""
SHORTEST_SECRET = 16
ADDRESS = re.compile(r"http://(?:[A-Za-z0-9.-]{1,253}|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}")
ORIGIN = re.compile(r"https?://(?:(?!-)[A-Za-z0-9.-]{1,253}(?<![-.])|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?")
HOST_NAME = re.compile(r"(?!-)[A-Za-z0-9.-]{1,253}(?<![-.])")


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[:1].upper()}{message[1:]}. {self.prog} --help lists what there is.\n")


def read_serve_options(words: list[str]) -> argparse.Namespace:
    """Read the options of `run.py serve`; end the program with a sentence if one is wrong."""
    listing = "\n".join(f"  {name:<10}{meaning}" for name, meaning in COMMANDS.items())
    parser = Parser(
        "run.py",
        usage="python3 run.py [command] [options]",
        description=f"Set Nudge up and start it. Commands:\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_address_options(parser)
    parser.add_argument("--lan", action="store_true", help="serve the other devices of this network too")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    options = parser.parse_args(words)
    problem = missing_secret(options, os.environ)
    if problem is not None:
        parser.error(problem.rstrip("."))
    if options.lan and options.host != "127.0.0.1":
        parser.error("--lan serves every address already, so it does not go with --host")
    if options.lan:
        options.host = every_address()
    return options


def read_test_options(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Read the options of `run.py test`; what it does not know goes to pytest."""
    parser = Parser("run.py test", add_help=False, allow_abbrev=False)
    parser.add_argument("--python", metavar="VERSION", help="test with another Python, such as 3.13")
    return parser.parse_known_args(words)


def read_pictures_options(words: list[str]) -> argparse.Namespace:
    """Read the options of `run.py pictures`."""
    purpose = "Take a picture of every page in light and dark, on a phone and on a projector."
    parser = command_parser("pictures", "folder", purpose)
    default = BUILD / "pictures"
    parser.add_argument("folder", nargs="?", type=Path, default=default, help=f"where to ({default})")
    return parser.parse_args(words)


def read_cpus_options(words: list[str]) -> argparse.Namespace:
    """Read the options of `run.py test --cpus`."""
    purpose = "Run the tests that compute as on other processors, as far as this one can play them."
    parser = command_parser("test --cpus", "two", purpose)
    help = "only the two that differ most, less the one that this machine is (all)"
    parser.add_argument("which", nargs="?", choices=["all", "two"], default="all", help=help)
    return parser.parse_args(words)


def read_fuzz_options(words: list[str]) -> argparse.Namespace:
    """Read the options of `run.py fuzz`."""
    purpose = "Send a server requests made up from the OpenAPI document, and check every answer."
    parser = command_parser("fuzz", "requests", purpose)
    help = "random requests to each operation, besides those at the bounds of every field (40)"
    parser.add_argument("requests", nargs="?", type=requests, default=40, help=help)
    return parser.parse_args(words)


def command_parser(command: str, word: str, purpose: str) -> Parser:
    """Make the parser of a command that takes one word, which may be left out."""
    usage = f"python3 run.py {command} [{word}]"
    return Parser(f"run.py {command}", usage=usage, description=purpose, allow_abbrev=False)


def add_address_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that app.py has too."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=port, default=8000, help="the port to listen on (8000)")
    parser.add_argument(
        "--name",
        type=host_name,
        action="append",
        default=[],
        metavar="NAME",
        help="a further host name to answer to, behind a proxy; may be given several times",
    )
    parser.add_argument(
        "--allow-frame",
        type=origin,
        action="append",
        default=[],
        metavar="ORIGIN",
        help="whose pages may show panels in a frame: https://course.example.org; may be given several times",
    )
    parser.add_argument(
        "--mnist",
        metavar="FOLDER",
        help="a folder with the four files of MNIST, for the panel of handwritten digits",
    )
    parser.add_argument("--workers", type=workers, default=1, metavar="N", help="server processes (1)")
    add_calculator_options(parser)


def add_calculator_options(parser: argparse.ArgumentParser) -> None:
    """Add the options by which one machine computes for another; both need a secret."""
    parser.add_argument(
        "--calculators",
        type=addresses,
        default=[],
        metavar="ADDRESSES",
        help="where else long computations are done: http://host:port, several with commas",
    )
    parser.add_argument(
        "--calculate",
        action="store_true",
        help="serve no pages: compute for servers that name this one, a process on each of --workers ports",
    )


def missing_secret(options: argparse.Namespace, environment: Mapping[str, str]) -> str | None:
    """Say what is missing where other machines take part without a secret that all know."""
    if not (options.calculate or options.calculators):
        return None
    if len(environment.get(SECRET, "")) >= SHORTEST_SECRET:
        return None
    asked = "--calculate" if options.calculate else "--calculators"
    words = f"{asked} needs a secret: set {SECRET} to the same text of {SHORTEST_SECRET} characters or more"
    return f"{words} on every machine."


def port(text: str) -> int:
    return whole_number(text, "a port", 65535)


def workers(text: str) -> int:
    return whole_number(text, "the number of workers", 64)


def requests(text: str) -> int:
    return whole_number(text, "the number of requests", 10_000)


def addresses(text: str) -> list[str]:
    found = [each.strip().rstrip("/") for each in text.split(",")]
    for each in found:
        if not ADDRESS.fullmatch(each):
            message = f"a calculator is an address such as http://10.0.0.7:9000, not {each!r}"
            raise argparse.ArgumentTypeError(message)
    return found


def origin(text: str) -> str:
    if not ORIGIN.fullmatch(text):
        message = (
            f"an origin is http:// or https:// and a name, such as https://course.example.org, not {text!r}"
        )
        raise argparse.ArgumentTypeError(message)
    scheme, _, authority = text.lower().partition("://")
    # Browsers leave a scheme's own port out
    return f"{scheme}://{authority.removesuffix({'http': ':80', 'https': ':443'}[scheme])}"


def host_name(text: str) -> str:
    if not HOST_NAME.fullmatch(text):
        message = f"a name is a host name such as nudge.example.org, without a port, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return text.lower()


def whole_number(text: str, what: str, most: int) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
        raise argparse.ArgumentTypeError(f"{what} is a whole number from 1 to {most}, not {text!r}")
    return int(text)
