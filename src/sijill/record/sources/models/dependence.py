"""Two sources that are really one."""

from __future__ import annotations

from django.db import models
from django.db.models import F

from sijill.trust.access.models import Protected


class Dependence(Protected):
    """``one`` and ``other`` do not count as two (R1.10): same wire, same family, one told the
    other. Declared with a reason; stored with the smaller id first.
    """

    one = models.ForeignKey("sources.Source", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("sources.Source", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="dependence_once"),
            models.CheckConstraint(
                name="dependence_ordered", condition=models.Q(one__lt=F("other"))
            ),
        ]
