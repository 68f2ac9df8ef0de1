"""Keyed hashes of name words and skeletons: how a sealed name is found."""

from __future__ import annotations

from django.db import models

from sijill.trust.access.models import Protected


class NameKey(Protected):
    """One blind-index value of one person (base/crypto/blind.py). ``weight``: 2 for the word as
    written (normalised), 1 for its skeleton. Replaced as a set when the names change.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="name_keys")
    token = models.BigIntegerField()
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["token", "office"], name="name_key_lookup")]
