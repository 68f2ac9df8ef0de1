"""What a number counts. Numbers of different units, or of different standing, never add up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sijill.trust.access.errors import Problem


class Unit(StrEnum):
    """The units of statistics (vocabulary ``unit``, domain section 2): never mixed (R2.07)."""

    EVENT = "unit.event"
    ACT = "unit.act"
    VICTIM = "unit.victim"
    VICTIM_VIOLATION = "unit.victim_violation"
    INVOLVEMENT = "unit.involvement"
    CASUALTY = "unit.casualty"


class Basis(StrEnum):
    """How far a number is believed. Each has its own table, column and chart (R2.12)."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    ESTIMATED = "estimated"


class UnitsDiffer(Problem):
    """Two numbers that cannot be added: they count different things."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__("figure.units_differ", one=one, other=other)


@dataclass(frozen=True)
class Count:
    """A number with its unit and standing. Adding another kind raises UnitsDiffer."""

    value: int
    unit: Unit
    basis: Basis = Basis.VERIFIED

    def __add__(self, other: object) -> Count:
        if not isinstance(other, Count):
            raise UnitsDiffer(f"{self.unit} {self.basis}", type(other).__name__)
        if (self.unit, self.basis) != (other.unit, other.basis):
            raise UnitsDiffer(f"{self.unit} {self.basis}", f"{other.unit} {other.basis}")
        return Count(self.value + other.value, self.unit, self.basis)

    __radd__ = __add__

    def __int__(self) -> int:
        return self.value
