"""The closed lists of the access policy: permissions, compartments, classification."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(TextChoices):
    """What a person may do. Roles (roles.py) are lists of these; actions and pages name one."""

    READ = "read", _("Read incidents, people by code, sources by code, and reports")
    RECORD = "record", _("Record incidents, acts, people and information")
    TRIAGE = "triage", _("Sort what arrives and turn reports into incidents")
    IMPORT = "import", _("Import spreadsheets and keep their mappings")
    PLACES = "places", _("Match unknown places to the gazetteer")
    OPEN_NAMES = "open_names", _("Open sealed names and accounts; each opening is recorded")
    SOURCES = "sources", _("Register sources and declare which depend on each other")
    ASSESS = "assess", _("Grade information and propose findings")
    CONFIRM = "confirm", _("Confirm or return a colleague's finding")
    MOVE_CASE = "move_case", _("Move a case along, close it and open it again")
    ASSIGN = "assign", _("Give cases and reports to colleagues, name deputies")
    FIGURES = "figures", _("See figures before they are published")
    PUBLISH = "publish", _("Prepare a publication")
    CLEAR = "clear", _("Clear a publication prepared by somebody else")
    LEDGER = "ledger", _("Read the ledger: who did what, never what was said")
    ACCOUNTS = "accounts", _("Open, change and close staff accounts")


class Compartment(TextChoices):
    """What is kept apart within an office. One list everywhere (design, protection)."""

    IDENTITY = "identity", _("Identities")
    SOURCES = "sources", _("Sources")
    CHILDREN = "children", _("Children")
    SEXUAL_VIOLENCE = "sexual_violence", _("Sexual violence")
    MEDICAL = "medical", _("Medical and ante-mortem")
    INFORMANTS = "informants", _("Informants")


class Classification(IntegerChoices):
    """The three levels of ST/SGB/2007/6. Records start high; lowering one is an act."""

    UNCLASSIFIED = 0, _("Unclassified")
    CONFIDENTIAL = 1, _("Confidential")
    STRICTLY_CONFIDENTIAL = 2, _("Strictly confidential")
