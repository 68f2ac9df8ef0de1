"""Roles as data: a sentence in plain words and the list of what the role may do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sijill.trust.access.enums import Classification, Compartment, Permission

P = Permission


@dataclass(frozen=True)
class Role:
    """One role. ``everywhere``: its holder sees every office, whatever office they sit in."""

    code: str
    title: str | Promise
    description: str | Promise
    permissions: frozenset[Permission]
    compartments: frozenset[Compartment] = frozenset()
    clearance: Classification = Classification.CONFIDENTIAL
    everywhere: bool = False


ROLES: dict[str, Role] = {
    role.code: role
    for role in [
        Role(
            "monitor",
            _("Human rights officer"),
            _(
                "Takes in what people report, records who did what to whom, grades each piece of "
                "information and proposes findings. Sees their own office. Opens names one "
                "incident at a time; every opening is recorded. Cannot confirm a finding, "
                "publish, or import files."
            ),
            frozenset(
                {P.READ, P.RECORD, P.TRIAGE, P.OPEN_NAMES, P.SOURCES, P.ASSESS, P.PLACES, P.FIGURES}
            ),
            frozenset({Compartment.IDENTITY}),
        ),
        Role(
            "verifier",
            _("Verifying officer"),
            _(
                "Reviews what colleagues propose and confirms or returns it, never their own. "
                "Sees their own office; a portfolio of another office can be handed to them."
            ),
            frozenset(
                {P.READ, P.OPEN_NAMES, P.ASSESS, P.CONFIRM, P.MOVE_CASE, P.SOURCES, P.FIGURES}
            ),
            frozenset({Compartment.IDENTITY}),
        ),
        Role(
            "child_protection_adviser",
            _("Child protection adviser"),
            _(
                "Works on violations against children in every office and sees the children's "
                "compartment, which others do not."
            ),
            frozenset(
                {
                    P.READ,
                    P.RECORD,
                    P.TRIAGE,
                    P.OPEN_NAMES,
                    P.SOURCES,
                    P.ASSESS,
                    P.CONFIRM,
                    P.FIGURES,
                }
            ),
            frozenset({Compartment.IDENTITY, Compartment.CHILDREN}),
            everywhere=True,
        ),
        Role(
            "head_of_office",
            _("Head of field office"),
            _(
                "Leads one office: gives out work, confirms findings, closes cases, clears what "
                "is published. Does not import files or change accounts."
            ),
            frozenset(
                {
                    P.READ,
                    P.RECORD,
                    P.TRIAGE,
                    P.OPEN_NAMES,
                    P.SOURCES,
                    P.ASSESS,
                    P.CONFIRM,
                    P.MOVE_CASE,
                    P.ASSIGN,
                    P.FIGURES,
                    P.CLEAR,
                    P.LEDGER,
                    P.PLACES,
                }
            ),
            frozenset({Compartment.IDENTITY, Compartment.SOURCES}),
            Classification.STRICTLY_CONFIDENTIAL,
        ),
        Role(
            "information_manager",
            _("Information manager"),
            _(
                "Imports spreadsheets, keeps vocabularies and places in order, prepares figures "
                "and publications for every office. Never opens a name."
            ),
            frozenset({P.READ, P.IMPORT, P.PLACES, P.TRIAGE, P.FIGURES, P.PUBLISH, P.LEDGER}),
            everywhere=True,
        ),
        Role(
            "administrator",
            _("Account administrator"),
            _(
                "Opens and closes staff accounts and gives roles. Sees no incident, no report "
                "and no person."
            ),
            frozenset({P.ACCOUNTS, P.LEDGER}),
            everywhere=True,
        ),
    ]
}
