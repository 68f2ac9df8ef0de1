"""The figures' answers, for one viewer."""

from sijill.analyse.figures.queries.casualties import (
    casualty_tables,
    months_of,
    unverified_tables,
)

__all__ = ["casualty_tables", "months_of", "unverified_tables"]
