"""What the verify room says when a finding or a step cannot be taken."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "finding.own": _(
        "You proposed this finding. A colleague has to confirm or return it; it waits on their "
        "list."
    ),
    "finding.for_author": _(
        "You may confirm here only in place of the person who proposed this finding. Somebody "
        "else has to be the second person."
    ),
    "finding.decided": _(
        "Somebody has already decided on this finding. Reload the page to see what they said."
    ),
    "finding.note_missing": _("Write what is missing, so that the author can go on."),
    "finding.reasons_missing": _("Write the reasons for this finding."),
    "finding.too_early": _(
        "This case has not been sorted yet. Move it to triage, then propose the finding."
    ),
    "finding.court_standard": _(
        "“Beyond reasonable doubt” is for a criminal court. Choose another standard of proof."
    ),
    "finding.standard_too_low": _(
        "For this to be established, the standard must be reasonable grounds or above. Choose a "
        "higher one, or “credible, not verified”."
    ),
    "finding.basis_missing": _("Choose at least one piece of information the finding rests on."),
    "finding.no_support": _(
        "None of the chosen pieces supports it. Add one that does, or choose another outcome."
    ),
    "finding.no_contradiction": _(
        "None of the chosen pieces contradicts it. “Unfounded” needs one that does; without one, "
        "choose “not verifiable”."
    ),
    "finding.no_primary_source": _(
        "A grave violation needs a victim, a participant or an eyewitness among the supporting "
        "pieces."
    ),
    "finding.actor_missing": _("Name the actor whom this finding is about."),
    "finding.right_missing": _("Name the right that was violated or abused."),
    "finding.status_missing": _("Name the status that this finding establishes."),
    "finding.basis_elsewhere": _(
        "One of the chosen pieces does not belong to this incident, or is not one you can see. "
        "Reload the page and choose again."
    ),
    "finding.unknown_term": _("“%(term)s” is not an answer here. Choose one from the list."),
    "finding.unknown_actor": _("There is no such actor. Choose one from the list."),
    "finding.does_not_stand": _(
        "The finding to be replaced does not stand any more. Reload the page and start from the "
        "one that does."
    ),
    "finding.one_stands": _(
        "A confirmed finding already answers this question. Propose yours as its replacement."
    ),
    "finding.wording_reason": _(
        "The actor's category asks for another word. Write the reason for choosing this one."
    ),
    "finding.wording_needed": _(
        "The actor's category decides nothing here. Choose the word besides the reason."
    ),
    "finding.wording_unknown": _("Choose “violation” or “abuse”."),
    "case.closed": _("This case is closed. Reopen it first, with a reason."),
    "case.no_such_step": _("A case cannot go from “%(state)s” to “%(to)s”. Choose another step."),
    "case.reason_missing": _("Write the reason for this step."),
    "case.nothing_found": _(
        "No confirmed finding says yet whether this happened. Have one confirmed first."
    ),
    "case.closure_reason_missing": _("Choose the reason for closing the case."),
    "case.closure_reason_unknown": _(
        "There is no such reason for closing. Choose one of the list."
    ),
    "case.closure_reason_only_closing": _("A reason for closing belongs to closing only."),
    "case.finding_waits": _(
        "A finding of this case still waits for its second person. Have it confirmed or returned "
        "first."
    ),
    "case.unfounded_without_finding": _(
        "Closing as unfounded needs a confirmed finding that says so."
    ),
}
