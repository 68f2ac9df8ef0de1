"""Many protected rows at once, inside an action like any other write."""

from __future__ import annotations

from sijill.base.postgres.unnest import Batch
from sijill.trust.access.models import check_writing


class ProtectedBatch(Batch):
    """A batch that is written inside an action only. Row-level security checks every row."""

    def insert(self) -> int:
        """Write the rows; raises OutsideAction unless an action is running."""
        check_writing(self._model.__name__)
        return super().insert()
