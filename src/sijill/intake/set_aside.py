"""Why a report is not taken further: a closed list, so that it can be counted."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SetAside(TextChoices):
    """The reason a report is set aside. It is kept, and can be brought back."""

    DUPLICATE = "duplicate", _("The same was reported before")
    OUT_OF_MANDATE = "out_of_mandate", _("Outside the mandate of this office")
    TOO_LITTLE = "too_little", _("Too little is said to act on, and nobody can be asked")
    WOULD_ENDANGER = "would_endanger", _("Recording it could put somebody in danger")
    WITHDRAWN = "withdrawn", _("Whoever told us asked us not to use it")
    REFERRED = "referred", _("Passed to another body that can act on it")
    NOT_A_REPORT = "not_a_report", _("Not a report: a test, an advertisement, an empty form")
