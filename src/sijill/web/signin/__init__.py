"""Signing in: name and password, second factor, recovery codes, one's own sessions.

The flows are django-allauth's; templates, words and forms are ours. Its rate limits count in the
process's own cache: with several web processes a guesser has as many tries as there are
processes. Codes of the second factor are refused the second time in every process (forms.py).
"""
