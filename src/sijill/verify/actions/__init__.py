"""Writes of this room: propose, confirm, return; move and reopen a case."""

from sijill.verify.actions.cases import move, reopen
from sijill.verify.actions.decisions import confirm_finding, return_finding
from sijill.verify.actions.proposals import propose_finding

__all__ = ["confirm_finding", "move", "propose_finding", "reopen", "return_finding"]
