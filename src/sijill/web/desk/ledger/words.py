"""What the acts and looks of the ledger are called, by their codes."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sijill.reference.queries import term_label
from sijill.web.reasons import reason_label

Words = dict[str, str | Promise]

LOOKS: Words = {
    "names.open": _("Names opened"),
    "accounts.open": _("Account opened"),
    "address.open": _("Exact address opened"),
    "declarations.open": _("Declarations opened"),
    "report.open": _("Report opened"),
    "draft.open": _("Own draft opened"),
    "import.open_rejected": _("Rejected rows opened"),
    "import.take_sheet": _("Rejected rows taken out"),
    "look.figures": _("Figures taken out"),
    "person.seal_again": _("Particulars sealed again"),
    "people.search": _("People searched by name"),
    "accounts.search": _("Accounts searched"),
    "refused": _("Refused"),
    "sign_in": _("Signed in"),
    "sign_in.failed": _("Sign-in failed"),
    "sign_out": _("Signed out"),
}

ACTS: Words = {
    "account.ask_new_password": _("New password asked for"),
    "account.close": _("Account closed"),
    "account.end_grant": _("Role ended"),
    "account.grant_role": _("Role given"),
    "account.hand_over_portfolio": _("Portfolio handed over"),
    "account.open": _("Account opened for a colleague"),
    "account.own_password": _("Own password changed"),
    "account.own_settings": _("Own settings changed"),
    "account.remove_factors": _("Second factor removed"),
    "account.report_absence": _("Absence noted"),
    "account.set_password": _("Password set"),
    "account.tour_seen": _("Tour put away"),
    "act.edit": _("Act changed"),
    "case.move": _("Case moved"),
    "draft.discard": _("Draft discarded"),
    "draft.save": _("Draft saved"),
    "factor.add": _("Second factor added"),
    "factor.remove": _("Own second factor removed"),
    "figure.remember": _("Figure kept"),
    "finding.confirm": _("Finding confirmed"),
    "finding.propose": _("Finding proposed"),
    "finding.return": _("Finding returned"),
    "group.name_member": _("Member of a group named"),
    "import.ask_error_sheet": _("Error sheet asked for"),
    "import.begin": _("Import prepared"),
    "import.cancel": _("Import cancelled"),
    "import.fail": _("Import failed"),
    "import.finish": _("Import finished"),
    "import.keep_error_sheet": _("Error sheet kept"),
    "import.preview": _("Import previewed"),
    "import.rows": _("Rows imported"),
    "import.save_mapping": _("Mapping saved"),
    "import.stage": _("Rows read in"),
    "import.start": _("Import started"),
    "import.take_up": _("Import taken up"),
    "incident.add_act": _("Act added"),
    "incident.add_information": _("Information added"),
    "incident.add_involvement": _("Alleged perpetrator added"),
    "incident.add_victim": _("Victim added"),
    "incident.assign": _("Case given out"),
    "incident.edit": _("Incident changed"),
    "incident.link_report": _("Report linked"),
    "incident.open_lead": _("Lead opened"),
    "incident.record": _("Incident recorded"),
    "incident.relate": _("Incidents related"),
    "information.edit": _("Information changed"),
    "information.grade": _("Information graded"),
    "person.declare": _("Declaration entered"),
    "person.name": _("Person named"),
    "person.register": _("Person registered"),
    "place.ask": _("Place put in the queue"),
    "place.settle": _("Place matched"),
    "publication.clear": _("Publication cleared"),
    "publication.prepare": _("Publication prepared"),
    "publication.send_back": _("Publication sent back"),
    "publication.withdraw": _("Publication withdrawn"),
    "reference.import_boundaries": _("Boundaries imported"),
    "reference.load": _("Reference data loaded"),
    "report.assign": _("Report given out"),
    "report.bring_back": _("Report brought back"),
    "report.register": _("Report registered"),
    "report.set_aside": _("Report set aside"),
    "report.take_up": _("Report taken up"),
    "session.end": _("Session ended"),
    "source.declare_dependence": _("Dependence declared"),
    "source.register": _("Source registered"),
}

KINDS: Words = {
    "account": _("account"),
    "act": _("act"),
    "declaration": _("declaration"),
    "draft": _("draft"),
    "figure": _("figure"),
    "finding": _("finding"),
    "import_run": _("import"),
    "incident": _("incident"),
    "information": _("information"),
    "involvement": _("alleged perpetrator"),
    "page": _("page"),
    "person": _("person"),
    "publication": _("publication"),
    "report": _("report"),
    "source": _("source"),
}


def action_label(code: str) -> str:
    """What an act or look is called; the code where it has no words yet."""
    return str(ACTS.get(code) or LOOKS.get(code) or code)


def kind_label(kind: str) -> str:
    """What a kind of record is called."""
    return str(KINDS.get(kind, kind))


def said(values: dict[str, Any]) -> str:
    """The readable part of a leaf on one line: codes, counts and identifiers only."""
    told = {name: value for name, value in values.items() if value not in ("", None)}
    told = {name: value for name, value in told.items() if value is not False}
    if {"from_state", "to_state"} <= set(told):
        before, after = told.pop("from_state"), told.pop("to_state")
        moved = gettext("%(before)s → %(after)s") % {
            "before": term_label(f"state.{before}"),
            "after": term_label(f"state.{after}"),
        }
        return " · ".join([moved, *_each(told)])
    return " · ".join(_each(told))


def _each(told: dict[str, Any]) -> list[str]:
    """Terms by their label, marks by their name alone, other values with their name before."""
    lines = []
    for name, value in told.items():
        label = term_label(value) if isinstance(value, str) and "." in value else ""
        if label and label != value:
            lines.append(label)
        elif name == "reason":
            lines.append(reason_label(str(value)))
        else:
            lines.append(name if value is True else f"{name} {value}")
    return lines
