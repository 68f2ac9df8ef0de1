"""Findings, what they rest on, who confirmed them, and which of them stand."""

from sijill.verify.models.finding import Basis, Decision, Finding
from sijill.verify.models.standing import Standing

__all__ = ["Basis", "Decision", "Finding", "Standing"]
