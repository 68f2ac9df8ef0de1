"""Run in a process of its own, once a session: tables, walls, reference data and the cast."""

from __future__ import annotations


def main() -> None:
    """Prepare the office of this environment (SIJILL_DATA)."""
    from sijill.cli.stage import django_up

    django_up()
    from django.contrib.auth.hashers import make_password

    from sijill.cli.database import prepare_database
    from sijill.trust.accounts.models import Account
    from tests.cast import PASSWORD, make_cast

    prepare_database(quiet=True)
    if not Account.objects.filter(username="documenter").exists():
        make_cast()
        Account.objects.update(password=make_password(PASSWORD))


if __name__ == "__main__":
    main()
