"""Records with sealed fields, and the one way to open them: leaf first, plaintext after."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from sijill.base.crypto import key_place, new_key, place, seal, unseal
from sijill.trust.access.viewer import Viewer
from sijill.trust.keys.keyring import keyring
from sijill.trust.ledger.actions import record_look
from sijill.trust.ledger.models import Leaf


class LeafMissing(RuntimeError):
    """Somebody tried to open a sealed field without a committed leaf: a fault of the code."""


class Sealed(models.Model):
    """A row with sealed fields, listed in ``sealed_fields``; each is a column ``<name>_sealed``.

    One data key per version of the row, wrapped by the epoch key of its office. Values are JSON.
    """

    sealed_fields: ClassVar[tuple[str, ...]] = ()

    sealed_version = models.PositiveIntegerField(default=0, editable=False)
    key_epoch = models.CharField(max_length=40, blank=True, editable=False)
    wrapped_key = models.BinaryField(null=True, editable=False)

    class Meta:
        abstract = True

    def seal(self, **values: Any) -> None:
        """Seal all sealed fields anew under a fresh data key (the row is not saved).

        Every sealed field is named: one that is left out would keep an older version's bytes,
        which no longer open. None empties a field.
        """
        if set(values) != set(self.sealed_fields):
            raise TypeError(f"seal() takes exactly {', '.join(self.sealed_fields)}")
        table, version = self._meta.db_table, self.sealed_version + 1
        ring, key = keyring(), new_key()
        epoch = ring.current_epoch(self.office_id, datetime.now(UTC).date())  # type: ignore[attr-defined]
        bound_to = key_place(table, self.pk, version, epoch)
        self.wrapped_key = seal(ring.epoch_key(epoch), key, bound_to)
        self.key_epoch, self.sealed_version = epoch, version
        for name, value in values.items():
            plain = None if value is None else json.dumps(value, ensure_ascii=False).encode()
            sealed = (
                None if plain is None else seal(key, plain, place(table, self.pk, name, version))
            )
            setattr(self, f"{name}_sealed", sealed)

    def _unseal(self, leaf: UUID, fields: Iterable[str]) -> dict[str, Any]:
        if not Leaf.objects.using("journal").filter(pk=leaf).exists():
            raise LeafMissing("Open sealed fields with open_sealed only.")
        return self._unseal_under(fields)

    def _unseal_under(self, fields: Iterable[str]) -> dict[str, Any]:
        table, version = self._meta.db_table, self.sealed_version
        if self.wrapped_key is None:
            return dict.fromkeys(fields)
        bound_to = key_place(table, self.pk, version, self.key_epoch)
        key = unseal(keyring().epoch_key(self.key_epoch), bytes(self.wrapped_key), bound_to)
        opened: dict[str, Any] = {}
        for name in fields:
            stored = getattr(self, f"{name}_sealed")
            plain = stored and unseal(key, bytes(stored), place(table, self.pk, name, version))
            opened[name] = json.loads(plain) if plain else None
        return opened


def open_sealed(
    rows: Iterable[Sealed],
    fields: Iterable[str],
    *,
    code: str,
    viewer: Viewer,
    reason: str = "",
    about: tuple[str, str] | None = None,
) -> Mapping[UUID, dict[str, Any]]:
    """Open fields of rows the viewer already holds; one leaf, committed before any plaintext.

    code: the ledger's name of the look (``names.open``). reason: a code from the page's list.
    about: the record under which the rows are shown (an incident). Returns pk → field → value.
    Raises KeysMissing or SealBroken; the leaf then stands as an attempt.
    """
    held, names = list(rows), list(fields)
    if not held:
        return {}
    subjects = [(row._meta.model_name or "", str(row.pk)) for row in held]
    if about is not None:
        subjects.insert(0, about)
    leaf = record_look(code, viewer, subjects, **({"reason": reason} if reason else {}))
    return {row.pk: row._unseal(leaf, names) for row in held}
