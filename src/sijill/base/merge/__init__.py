"""Who wrote each field last: the clock by which two offices' copies of a row are merged."""

from sijill.base.merge.clocks import Mergeable, stamp, stamp_all

__all__ = ["Mergeable", "stamp", "stamp_all"]
