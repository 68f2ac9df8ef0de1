"""What the record room says when something cannot be written or shown."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "term.wrong_vocabulary": _(
        "“%(key)s” is not an answer to this question. Choose one from the list."
    ),
    "term.unknown": _("“%(key)s” is not in the list. Choose a term that is, or have it added."),
    "term.ended": _("“%(key)s” is no longer used. Choose the term that replaced it."),
    "name.empty": _("Write at least one part of the name."),
    "name.unknown_kind": _("“%(kind)s” is no kind of name. Choose one from the list."),
    "name.of_a_group": _(
        "%(reference)s is a group: name one of its members instead, and the group counts one less."
    ),
    "person.group_counts": _(
        "A group needs three numbers in order: at least, best estimate, at most."
    ),
    "person.counts_of_one": _("Only a group has counts. Enter a group, or leave them empty."),
    "person.unknown_kind": _("Choose whether this is one person or a group."),
    "person.not_a_group": _("%(reference)s is one person, and has no members."),
    "person.birth_year": _("%(year)s cannot be a year of birth. Check it, or leave it empty."),
    "group.nobody_left": _(
        "Everybody in %(reference)s is named already. If there were more people, correct the "
        "group's numbers first."
    ),
    "declaration.value_or_answer": _(
        "Write what the person said of themselves, or choose why there is no answer: one of them."
    ),
    "declaration.not_by_the_person": _(
        "This is kept only as the person said it of themselves. Tick that they did, or leave it."
    ),
    "source.absent": _("This source is not one you can see. Choose another, or register it."),
    "source.itself": _("%(reference)s cannot depend on itself. Choose another source."),
    "source.reason_missing": _("Say why the two sources depend on each other."),
    "incident.no_title": _("Give the incident a short, neutral title without names."),
    "incident.long_title": _("The title is too long: %(most)s characters at most."),
    "incident.unknown_place": _(
        "The place %(place)s is not in the gazetteer. Choose one that is, or a wider one."
    ),
    "incident.unknown_actor": _("The actor %(actor)s is not in the list. Choose one that is."),
    "incident.unknown_conflict_link": _("Choose from the list how it is linked to the conflict."),
    "incident.unknown_compartment": _("There is no compartment %(compartment)s."),
    "incident.compartment_not_yours": _(
        "You do not work in this compartment, and would lose sight of the record. Ask the adviser "
        "to record it, or save it without."
    ),
    "incident.above_clearance": _(
        "This classification is above your clearance, and you would lose sight of the record. "
        "Choose a lower one, or ask the head of your office to record it."
    ),
    "incident.future": _("%(day)s has not come yet. Check the date."),
    "incident.received_in_future": _("It cannot be received on %(day)s: that day is to come."),
    "incident.victim_without_act": _("Say what was done to this person: choose at least one act."),
    "incident.act_known": _("This act is recorded for this person already."),
    "incident.not_a_victim": _("%(reference)s is no victim of this incident. Add them first."),
    "incident.involvement_known": _("This actor is entered for this act already."),
    "incident.person_absent": _("This person is not one you can see. Choose another, or add them."),
    "incident.age": _("%(years)s cannot be an age in years. Check it, or leave it empty."),
    "incident.age_differs": _(
        "The age %(years)s and the age group contradict each other. Correct one of them."
    ),
    "incident.changed_meanwhile": _(
        "A colleague changed this record while you were writing. Nothing was saved: open it "
        "again, and enter your change into the newer version."
    ),
    "incident.not_editable": _("The field %(field)s is not changed here."),
    "incident.related_to_itself": _("%(reference)s cannot be related to itself."),
    "incident.assignee_unknown": _(
        "This colleague cannot open this case. Choose somebody who can."
    ),
    "draft.too_long": _("The draft is too long to keep. Save the record, and add the rest to it."),
    "filter.bad_month": _("“%(month)s” is no month. Write year and month, as 2024-05."),
    "filter.unknown_place": _("The place %(place)s is not in the gazetteer."),
    "page.bad_cursor": _("This link is damaged. Go back to the first page of the list."),
}
