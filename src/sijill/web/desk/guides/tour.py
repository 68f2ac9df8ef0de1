"""The ten steps of the tour: how a report becomes a counted finding."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """One page of the tour: a drawing, some sentences, and a page to try it on.

    addresses: names of pages, the first that exists is linked.
    """

    drawing: str
    title: str | Promise
    text: str | Promise
    tip: str | Promise
    addresses: tuple[str, ...]
    link: str | Promise


STEPS: tuple[Step, ...] = (
    Step(
        "waiting",
        _("The desk opens with what waits for you"),
        _(
            "Reports to sort, findings to confirm, cases that are late: the list is yours "
            "alone and "
            "the most urgent stands first. When it is empty, nothing is asked of you."
        ),
        _("Press / anywhere to search. Every page works with the keyboard alone."),
        ("home",),
        _("See what waits for me"),
    ),
    Step(
        "report",
        _("Something is reported"),
        _(
            "A call, a letter, a visitor, a line in a partner's spreadsheet: each arrives as a "
            "report, is kept as received and sealed. Nothing is decided yet."
        ),
        _("A report is not an incident. Ten reports may tell of one event, and one report of ten."),
        ("reports",),
        _("See the reports"),
    ),
    Step(
        "sort",
        _("You sort it"),
        _(
            "Look whether the event is on record already. Join the report to an incident, "
            "open a new "
            "one from it, or set it aside and say why. A report set aside can be brought back."
        ),
        _("Who told us is asked before what they told: without consent nothing is passed on."),
        ("reports",),
        _("Sort a report"),
    ),
    Step(
        "record",
        _("You record who did what to whom"),
        _(
            "One screen: when, where, each victim, each act, who is held to have done it and how "
            "sure that is. A date may be a month only, a place a district only: say what you know."
        ),
        _(
            "“Unknown”, “not asked”, “declined” and “not applicable” are four different answers. "
            "Your draft is kept while you write."
        ),
        ("record_new", "record", "incidents"),
        _("Record an incident"),
    ),
    Step(
        "names",
        _("Names stay sealed"),
        _(
            "Lists show people by code. You open a name when your work needs it, one incident at a "
            "time, and each opening is written down before the name appears. Colleagues of other "
            "offices do not even learn that the record exists."
        ),
        _("A name is found again across spellings and scripts without being opened."),
        ("people",),
        _("See how people are shown"),
    ),
    Step(
        "sources",
        _("You grade what was said, and who said it"),
        _(
            "The letter is for the source: how reliable it is. The number is for this piece of "
            "information: how credible. They are never mixed and never averaged."
        ),
        _("Two sources that copied from each other count once. Say so under “depends on”."),
        ("sources",),
        _("See the sources"),
    ),
    Step(
        "case",
        _("The case moves along"),
        _(
            "From first word to verification, each move is made by a person whose role allows it, "
            "and dated. Closing takes a reason from a list; a closed case can be opened again."
        ),
        _("A case that is late is shown as late, to you and to the head of your office."),
        ("incidents",),
        _("See the incidents"),
    ),
    Step(
        "propose",
        _("You propose a finding"),
        _(
            "A finding says which rule is concerned, what you conclude, by which standard of "
            "proof, "
            "on which pieces of information, and what speaks against it."
        ),
        _("“Violation” or “abuse” follows from who acted. If you write otherwise, say why."),
        ("incidents",),
        _("Choose an incident"),
    ),
    Step(
        "confirm",
        _("A second person confirms"),
        _(
            "Nobody confirms their own finding. A colleague reads the basis, then confirms or "
            "returns it with a note. In an office of two, a colleague of another office does it."
        ),
        _(
            "A return is no defeat: the note says what is missing, and the next version stands on "
            "it."
        ),
        ("findings",),
        _("See the findings"),
    ),
    Step(
        "count",
        _("It is counted, cleared and published"),
        _(
            "Figures count what is confirmed and say how. Small cells are withheld so that "
            "nobody is "
            "recognised. One person prepares a publication and another clears it. What was "
            "done, and "
            "by whom, stays in a ledger that nobody can rewrite."
        ),
        _("That is the whole way. Your role's guide says where on it you stand."),
        ("publications", "figures", "ledger", "home"),
        _("See the figures"),
    ),
)
