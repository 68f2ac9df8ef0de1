"""Reads about sources, by code."""

from sijill.record.sources.queries.clusters import clusters, get_source, sources_visible_to

__all__ = ["clusters", "get_source", "sources_visible_to"]
