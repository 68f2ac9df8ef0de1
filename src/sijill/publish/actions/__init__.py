"""Two people publish: one prepares, another clears or sends back; what is out may be withdrawn."""

from sijill.publish.actions.clearing import clear, frozen_cells, send_back, withdraw
from sijill.publish.actions.preparing import prepare

__all__ = ["clear", "frozen_cells", "prepare", "send_back", "withdraw"]
