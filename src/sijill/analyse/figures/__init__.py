"""Declared questions, answered from findings as they stood. See README.md."""
