"""A bucket of a real server, alone and behind a proxy that misbehaves."""

from collections.abc import Iterator
from typing import Any

import pytest

from pipelines.remote.place import Place
from tests.releases.bucket import serve
from tests.remote.between import Between, between


@pytest.fixture(scope="session")
def server() -> Iterator[dict[str, Any]]:
    with serve("open-data") as options:
        yield options


@pytest.fixture
def asked(server: dict[str, Any]) -> Iterator[tuple[Between, str]]:
    with between(server["endpoint_url"]) as pair:
        yield pair


@pytest.fixture
def rules(asked: tuple[Between, str]) -> Between:
    return asked[0]


@pytest.fixture
def environment(
    asked: tuple[Between, str],
    server: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, str]:
    """What commands and builds need to reach the bucket through the proxy."""
    settings = {
        "AWS_ENDPOINT_URL": asked[1],
        "AWS_ACCESS_KEY_ID": server["key"],
        "AWS_SECRET_ACCESS_KEY": server["secret"],
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return settings


@pytest.fixture
def prefix(request: pytest.FixtureRequest) -> str:
    """A prefix of its own for each test, in the one bucket."""
    return "".join(c if c.isalnum() else "-" for c in request.node.name)


@pytest.fixture
def place(environment: dict[str, str], prefix: str) -> Place:
    return Place.at(f"s3://open-data/{prefix}")
