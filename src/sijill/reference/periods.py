"""Validity: the days from ``first`` to ``last``, both included; ``None`` is open or unknown."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """A stretch of days, inclusive at both ends."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"The period ends ({self.last}) before it begins ({self.first}).")

    def holds(self, on: date | None) -> bool:
        """Say whether the day lies inside; no day means "whenever" and always lies inside."""
        if on is None:
            return True
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two share a day."""
        first = max(self.first or date.min, other.first or date.min)
        return first <= min(self.last or date.max, other.last or date.max)


ALWAYS = Period()
