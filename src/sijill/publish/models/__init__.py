"""What was cleared for publication, and the rows the public pages read."""

from sijill.publish.models.publication import Publication
from sijill.publish.models.published import PublishedCell, PublishedFigure

__all__ = ["Publication", "PublishedCell", "PublishedFigure"]
