"""openapi-python-client makes a client of the OpenAPI document, and every panel answers it."""

import importlib
import json
import sys

import httpx
import pytest
from openapi_python_client import Config, generate
from openapi_python_client.config import ConfigFile, MetaType

from app import create_app
from course.panels import all_panels
from course.syllabus import PANEL_SLUGS

APP = create_app()
DOCUMENT = APP.test_client().get("/api/v1/openapi.json").json


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a client, and what was complained of while it was made."""
    place = tmp_path_factory.mktemp("client")
    place.joinpath("openapi.json").write_text(json.dumps(DOCUMENT), "utf-8")
    settings = ConfigFile(post_hooks=[])  # nobody reads it, so it need not be laid out
    config = Config.from_sources(
        settings,
        MetaType.NONE,
        place / "openapi.json",
        "utf-8",
        overwrite=False,
        output_path=place / "asking",
    )
    complaints = generate(config=config)
    sys.path.insert(0, str(place))
    yield complaints
    sys.path.remove(str(place))
    for name in [name for name in sys.modules if name.partition(".")[0] == "asking"]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def client(made):
    """A client that asks the app without a server."""
    kind = importlib.import_module("asking.client").Client
    client = kind(base_url="http://localhost", raise_on_unexpected_status=True)
    with httpx.Client(base_url="http://localhost", transport=httpx.WSGITransport(APP)) as asking:
        yield client.set_httpx_client(asking)


def test_a_client_is_made_without_a_warning(made):
    assert list(made) == []


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_every_panel_answers_the_client_at_its_defaults(client, slug):
    name = slug.replace("-", "_")
    asking = importlib.import_module(f"asking.api.panels.{name}")
    kind = all_panels()[slug].request.__name__
    request = importlib.import_module("asking.models")
    result = asking.sync(client=client, body=getattr(request, kind).from_dict({}))
    assert type(result).__name__ == all_panels()[slug].result.__name__
    assert result.sentence


@pytest.mark.parametrize("name", ["panels", "questions"])
def test_lists_to_look_up_are_read_item_by_item(client, name):
    looking = importlib.import_module(f"asking.api.about.{name}")
    items = looking.sync(client=client)
    told = APP.test_client().get(f"/api/v1/{name}").json
    assert [item.to_dict() for item in items] == told


def parts(value):
    """Every object inside a JSON value."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield value
    for each in inside:
        yield from parts(each)


def test_every_array_says_what_it_holds():
    arrays = [each for each in parts(DOCUMENT) if each.get("type") == "array"]
    assert arrays
    assert all("items" in each or "prefixItems" in each for each in arrays)


def test_no_number_is_a_const():
    # Python's maker writes one into the word that follows it.
    consts = [each["const"] for each in parts(DOCUMENT) if "const" in each and "type" in each]
    assert all(isinstance(const, str) for const in consts)
