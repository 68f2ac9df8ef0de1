"""Tokens, base templates, components, charts and hex maps: how every page of Sijill looks."""
