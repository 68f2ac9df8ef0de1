"""What a log line may hold: never a form, never a value of a record."""

from __future__ import annotations

import logging
import traceback


class Mute(logging.Filter):
    """Keeps the place of an error and its type; drops its message, request and variables.

    An exception's own words can quote what a person wrote ("invalid date: …"), so only our own
    errors, whose message is a stable code, are quoted.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.request = None  # type: ignore[attr-defined]
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)
            where = " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in frames[::-1])
            code = getattr(error, "code", "")
            record.msg = f"{record.levelname.lower()} {type(error).__name__} {code} at {where}"
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        return True
