"""Offices, and the base of every table that holds something about people."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from sijill.base.ids import new_id
from sijill.trust.access.enums import Classification, Compartment
from sijill.trust.access.errors import OutsideAction
from sijill.trust.access.viewer import bound

if TYPE_CHECKING:
    from collections.abc import Iterator


class Office(models.Model):
    """A field office. Its code leads every hot index; its prefix opens every reference."""

    code = models.CharField(max_length=16, primary_key=True)
    prefix = models.CharField(max_length=4, unique=True)
    names = models.JSONField()
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


_writing: ContextVar[str | None] = ContextVar("sijill_action", default=None)


@contextmanager
def writing(action: str) -> Iterator[None]:
    """Mark the current context as the body of an action; only trust/ledger enters it."""
    token = _writing.set(action)
    try:
        yield
    finally:
        _writing.reset(token)


def check_writing(model: str) -> None:
    """Raise OutsideAction unless an action is running."""
    if _writing.get() is None:
        raise OutsideAction(f"{model} was written outside an action.")


class ScopedQuerySet(models.QuerySet):
    """A query that writes only inside an action."""

    def update(self, **values: Any) -> int:
        check_writing(self.model.__name__)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        check_writing(self.model.__name__)
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        check_writing(self.model.__name__)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        check_writing(self.model.__name__)
        return super().bulk_update(objs, *args, **kwargs)


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Rows the bound viewer may see; raises NoViewer when none is bound.

    The same rule stands in PostgreSQL (walls.py); this one keeps mistakes near and readable.
    """

    def get_queryset(self) -> models.QuerySet:
        viewer = bound()
        return (
            super()
            .get_queryset()
            .filter(
                models.Q(compartments=[])
                | models.Q(compartments__contained_by=sorted(viewer.compartments)),
                office_id__in=sorted(viewer.offices),
                classification__lte=int(viewer.clearance),
            )
        )


class Protected(models.Model):
    """A row of one office, with the labels of the need-to-know policy.

    Subclasses lead their hot indexes with ``office``. Labels copied from a parent row are kept
    in step by the parent's own actions.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", db_index=False)
    compartments = ArrayField(
        models.CharField(max_length=24, choices=Compartment.choices), default=list, blank=True
    )
    classification = models.SmallIntegerField(
        choices=Classification.choices, default=Classification.CONFIDENTIAL
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.UUIDField(editable=False)

    objects = ScopedManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; raises OutsideAction unless an action is running."""
        check_writing(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete the row; raises OutsideAction unless an action is running."""
        check_writing(type(self).__name__)
        return super().delete(*args, **kwargs)

    def labels_of(self, parent: Protected, *linked: Protected | None) -> None:
        """Take office, compartments and classification from the row this one belongs to.

        linked: other rows it names. It is then as guarded as the most guarded of them all, so
        that a link never tells whoever may not see its end that there is one.
        """
        rows = [parent, *(row for row in linked if row is not None)]
        self.office_id = parent.office_id
        self.compartments = sorted({name for row in rows for name in row.compartments})
        self.classification = max(row.classification for row in rows)
