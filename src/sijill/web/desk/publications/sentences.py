"""What can go wrong between preparing and publishing, in words."""

from django.utils.translation import gettext_lazy as _

from sijill.web.problems import register

register(
    {
        "publication.own": _(
            "You prepared this, so somebody else decides on it: a number leaves the office only "
            "when two people agree."
        ),
        "publication.not_prepared": _(
            "This has been decided already. Nothing more can be done here."
        ),
        "publication.not_cleared": _("Only a published figure can be withdrawn."),
        "publication.figure_internal": _(
            "This figure is for work inside the office and is never published. Choose another one."
        ),
        "publication.whole_months": _(
            "Publish whole months only: otherwise two releases could be subtracted from each other."
        ),
        "publication.period_open": _("This period has not ended. Choose one that is over."),
        "publication.partial_sight": _(
            "A published figure covers every office, and you do not see all of them. Ask the "
            "information manager to prepare it."
        ),
        "publication.note_missing": _("Say what is wrong, so that it can be mended."),
        "publication.reason_missing": _("Give the reason: it stays on the public page."),
        "publication.differences_unexplained": _(
            "Earlier releases could be subtracted from this one. Say in the note why it may go out."
        ),
        "publication.changed": _(
            "What was frozen no longer fits its digest. Do not publish it; tell the administrator, "
            "and prepare it again."
        ),
    }
)
