"""Why somebody opens a name, an account or an address. The ledger keeps the code."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.trust.access.errors import Problem

REASONS: dict[str, str | Promise] = {
    "verification": _("To verify what happened"),
    "interview": _("To prepare an interview"),
    "protection": _("For the protection of the person"),
    "referral": _("For a referral or an intervention"),
    "duplicate": _("To see whether two records are one"),
    "correction": _("To correct the record"),
}


def chosen_reason(given: Mapping[str, str]) -> str:
    """The reason code of a form. Raises Problem ``opening.reason_missing``."""
    reason = given.get("reason", "")
    if reason not in REASONS:
        raise Problem("opening.reason_missing")
    return reason


def reason_label(code: str) -> str:
    """A reason in the reader's language; the code itself when it is none of ours."""
    return str(REASONS.get(code, code))
