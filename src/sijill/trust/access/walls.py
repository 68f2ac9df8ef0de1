"""The second wall: row-level security and grants, rebuilt after every migration.

The role that serves pages owns nothing. For each protected table PostgreSQL itself compares the
row's labels with the session variables that ``bind(viewer)`` set; an unbound session sees no row.
"""

from __future__ import annotations

from django.apps import apps
from django.db import models
from psycopg import sql

from sijill.base.postgres.roles import APP, PUBLIC
from sijill.trust.access.models import Protected

FUNCTIONS = """
CREATE SEQUENCE IF NOT EXISTS base_merge_counter;
CREATE OR REPLACE FUNCTION sijill_list(name text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT coalesce(string_to_array(nullif(current_setting(name, true), ''), ','), '{}') $$;
CREATE OR REPLACE FUNCTION sijill_clearance() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT coalesce(nullif(current_setting('sijill.clearance', true), '')::int, -1) $$;
"""

# Sub-selects, so that each is worked out once a query and the office can lead an index. Most rows
# are in no compartment; said apart, PostgreSQL knows how many pass instead of guessing a few.
RULE = """
    office_id = ANY ((SELECT sijill_list('sijill.offices'))::text[])
    AND classification <= (SELECT sijill_clearance())
    AND (compartments = '{}'
         OR compartments <@ (SELECT sijill_list('sijill.compartments'))::varchar[])
"""


def protected_models() -> list[type[models.Model]]:
    """Every table under the policy, history tables of protected tables included."""
    return [m for m in apps.get_models() if issubclass(m, Protected) or _is_history(m)]


def _is_history(model: type[models.Model]) -> bool:
    tracked = getattr(model, "pgh_tracked_model", None)
    return tracked is not None and issubclass(tracked, Protected)


def append_only(model: type[models.Model]) -> bool:
    """Tables whose rows are never changed nor deleted (declared by the model, or a history)."""
    return getattr(model, "append_only", False) or hasattr(model, "pgh_tracked_model")


def published(model: type[models.Model]) -> bool:
    """Tables the public role may read (declared by the model)."""
    return getattr(model, "published", False)


def build(connection: object) -> None:
    """(Re)build functions, policies and grants over the owner's connection. Safe to repeat."""
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(FUNCTIONS)
        for role in (APP, PUBLIC):
            name = sql.Identifier(role)
            cursor.execute(
                sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(name)
            )
            cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
        app = sql.Identifier(APP)
        cursor.execute(
            sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(app)
        )
        cursor.execute(
            sql.SQL(
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}"
            ).format(app)
        )
        for model in apps.get_models(include_auto_created=True):
            _grant(cursor, model)
        for model in protected_models():
            _wall(cursor, sql.Identifier(model._meta.db_table))


def _grant(cursor: object, model: type[models.Model]) -> None:
    table = sql.Identifier(model._meta.db_table)
    if append_only(model):
        statement = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}")
        cursor.execute(statement.format(table, sql.Identifier(APP)))  # type: ignore[attr-defined]
    if published(model):
        statement = sql.SQL("GRANT SELECT ON {} TO {}")
        cursor.execute(statement.format(table, sql.Identifier(PUBLIC)))  # type: ignore[attr-defined]


def _wall(cursor: object, table: sql.Identifier) -> None:
    rule = sql.SQL(RULE)
    for statement in (
        sql.SQL("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"),
        sql.SQL("ALTER TABLE {table} FORCE ROW LEVEL SECURITY"),
        sql.SQL("DROP POLICY IF EXISTS need_to_know ON {table}"),
        sql.SQL("CREATE POLICY need_to_know ON {table} USING ({rule}) WITH CHECK ({rule})"),
    ):
        cursor.execute(statement.format(table=table, rule=rule))  # type: ignore[attr-defined]
