"""Writes about incidents."""

from sijill.record.incidents.actions.add import (
    add_act,
    add_information,
    add_involvement,
    add_victim,
    name_member,
)
from sijill.record.incidents.actions.assign import assign
from sijill.record.incidents.actions.correct import (
    edit_act,
    edit_information,
    grade_information,
)
from sijill.record.incidents.actions.drafts import discard_draft, save_draft
from sijill.record.incidents.actions.edit import edit_incident
from sijill.record.incidents.actions.link import link_report, relate
from sijill.record.incidents.actions.record import open_lead, record_incident

__all__ = [
    "add_act",
    "add_information",
    "add_involvement",
    "add_victim",
    "assign",
    "discard_draft",
    "edit_act",
    "edit_incident",
    "edit_information",
    "grade_information",
    "link_report",
    "name_member",
    "open_lead",
    "record_incident",
    "relate",
    "save_draft",
]
