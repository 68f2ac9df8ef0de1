"""Answers worked out once and kept until the data they rest on changes."""

from __future__ import annotations

from django.db import models

from sijill.trust.access.models import Protected


class KnownAnswer(Protected):
    """A figure's tables for one question and scope, valid while ``data_version`` stands.

    ``scope`` is a digest of who may see what: an answer is never shown under other labels.
    """

    question = models.CharField(max_length=64)
    scope = models.CharField(max_length=64)
    data_version = models.BigIntegerField()
    tables = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "scope", "data_version"], name="known_answer_once"
            )
        ]
