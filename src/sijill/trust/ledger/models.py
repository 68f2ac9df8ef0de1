"""The log nobody can rewrite: leaves, their order, and the roots of the tree."""

from __future__ import annotations

from django.db import models

from sijill.base.ids import new_id


class Leaf(models.Model):
    """One act, as the exact bytes that the tree commits to. Written by its own transaction.

    ``body`` is canonical JSON of identifiers and a salted commitment: never a name, a phone, an
    account or a summary. No foreign keys: the log must block nothing and outlive everything.
    """

    append_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.BinaryField()
    action = models.CharField(max_length=64)
    by = models.UUIDField()
    at = models.DateTimeField()
    # The office of whoever acted: readers of the ledger see the leaves of offices they see.
    office = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="leaf_at"),
            models.Index(fields=["action", "-at"], name="leaf_action"),
        ]


class Subject(models.Model):
    """Which records a leaf is about, to look up one record's history."""

    append_only = True

    id = models.BigAutoField(primary_key=True)
    leaf = models.ForeignKey(Leaf, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "-leaf"], name="subject_record")]


class Salt(models.Model):
    """The salt of a leaf's commitment. Lawful erasure deletes it: the log stays true and mute."""

    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, primary_key=True)
    salt = models.BinaryField()


class Unsequenced(models.Model):
    """Committed leaves that have no place in the tree yet; the sequencer empties this table."""

    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, primary_key=True)


class Entry(models.Model):
    """A leaf's place in the tree."""

    append_only = True

    index = models.BigIntegerField(primary_key=True)
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT)


class Root(models.Model):
    """The tree's root after a batch, with the frontier needed to append the next one."""

    append_only = True

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    frontier = models.BinaryField()
    at = models.DateTimeField()
