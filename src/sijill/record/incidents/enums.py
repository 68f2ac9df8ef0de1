"""Closed lists of the incident's own columns."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ConflictLink(TextChoices):
    """How the incident stands to an armed conflict (SDG 16.1.2 asks for direct deaths)."""

    NOT_STATED = "", _("Not stated")
    DIRECT = "direct", _("Directly linked to armed conflict")
    INDIRECT = "indirect", _("Indirectly linked to armed conflict")
    NONE = "none", _("Not linked to armed conflict")
    UNCLEAR = "unclear", _("Link to armed conflict unclear")
