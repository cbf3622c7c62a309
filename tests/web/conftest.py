"""A client of the app, without a server."""

import pytest

from app import create_app
from tests.web.every_route import APP, GATE, LANE, WAYS


@pytest.fixture(scope="session")
def app():
    return create_app()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(params=WAYS)
def either_way(request):
    """A client by the fast lane, or past it."""
    GATE.inside = WAYS[request.param]
    yield APP.test_client()
    GATE.inside = LANE
