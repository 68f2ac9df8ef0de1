"""What can go wrong while recording, and what to do: one sentence a code."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "incident.no_title": _("Write a few words: what is said to have happened."),
    "incident.long_title": _("The title is longer than %(most)s characters. Shorten it."),
    "incident.future": _("The day %(day)s is still to come. Check the date."),
    "incident.received_in_future": _(
        "It cannot have been received on %(day)s, which is still to come. Check the day."
    ),
    "incident.unknown_conflict_link": _("Choose the link to an armed conflict from the list."),
    "incident.unknown_place": _("That place is not in the list any more. Choose it again."),
    "incident.unknown_actor": _("That actor is not in the list any more. Choose again."),
    "incident.victim_without_act": _("Say what was done to each victim, or remove the row."),
    "incident.act_known": _("This act of this victim is recorded already. Choose another."),
    "incident.age": _("An age of %(years)s years cannot be. Check it."),
    "incident.age_differs": _(
        "The age of %(years)s does not fit the age group. Correct one of the two."
    ),
    "incident.person_absent": _("The person chosen is not to be found any more. Choose again."),
    "incident.involvement_known": _("This is recorded for one of these acts already."),
    "incident.not_a_victim": _("%(reference)s is not a victim of this incident."),
    "incident.changed_meanwhile": _(
        "A colleague changed this while you wrote. Compare both versions below."
    ),
    "incident.not_editable": _("This cannot be changed here."),
    "incident.unknown_compartment": _("There is no such compartment. Choose one from the list."),
    "incident.compartment_not_yours": _(
        "You may not write into this compartment. Ask the adviser who may."
    ),
    "incident.above_clearance": _("This classification is above yours. Choose a lower one."),
    "incident.related_to_itself": _("An incident is not related to itself. Name another."),
    "group.nobody_left": _(
        "Everybody of group %(reference)s is named already. Raise its count first."
    ),
    "person.not_a_group": _("%(reference)s is one person, not a group."),
    "person.group_counts": _(
        "Give the counts in order: at least, best estimate, at most; at most is one or more."
    ),
    "person.counts_of_one": _("Counts belong to a group. Tick “group”, or empty them."),
    "person.birth_year": _("The year of birth %(year)s cannot be. Check it."),
    "name.empty": _("Write the name as it was given."),
    "name.of_a_group": _("A group has no name; name its members one by one."),
    "name.unknown_kind": _("This kind of name part is not known. Write the name in one line."),
    "source.absent": _("The source chosen is not to be found any more. Choose again."),
    "term.unknown": _("One of the choices is not in the list any more. Choose it again."),
    "term.wrong_vocabulary": _("One of the choices belongs to another list. Choose it again."),
    "term.ended": _("One of the choices is no longer in use. Choose another."),
    "draft.too_long": _("The form is too long for a draft. Record it now."),
}
