"""From an empty data folder to a database that answers: `prepare` is safe to run again."""

from __future__ import annotations

import secrets
from pathlib import Path

from sijill.base.postgres import roles, server

DATABASE = "sijill"


def access_file(data: Path) -> Path:
    """Where the database passwords of this data folder are kept."""
    return data / "keys" / "database.json"


def prepare(data: Path, url: str | None) -> roles.Access:
    """Start the embedded server (or reach the one at ``url``), make roles and database.

    Raises server.PostgresProblem, or psycopg.OperationalError when the server refuses us.
    """
    path = access_file(data)
    before = roles.load(path)
    if url:
        access = roles.from_url(url, before.passwords if before else {})
        roles.create(access.dsn(access.owner, "postgres"), access)
        if access != before:
            roles.save(access, path)
        return access
    cluster = server.start(data)
    server.wait(cluster.dsn(user=cluster.superuser, password=cluster.password, database="postgres"))
    if before is not None and before.host == str(cluster.socket):
        return before
    kept = before.passwords if before else {}
    passwords = {
        role: kept.get(role) or secrets.token_urlsafe(24)
        for role in (roles.OWNER, roles.APP, roles.PUBLIC)
    }
    access = roles.Access(str(cluster.socket), cluster.port, DATABASE, roles.OWNER, passwords)
    admin = cluster.dsn(user=cluster.superuser, password=cluster.password, database="postgres")
    roles.create(admin, access)
    roles.save(access, path)
    return access
