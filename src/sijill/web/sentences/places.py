"""What the place queue says when something cannot be done."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "place.none_chosen": _("Choose a place first, or look for it by name."),
}
