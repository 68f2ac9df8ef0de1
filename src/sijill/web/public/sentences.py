"""What can go wrong on a public page, in words."""

from django.utils.translation import gettext_lazy as _

from sijill.web.problems import register

register(
    {
        "figure.absent": _(
            "No figure of this reference has been published. The list of figures shows all of them."
        ),
        "figure.withdrawn": _(
            "This figure was withdrawn and its numbers were taken away. Its page says why."
        ),
    }
)
