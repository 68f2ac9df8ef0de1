"""What can go wrong on the pages of figures, in words."""

from django.utils.translation import gettext_lazy as _

from sijill.web.problems import register

register(
    {
        "figure.period": _(
            "This is no period. Write a year, such as 2024, and choose a part of it."
        ),
        "figure.as_of": _("This is no date. Write it as 2024-05-31, or leave it empty for now."),
        "figure.period_reversed": _(
            "The period ends before it begins. Change one of its two dates."
        ),
        "figure.period_too_long": _("Choose a period of at most %(months)s months."),
    }
)
