"""The four database roles, and the file that holds their passwords.

``owner`` owns every table and runs migrations. ``app`` serves pages and jobs and owns nothing,
so row-level security binds it. ``public`` serves the public pages and may read published rows
alone. Nobody but ``sijill migrate`` signs in as owner.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

OWNER, APP, PUBLIC = "sijill_owner", "sijill_app", "sijill_public"


@dataclass(frozen=True)
class Access:
    """How to reach the database: host (or socket folder), port, name, one password a role."""

    host: str
    port: int
    name: str
    owner: str
    passwords: dict[str, str]

    def dsn(self, role: str, database: str | None = None) -> str:
        """A libpq connection string for a role."""
        return psycopg.conninfo.make_conninfo(
            host=self.host,
            port=self.port,
            user=role,
            password=self.passwords[role],
            dbname=database or self.name,
        )


def load(path: Path) -> Access | None:
    """The access written at set-up, or None before it."""
    if not path.exists():
        return None
    return Access(**json.loads(path.read_text()))


def save(access: Access, path: Path) -> None:
    """Write the passwords where only our account reads them."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(asdict(access), indent=1))
    fresh.replace(path)


def from_url(url: str, keep: dict[str, str]) -> Access:
    """Access to a server named by ``SIJILL_DATABASE_URL``; its user becomes our owner role.

    keep: the passwords of app and public from an earlier set-up, so that they stay.
    """
    parts = urlsplit(url)
    owner = unquote(parts.username or "")
    passwords = {role: keep.get(role) or secrets.token_urlsafe(24) for role in (APP, PUBLIC)}
    passwords[owner] = unquote(parts.password or "")
    return Access(
        parts.hostname or "/var/run/postgresql",
        parts.port or 5432,
        parts.path.lstrip("/") or "sijill",
        owner,
        passwords,
    )


def create(admin_dsn: str, access: Access) -> None:
    """Create or mend the roles and the database; safe to run again.

    admin_dsn: a connection that may create roles and databases.
    """
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        for role, password in access.passwords.items():
            _role(connection, role, password, mend=role in (OWNER, APP, PUBLIC))
        _database(connection, access.name, access.owner)


def _role(connection: psycopg.Connection, role: str, password: str, *, mend: bool) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if known and not mend:
        return
    verb = sql.SQL("ALTER" if known else "CREATE")
    connection.execute(
        sql.SQL(
            "{} ROLE {} LOGIN PASSWORD {} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"
        ).format(verb, sql.Identifier(role), sql.Literal(password))
    )
    if role == PUBLIC:
        connection.execute(
            sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(
                sql.Identifier(role)
            )
        )


def _database(connection: psycopg.Connection, name: str, owner: str) -> None:
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not found:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(
                sql.Identifier(name), sql.Identifier(owner)
            )
        )
