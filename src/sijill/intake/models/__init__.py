"""Reports, the files and runs that bring them, and what could not be matched."""

from sijill.intake.models.mapping import Mapping
from sijill.intake.models.place_query import PlaceQuery
from sijill.intake.models.report import Report
from sijill.intake.models.run import ImportRun, RejectedRow

__all__ = ["ImportRun", "Mapping", "PlaceQuery", "RejectedRow", "Report"]
