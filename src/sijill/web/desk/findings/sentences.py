"""What the pages of findings say: problems, and why somebody may not confirm."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the code that verify/access.py raises.
BARRED: dict[str, str | Promise] = {
    "finding.own": _("You proposed it: a second person confirms."),
    "finding.for_author": _("You stand in for its author: somebody else confirms."),
    "access.no_permission": _("Your role does not confirm findings."),
    "access.other_office": _("It belongs to another office, and no portfolio there is yours."),
    "finding.decided": _("It is already decided."),
}
