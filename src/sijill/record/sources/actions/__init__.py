"""Writes about sources."""

from sijill.record.sources.actions.register import declare_dependence, register_source

__all__ = ["declare_dependence", "register_source"]
