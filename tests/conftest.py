"""The test database: made as owner, served as the role that owns nothing."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

# The suite has a data folder of its own, so that it never touches an office's.
PROJECT = Path(__file__).resolve().parent.parent
os.environ.setdefault("SIJILL_DATA", str(PROJECT / ".data" / "tests"))
os.environ.setdefault("SIJILL_PACK", str(PROJECT / "packs" / "iraq"))
os.environ.pop("SIJILL_DEMO", None)
# A browser walk leaves the event loop of its driver running in this process; the tests after it
# are as synchronous as before, and Django need not refuse them.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def _database_up() -> None:
    from sijill.base.postgres import setup
    from sijill.config import environment as env

    data = env.folder("SIJILL_DATA", PROJECT / ".data" / "tests")
    setup.prepare(data, env.optional("SIJILL_TEST_DATABASE_URL"))


_database_up()

import psycopg  # noqa: E402
import pytest  # noqa: E402
from psycopg import sql  # noqa: E402

from tests.cast import Cast, make_cast  # noqa: E402


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest) -> Iterator[None]:
    """A fresh database for this process: owner migrates, walls go up, reference data loads."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from sijill.base.postgres.roles import load
    from sijill.base.postgres.setup import access_file
    from sijill.reference.actions import load_reference
    from sijill.trust.access import walls
    from sijill.trust.keys.keyring import keyring

    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    name = f"sijill_test_{worker}_{uuid.uuid4().hex[:6]}"
    access = load(access_file(settings.DATA))
    if access is None:
        raise RuntimeError("The test database was not prepared.")
    admin = _admin_dsn(settings.DATA, access)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                sql.Identifier(name), sql.Identifier(access.owner)
            )
        )
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    keyring().create()
    blocker = request.getfixturevalue("django_db_blocker")
    with blocker.unblock():
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        walls.build(connections["owner"])
        load_reference()
        connections["owner"].close()
    yield
    for alias in connections:
        connections[alias].close()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def _admin_dsn(data: Path, access: object) -> str:
    from sijill.base.postgres import server

    if os.environ.get("SIJILL_TEST_DATABASE_URL"):
        return access.dsn(access.owner, "postgres")  # type: ignore[attr-defined]
    cluster = server.prepare(data)
    return cluster.dsn(user=cluster.superuser, password=cluster.password, database="postgres")


def pytest_configure() -> None:
    """Static files as they lie in the source: no gathered manifest is needed to draw a page."""
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


# Every database test may use the connections that pages use; only set-up uses owner.
ALIASES = ["default", "journal", "public"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`@pytest.mark.django_db` means all the connections a page has."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            mark.kwargs.setdefault("databases", ALIASES)


@pytest.fixture
def cast(db: None) -> Cast:
    """The standing cast: documenter, verifier, adviser, head, manager, and a stranger."""
    return make_cast()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What one test kept in the process's cache never answers another."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def _network_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test talks to anything but this machine."""
    import socket

    genuine = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> object:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "localhost", "::1"):
            raise RuntimeError(f"a test tried to reach {address[0]}")
        return genuine(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
