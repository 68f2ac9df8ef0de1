"""What the publish room says when something cannot be prepared, cleared or withdrawn."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "publication.figure_internal": _(
        "This figure is for the desk only and is never published. Choose another."
    ),
    "publication.whole_months": _(
        "Choose whole months: from the first day of one to the last day of one."
    ),
    "publication.period_open": _("The period has not ended yet. Choose one that has."),
    "publication.partial_sight": _(
        "A published figure covers every office, and you do not see them all. Ask the information "
        "manager to prepare it."
    ),
    "publication.own": _(
        "You prepared this publication. A colleague has to clear it or send it back."
    ),
    "publication.not_prepared": _(
        "Somebody has already decided on this publication. Reload the page to see what they said."
    ),
    "publication.not_cleared": _("Only what has been published can be withdrawn."),
    "publication.note_missing": _("Write what is wrong, so that it can be prepared anew."),
    "publication.reason_missing": _(
        "Write why it is withdrawn: the reason stays on the public page."
    ),
    "publication.differences_unexplained": _(
        "Together with an earlier release a reader could work out small numbers. Look at the "
        "cells listed, and write why it may be published all the same, or send it back."
    ),
    "publication.changed": _(
        "What was frozen does not fit its digest any more. Send it back and have it prepared anew."
    ),
    "disclosure.threshold": _("A threshold of %(threshold)s protects nobody. Correct the pack."),
    "disclosure.totals_differ": _(
        "The tables do not add up to one total. Report this fault; nothing was published."
    ),
    "disclosure.shared_margin": _(
        "Two of the tables share a breakdown. Report this fault; nothing was published."
    ),
}
