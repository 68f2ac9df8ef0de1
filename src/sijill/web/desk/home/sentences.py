"""Problems that pages of the desk raise themselves, and what to do next."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "opening.reason_missing": _(
        "Choose why you open it: the ledger keeps the reason. Nothing was opened."
    ),
    "opening.no_names": _("No name is held for this incident. Nothing was opened."),
    "ledger.bad_filter": _("A filter of the ledger could not be read. Choose it again."),
}
