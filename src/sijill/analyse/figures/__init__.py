"""Declared questions with unit, standard and method version."""
