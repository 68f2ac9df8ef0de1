"""What the figures room says when a figure cannot be worked out."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "figure.absent": _("There is no such figure. Choose one from the list."),
    "figure.period_reversed": _("The period ends before it begins. Exchange the two days."),
    "figure.period_too_long": _("Choose a period of at most %(months)s months."),
    "figure.units_differ": _(
        "%(one)s and %(other)s count different things and cannot be added. Show them apart."
    ),
}
