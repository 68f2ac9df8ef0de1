"""Sources by code, and which of them depend on each other."""

from sijill.record.sources.models.dependence import Dependence
from sijill.record.sources.models.source import Source

__all__ = ["Dependence", "Source"]
